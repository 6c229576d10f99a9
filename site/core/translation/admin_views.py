"""Screens of translators and reviewers, in front of those of wagtail-localize: each asks for the right it needs."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.snippets.permissions import user_can_edit_snippet_type
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.edit_translation import stop_translation
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from core.translation.gate import TranslationNotReady
from core.translation.progress import missing_strings
from core.translation.publication import (
    ask_for_review,
    begin_translation,
    publish_translation,
    take_source_changes,
)
from core.translation.rights import locales_to_begin, may_take_source_changes, translations_of


def edit_page(page: Page) -> HttpResponse:
    return redirect("wagtailadmin_pages:edit", page.pk)


# --- In front of the library's own screens ----------------------------------------------------------------------


class BeginTranslationView(SubmitPageTranslationView):
    """Send a page to translation: into the languages somebody may publish it in, and nothing goes online."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.locales = locales_to_begin(request.user, get_object_or_404(Page, pk=kwargs["page_id"]))
        if not self.locales:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> forms.Form:
        form = super().get_form()
        field = form.fields["locales"]
        field.queryset = field.queryset.model.objects.filter(pk__in=[locale.pk for locale in self.locales])
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        locales = list(form.cleaned_data["locales"])
        begin_translation(
            page=self.object,
            locales=locales,
            user=self.request.user,
            with_subtree=form.cleaned_data["include_subtree"],
        )
        names = ", ".join(locale.get_display_name() for locale in locales)
        messages.success(self.request, _("Sent to translation: %(languages)s.") % {"languages": names})
        if len(locales) == 1:
            return edit_page(self.object.get_translation(locales[0]))
        return redirect("wagtailadmin_explore", self.object.get_parent().pk)


class QuietUpdateForm(UpdateTranslationsForm):
    """Without “publish at once”: a page that is online may not become a mix of two languages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["publish_translations"].widget = forms.HiddenInput()

    def clean_publish_translations(self) -> bool:
        return False


class UpdateSourceView(UpdateTranslationsView):
    """Give translators the words of the French page as it is now."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = get_object_or_404(TranslationSource, pk=kwargs["translation_source_id"])
        if not source.get_source_instance().permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> forms.Form:
        return QuietUpdateForm(self.request.POST) if self.request.method == "POST" else QuietUpdateForm()


class OwnTranslationsReportView(TranslationsReportView):
    """The report of translations, without the titles of pages one may not open."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(pk__in=translations_of(self.request.user).values("pk"))


class OwnSnippetViewSet(SnippetViewSet):
    """Titles of snippets, for those who may edit that kind only."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not user_can_edit_snippet_type(request.user, self.get_model()):
            raise PermissionDenied


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take a page out of translation, to edit it like any other: only whole, and only by those who may publish it."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if missing_strings(translation).exists():
        messages.error(request, _("An incomplete translation cannot be stopped: French words would stay in the page."))
        return edit_page(page)
    return stop_translation(request, translation_id)


def no_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """An alias would show French words under the address of another language: this site has none."""
    raise Http404


# --- Our own ----------------------------------------------------------------------------------------------------


def translation_to_work_on(request: HttpRequest, translation_id: int) -> Translation:
    """A translation whose page somebody may edit."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if not may_take_source_changes(request.user, translation):
        raise PermissionDenied
    return translation


@require_POST
def take_changes(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Give translators the words that the French page says now."""
    translation = translation_to_work_on(request, translation_id)
    take_source_changes(translation=translation)
    messages.success(request, _("The French words are up to date. The page online has not changed."))
    return edit_page(translation.get_target_instance())


@require_POST
def ask_review(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Send a whole translation to those who may publish it."""
    translation = translation_to_work_on(request, translation_id)
    page = translation.get_target_instance()
    if page.workflow_in_progress:
        messages.warning(request, _("This page awaits its review already."))
        return edit_page(page)
    try:
        ask_for_review(translation=translation, user=request.user)
    except TranslationNotReady as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sent to review."))
    return edit_page(page)


def publish(request: HttpRequest, translation: Translation, reason: str = "") -> HttpResponse:
    """Publish, or say why not; what the library's own button asks for comes here too."""
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    try:
        page = publish_translation(translation=translation, user=request.user, reason=reason)
    except TranslationNotReady as refusal:
        messages.error(request, _("Not published. %(reason)s") % {"reason": refusal})
    else:
        messages.success(request, _("“%(page)s” is online.") % {"page": page.title})
    return edit_page(page)


class TranslationView(WagtailAdminTemplateMixin, FormView):
    """A page that asks before it decides something about a translation."""

    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.translation = translation_to_work_on(request, kwargs["translation_id"])
        self.page = self.translation.get_target_instance()
        if not self.is_allowed():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def is_allowed(self) -> bool:
        return True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page=self.page, translation=self.translation, **kwargs)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why it cannot wait"),
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept in the history of the page."),
    )


class PublishIncompleteView(TranslationView):
    """Publish a translation some passages of which are still in French: said why, and told to readers."""

    form_class = ReasonForm
    template_name = "core/admin/publish_incomplete.html"
    page_title = gettext_lazy("Publish an incomplete translation")

    def is_allowed(self) -> bool:
        return self.page.permissions_for_user(self.request.user).can_publish()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(missing=missing_strings(self.translation), **kwargs)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        return publish(self.request, self.translation, reason=form.cleaned_data["reason"])


class DecisionForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("Comment"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReviewView(TranslationView):
    """Approve a translation, which publishes it, or ask for changes."""

    form_class = DecisionForm
    template_name = "core/admin/review_translation.html"
    page_title = gettext_lazy("Review a translation")

    def is_allowed(self) -> bool:
        return bool(self.actions())

    def actions(self) -> set[str]:
        """What this person may decide now: ``approve``, ``reject``, or nothing."""
        task = self.page.current_workflow_task
        return {name for name, _label, _modal in task.get_actions(self.page, self.request.user)} if task else set()

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        action = "approve" if "approve" in self.request.POST else "reject"
        state = self.page.current_workflow_task_state
        try:
            state.task.specific.on_action(state, self.request.user, action, comment=form.cleaned_data["comment"])
        except TranslationNotReady as refusal:
            messages.error(self.request, _("Not published. %(reason)s") % {"reason": refusal})
        else:
            done = _("Approved, and online.") if action == "approve" else _("Changes are asked for.")
            messages.success(self.request, done)
        return edit_page(self.page)
