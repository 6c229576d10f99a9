"""Questions of translators about French passages, and the answers of those who wrote them."""

from collections.abc import Iterator

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.desk.decisions import PageDecisionView
from core.models import PassageQuestion, User
from core.typed_fields import TypedField
from core.waiting import Item, Source, Waiting


class QuestionForm(forms.ModelForm):
    class Meta:
        model = PassageQuestion
        fields = ("passage", "text")


class AnswerForm(forms.Form):
    answer = TypedField(label=gettext_lazy("Your answer"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


def unanswered(user: User) -> QuerySet[PassageQuestion]:
    """The questions without an answer about French pages that somebody may edit, the oldest first."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    about = pages.filter(
        translation_key=OuterRef("translation__source__object_id"), locale=OuterRef("translation__source__locale")
    )
    return PassageQuestion.objects.filter(answer="").filter(Exists(about))


class AnswerView(PageDecisionView):
    """Answer a question: the translator reads it beside the text."""

    form_class = AnswerForm
    header_icon = "wagtail-localize-language"
    page_title = gettext_lazy("Answer a translator")
    button = gettext_lazy("Send the answer")
    back_label = gettext_lazy("Later")

    def load(self) -> None:
        self.question = get_object_or_404(PassageQuestion, pk=self.kwargs["question_id"])
        source = self.question.translation.source
        self.page = get_object_or_404(Page, translation_key=source.object_id, locale=source.locale_id)

    def may_open(self) -> bool:
        return self.page.permissions_for_user(self.user).can_edit()

    def obstacle(self) -> str:
        return _("This question has been answered.") if self.question.answer else ""

    def explanation(self) -> list[str]:
        words = [_("“%(passage)s”") % {"passage": self.question.passage}] if self.question.passage else []
        return [*words, self.question.text]

    def decide(self, form: AnswerForm) -> HttpResponse:
        self.question.answer = form.cleaned_data["answer"]
        self.question.answered_by, self.question.answered_at = self.user, timezone.now()
        self.question.save()
        return self.done(_("Answered: the translator reads it beside the text."), reverse("wagtailadmin_home"))


def questions_waiting(user: User) -> Iterator[Waiting]:
    """What translators ask about the pages that somebody writes."""
    found = list(unanswered(user).select_related("translation__source", "translation__target_locale"))
    if not found:
        return
    text = ngettext("%(number)d question of a translator", "%(number)d questions of translators", len(found))
    items = [
        Item(
            question.translation.source.object_repr,
            reverse("core_answer_question", args=[question.pk]),
            question.translation.target_locale.get_display_name(),
        )
        for question in found
    ]
    yield Waiting(len(found), text % {"number": len(found)}, items[0].url, found[0].asked_at, items)


QUESTIONS = Source(
    "questions",
    45,
    is_for=lambda user: page_permission_policy.user_has_permission(user, "change"),
    find=questions_waiting,
)
