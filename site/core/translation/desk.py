"""Our own screens for translators and reviewers; each asks for the right it needs."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from core.accounts import account_of
from core.desk.decisions import PageDecisionView
from core.publication import NotReady
from core.translation.beside import column
from core.translation.doubts import confirm, doubtful_passages
from core.translation.passages import passages_with_new_markup
from core.translation.progress import missing_strings
from core.translation.publication import ask_for_review, publish_translation
from core.translation.questions import QuestionForm
from core.translation.replaced import replacements
from core.translation.review import changed_words
from core.translation.rights import may_translate
from core.typed_fields import TypedField

#: What the script of the column says of itself (static/js/translation-desk.js).
IN_PLACE = "translation-desk"


def edit_page(page: Page) -> HttpResponse:
    """Back to the editor of a page."""
    return redirect("wagtailadmin_pages:edit", page.pk)


def translation_to_work_on(request: HttpRequest, translation_id: int) -> Translation:
    """A translation whose page somebody may edit."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if not may_translate(account_of(request), translation):
        raise PermissionDenied
    return translation


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
    except NotReady as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sent for review."))
    return edit_page(page)


def show_beside(request: HttpRequest, translation: Translation) -> HttpResponse:
    """The column beside the editor, as things are now: for the script that keeps it so while somebody types.

    The passage in hand and the words looked for are in the address.
    """
    passage, query = request.GET.get("passage", ""), request.GET.get("query", "")
    found = column(translation, account_of(request), int(passage) if passage.isdecimal() else None, query[:100])
    return render(request, "core/admin/translation_desk.html", found | {"request": request})


@require_safe
def beside(request: HttpRequest, translation_id: int) -> HttpResponse:
    """What helps beside the text, anew after each change."""
    return show_beside(request, translation_to_work_on(request, translation_id))


def back_beside(request: HttpRequest, translation: Translation, said: str = "") -> HttpResponse:
    """Answer a form of the column: the column anew for the script; without it, the editor, and a sentence."""
    if request.headers.get("X-Requested-With") == IN_PLACE:
        return show_beside(request, translation)
    if said:
        messages.success(request, said)
    return edit_page(translation.get_target_instance())


def refused_beside(request: HttpRequest, translation: Translation, reason: str) -> HttpResponse:
    """Say why a form of the column is refused: to the script, which leaves what was typed in place; or on the page."""
    if request.headers.get("X-Requested-With") == IN_PLACE:
        return HttpResponse(reason, status=400, content_type="text/plain; charset=utf-8")
    messages.error(request, reason)
    return edit_page(translation.get_target_instance())


@require_POST
def confirm_passage(request: HttpRequest, translation_id: int, passage_id: int) -> HttpResponse:
    """Somebody says that a doubtful passage is right."""
    translation = translation_to_work_on(request, translation_id)
    found = {passage.row.pk: passage for passage in doubtful_passages(translation)}.get(passage_id)
    if not (found and found.may_be_confirmed):
        return back_beside(request, translation)
    confirm(found.row)
    return back_beside(request, translation, _("Passage confirmed."))


@require_POST
def ask_author(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Ask those who write the French page what they mean."""
    translation = translation_to_work_on(request, translation_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return refused_beside(request, translation, " ".join(map(str, form.errors["text"])))
    question = form.save(commit=False)
    question.translation, question.asked_by = translation, account_of(request)
    question.save()
    return back_beside(request, translation, _("Asked: those who write the French page find it on their first page."))


def publish(request: HttpRequest, translation: Translation, reason: str = "") -> HttpResponse:
    """Publish, or say why not; what the library's own button asks for comes here too."""
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    try:
        page = publish_translation(translation=translation, user=account_of(request), reason=reason)
    except NotReady as refusal:
        messages.error(request, _("Not published. %(reason)s") % {"reason": refusal})
    else:
        messages.success(request, _("“%(page)s” is now online.") % {"page": page.title})
    return edit_page(page)


class TranslationDecision(PageDecisionView):
    """A decision about a translation, and the page it makes."""

    header_icon = "wagtail-localize-language"

    def load(self) -> None:
        self.translation = translation_to_work_on(self.request, self.kwargs["translation_id"])
        self.page = self.translation.get_target_instance()


class ReasonForm(forms.Form):
    reason = TypedField(
        label=gettext_lazy("Why it cannot wait"),
        min_length=10,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept in the page’s history."),
    )


class PublishIncompleteView(TranslationDecision):
    """Publish a translation some passages of which are still in French: said why, and told to readers."""

    form_class = ReasonForm
    template_name = "core/admin/publish_incomplete.html"
    page_title = gettext_lazy("Publish an incomplete translation")
    button = gettext_lazy("Publish anyway")
    back_label = gettext_lazy("Continue translating")
    is_serious = True

    def may_open(self) -> bool:
        return self.page.permissions_for_user(self.user).can_publish()

    @cached_property
    def missing(self) -> list[StringSegment]:
        """The passages that are still in French."""
        return list(missing_strings(self.translation))

    def explanation(self) -> list[str]:
        text = ngettext(
            "%(n)s passage is not translated: readers will see it in French, and the page will say so.",
            "%(n)s passages are not translated: readers will see them in French, and the page will say so.",
            len(self.missing),
        )
        return [text % {"n": len(self.missing)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(missing=self.missing, **kwargs)

    def decide(self, form: ReasonForm) -> HttpResponse:
        return publish(self.request, self.translation, reason=form.cleaned_data["reason"])


class CommentForm(forms.Form):
    comment = TypedField(
        label=gettext_lazy("Comment"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReviewView(TranslationDecision):
    """Approve a translation, which publishes it, or ask for changes."""

    form_class = CommentForm
    template_name = "core/admin/review_translation.html"
    page_title = gettext_lazy("Review a translation")

    def may_open(self) -> bool:
        return bool(self.actions())

    def actions(self) -> set[str]:
        """What this person may decide now: ``approve``, ``reject``, or nothing."""
        task = self.page.current_workflow_task
        return {name for name, _label, _modal in task.get_actions(self.page, self.user)} if task else set()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # What the preview does not show, or not as it is written.
        unseen = {
            "replacements": list(replacements(self.translation)),
            "passages": passages_with_new_markup(self.translation),
            "changed": changed_words(self.translation),
        }
        return super().get_context_data(translation=self.translation, **unseen, **kwargs)

    def decide(self, form: CommentForm) -> HttpResponse:
        action = "approve" if "approve" in self.request.POST else "reject"
        state = self.page.current_workflow_task_state
        try:
            state.task.specific.on_action(state, self.user, action, comment=form.cleaned_data["comment"])
        except NotReady as refusal:
            messages.error(self.request, _("Not published. %(reason)s") % {"reason": refusal})
            return edit_page(self.page)
        done = _("Approved and published.") if action == "approve" else _("Changes have been requested.")
        return self.done(done, self.back())
