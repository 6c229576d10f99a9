"""Our own screens for translators and reviewers; each asks for the right it needs."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.accounts import account_of
from core.translation.gate import TranslationNotReady
from core.translation.progress import missing_strings
from core.translation.publication import ask_for_review, publish_translation, take_source_changes
from core.translation.rights import may_take_source_changes


def edit_page(page: Page) -> HttpResponse:
    """Back to the editor of a page."""
    return redirect("wagtailadmin_pages:edit", page.pk)


def translation_to_work_on(request: HttpRequest, translation_id: int) -> Translation:
    """A translation whose page somebody may edit."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if not may_take_source_changes(account_of(request), translation):
        raise PermissionDenied
    return translation


@require_POST
def take_changes(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Give translators the words that the French page says now."""
    translation = translation_to_work_on(request, translation_id)
    take_source_changes(translation=translation)
    messages.success(request, _("The French text is now up to date. The page online has not changed."))
    return edit_page(translation.get_target_instance())


@require_POST
def ask_review(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Send a whole translation to those who may publish it."""
    translation = translation_to_work_on(request, translation_id)
    page = translation.get_target_instance()
    if page.workflow_in_progress:
        messages.warning(request, _("This page is already awaiting review."))
        return edit_page(page)
    try:
        ask_for_review(translation=translation, user=account_of(request))
    except TranslationNotReady as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sent for review."))
    return edit_page(page)


def publish(request: HttpRequest, translation: Translation, reason: str = "") -> HttpResponse:
    """Publish, or say why not; what the library's own button asks for comes here too."""
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    try:
        page = publish_translation(translation=translation, user=account_of(request), reason=reason)
    except TranslationNotReady as refusal:
        messages.error(request, _("Not published. %(reason)s") % {"reason": refusal})
    else:
        messages.success(request, _("“%(page)s” is now online.") % {"page": page.title})
    return edit_page(page)


class TranslationView(WagtailAdminTemplateMixin, FormView):
    """A page that asks before it decides something about a translation."""

    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
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
        help_text=gettext_lazy("Kept in the page’s history."),
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
            done = _("Approved and published.") if action == "approve" else _("Changes have been requested.")
            messages.success(self.request, done)
        return edit_page(self.page)
