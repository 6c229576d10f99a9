import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from core.enums import Language
from training.enums import CHOICES, Asked, QuestionKind

MOST_QUESTIONS = 10
MOST_OPTIONS = 20
LONGEST_OPTION = 150


class SignUpForm(ClusterableModel):
    """What sessions ask of a participant, name and e-mail address aside: those are always asked.

    One row with the words of three languages, not a translatable snippet (docs/decisions/0007-facts-exist-once.md).
    """

    title = models.CharField(
        _("name of the form"), max_length=120, unique=True, help_text=_("For the team only: participants never see it.")
    )
    is_default = models.BooleanField(
        _("default form"), default=False, help_text=_("The sessions that name no form use this one.")
    )
    organisation = models.CharField(_("organisation"), max_length=8, choices=Asked, default=Asked.REQUIRED)
    organisation_kind = models.CharField(_("type of organisation"), max_length=8, choices=Asked, default=Asked.OPTIONAL)
    department = models.CharField(_("département"), max_length=8, choices=Asked, default=Asked.OPTIONAL)
    function = models.CharField(_("function"), max_length=8, choices=Asked, default=Asked.OPTIONAL)
    asks_access_needs = models.BooleanField(
        _("ask for access needs"),
        default=True,
        help_text=_("Always optional. Read by the training team only, and erased shortly after the session."),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("is_default"),
        MultiFieldPanel(
            [
                HelpPanel(
                    content=_(
                        "Name and email address are always asked. Ask only for what you will use: each question is one "
                        "more reason to give up, and one more piece of personal data to protect."
                    )
                ),
                FieldRowPanel([FieldPanel("organisation"), FieldPanel("organisation_kind")]),
                FieldRowPanel([FieldPanel("function"), FieldPanel("department")]),
                FieldPanel("asks_access_needs"),
            ],
            heading=_("About the participant"),
        ),
        InlinePanel(
            "questions",
            heading=_("Your own questions"),
            label=_("Question"),
            max_num=MOST_QUESTIONS,
            help_text=_(
                "Changing a question changes nothing in the answers that were already given: each keeps the words of "
                "the question it answers. Never ask for health data, opinions or private life here."
            ),
        ),
    ]

    class Meta:
        verbose_name = _("booking form")
        verbose_name_plural = _("booking forms")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="training_one_default_sign_up_form",
                violation_error_message=_("Another form is the default one. Untick it there first."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def default(cls) -> "SignUpForm":
        """The form of sessions that name none; where the team has made none, the plain one, which is not saved."""
        return cls.objects.filter(is_default=True).first() or cls()


def lines_of(text: str) -> list[str]:
    """The lines of a text that hold something, single spaces between their words."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


class SignUpQuestion(Orderable):
    """A question of the team. Its words are those of three languages; a missing one reads in French.

    An option is known by its French line, whatever the language it was read in: an answer means the same for all, and
    an option that is moved, reworded or taken away while somebody fills in the form is refused, never mistaken for
    the one that took its place. The German and English options stand in the order of the French ones.
    """

    form = ParentalKey(SignUpForm, on_delete=models.CASCADE, related_name="questions")
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    kind = models.CharField(_("kind of answer"), max_length=15, choices=QuestionKind, default=QuestionKind.SHORT_TEXT)
    is_required = models.BooleanField(_("an answer is required"), default=False)
    label_fr = models.CharField(_("question in French"), max_length=200)
    label_de = models.CharField(_("question in German"), max_length=200, blank=True)
    label_en = models.CharField(_("question in English"), max_length=200, blank=True)
    help_fr = models.CharField(_("help in French"), max_length=300, blank=True)
    help_de = models.CharField(_("help in German"), max_length=300, blank=True)
    help_en = models.CharField(_("help in English"), max_length=300, blank=True)
    options_fr = models.TextField(
        _("choices in French"), blank=True, help_text=_("One per line. Only for a question with choices.")
    )
    options_de = models.TextField(
        _("choices in German"), blank=True, help_text=_("One per line, in the order of the French ones.")
    )
    options_en = models.TextField(
        _("choices in English"), blank=True, help_text=_("One per line, in the order of the French ones.")
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("is_required")]),
        FieldPanel("label_fr"),
        FieldPanel("help_fr"),
        FieldPanel("options_fr"),
        FieldRowPanel([FieldPanel("label_de"), FieldPanel("label_en")]),
        FieldRowPanel([FieldPanel("help_de"), FieldPanel("help_en")]),
        FieldRowPanel([FieldPanel("options_de"), FieldPanel("options_en")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.label_fr

    def clean(self) -> None:
        super().clean()
        if self.kind in CHOICES:
            errors = {f"options_{code}": error for code in Language.values if (error := self._flaw_of_options(code))}
            if errors:
                raise ValidationError(errors)

    def _flaw_of_options(self, code: str) -> Any:
        """What is wrong with the options of a language, if anything."""
        options, expected = lines_of(getattr(self, f"options_{code}")), len(lines_of(self.options_fr))
        if code == Language.FRENCH and not 2 <= len(options) <= MOST_OPTIONS:
            return _("Write from 2 to %(most)d choices, one per line.") % {"most": MOST_OPTIONS}
        if len({option.casefold() for option in options}) < len(options):
            return _("Two choices are the same.")
        if any(len(option) > LONGEST_OPTION for option in options):
            return _("A choice is at most %(most)d characters long.") % {"most": LONGEST_OPTION}
        if options and len(options) != expected:
            return _("There are %(expected)d choices in French: write as many here, in the same order.") % {
                "expected": expected
            }
        return None

    def words(self, name: str, code: str) -> tuple[str, str]:
        """Words of the question in a language, or in French where that language has none, and the language they are in.

        :param name: ``label`` or ``help``.
        :param code: language code.
        """
        own = getattr(self, f"{name}_{code}", "")
        return (own, code) if own else (getattr(self, f"{name}_fr"), Language.FRENCH.value)

    def options(self, code: str) -> tuple[list[tuple[str, str]], str]:
        """Each option, by the French line that it is known by, in a language or in French; and the language it is in.

        :param code: language code.
        """
        french = lines_of(self.options_fr)
        own = lines_of(getattr(self, f"options_{code}", ""))
        # Rows that scripts wrote may lack some: then all of them read in French rather than one for another.
        if len(own) != len(french):
            own, code = french, Language.FRENCH.value
        return list(zip(french, own, strict=True)), code
