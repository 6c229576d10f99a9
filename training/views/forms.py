"""The public forms of a participant: ask for a seat, correct one's data, hand one's seat over."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from core.enums import Language
from training.enums import CHOICES, DEPARTMENTS, Asked, QuestionKind
from training.models import SignUpForm, SignUpQuestion
from training.views.fields import (
    AddressField,
    ChosenField,
    OrganisationKindField,
    SeveralField,
    TypedField,
    line_field,
    name_field,
    text_field,
)

LONGEST_NAME = 120
LONGEST_ORGANISATION = 200
LONGEST_FUNCTION = 120
LONGEST_ACCESS_NEEDS = 1000
LONGEST_SHORT_ANSWER = 200
LONGEST_LONG_ANSWER = 2000
#: A field that people do not see; programs that fill in everything do.
HONEYPOT = "website"
YES, NO = "yes", "no"


class PersonForm(forms.Form):
    """Who, and where mails go."""

    #: Shows the fields, their errors and what becomes of the data, inside the ``form`` element of a page.
    fields_template = "training/participant_form.html"

    name = name_field(
        LONGEST_NAME,
        label=_("First name and surname"),
        error_messages={"required": _("Enter your first name and surname.")},
    )
    email = AddressField(
        label=_("Email address"),
        error_messages={"required": _("Enter your email address.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_attributes(self.fields["name"], autocomplete="name", spellcheck="false")
        set_attributes(self.fields["email"], autocomplete="email", inputmode="email", autocapitalize="none")

    @property
    def invalid_fields(self) -> list[forms.BoundField]:
        """The fields to correct, in the order they are shown."""
        return [field for field in self if field.errors]


class CorrectionForm(PersonForm):
    """What one may correct about oneself later."""

    def __init__(
        self,
        *args: Any,
        asks: SignUpForm,
        language: str,
        access_needs_days: int | None = None,
        **kwargs: Any,
    ) -> None:
        """Make the fields that a session asks for.

        :param asks: the form of the session.
        :param language: language code the participant reads.
        :param access_needs_days: for how many days after the session access needs are kept, to say so.
        """
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("We will email this address about the session.")
        fields = {
            "organisation": line_field(
                LONGEST_ORGANISATION,
                label=_("Organisation"),
                error_messages={"required": _("Enter the name of your organisation.")},
            ),
            "organisation_kind": OrganisationKindField(
                language,
                label=_("Type of organisation"),
                error_messages={"required": _("Select the type of your organisation.")},
            ),
            "department": ChosenField(
                choices=[("", "—"), *DEPARTMENTS],
                label=_("Département you work in"),
                error_messages={"required": _("Select a département, or “Elsewhere”.")},
            ),
            "function": line_field(
                LONGEST_FUNCTION,
                label=_("Your job"),
                help_text=_("For example: procurement manager, lawyer, mayor."),
                error_messages={"required": _("Enter your job.")},
            ),
        }
        for name, field in fields.items():
            asked = getattr(asks, name)
            if asked != Asked.NO:
                field.required = field.widget.is_required = asked == Asked.REQUIRED
                self.fields[name] = field
        if asks.asks_access_needs:
            self.fields["access_needs"] = access_needs_field(access_needs_days)
        for name, value in {"organisation": "organization", "function": "organization-title"}.items():
            if name in self.fields:
                set_attributes(self.fields[name], autocomplete=value)


class ParticipantForm(CorrectionForm):
    """The form that asks for a seat.

    What is not one of its fields is not looked at, however much of it there is.
    """

    honeypot = HONEYPOT

    def __init__(self, *args: Any, asks: SignUpForm, language: str, **kwargs: Any) -> None:
        super().__init__(*args, asks=asks, language=language, **kwargs)
        self.fields["email"].help_text = _("We will email this address a link to confirm your request.")
        self.questions = {f"question_{question.uid.hex}": question for question in asks.questions.all()}
        for name, question in self.questions.items():
            self.fields[name] = question_field(question, language)

    @property
    def is_bot(self) -> bool:
        """Whether something filled in the field that people do not see."""
        return bool(self.data.get(self.add_prefix(HONEYPOT)))

    def cleaned_answers(self) -> list[dict[str, str]]:
        """The answers given to the team's own questions, as they are kept: a valid form's only.

        Questions, options, “yes” and “no” are in French, whatever language they were read in: the team reads them side
        by side. They are words, not keys, so that a question changed later changes no answer.

        :returns: ``question``, the question's uid; ``label``, its words; ``value``, several options parted by “ ; ”.
        """
        answers = []
        with translation.override(Language.FRENCH):
            for name, question in self.questions.items():
                value = self.cleaned_data[name]
                if question.kind == QuestionKind.YES_NO:
                    value = {YES: gettext("Yes"), NO: gettext("No")}.get(value, "")
                if question.kind == QuestionKind.SEVERAL_CHOICES:
                    value = " ; ".join(value)
                if value:
                    answers.append({"question": str(question.uid), "label": question.label_fr, "value": value})
        return answers


class HandOverForm(PersonForm):
    """The colleague whom a participant gives their seat to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, email = self.fields["name"], self.fields["email"]
        name.label, email.label = _("Your colleague’s first name and surname"), _("Your colleague’s email address")
        email.help_text = _("We will email this address: your colleague gets the place straight away.")
        name.error_messages["required"] = _("Enter your colleague’s first name and surname.")
        email.error_messages["required"] = _("Enter your colleague’s email address.")
        # A browser would fill in one's own.
        set_attributes(name, autocomplete="off")
        set_attributes(email, autocomplete="off")


def set_attributes(field: forms.Field, **attributes: str) -> None:
    """Give the element of a field some attributes."""
    field.widget.attrs.update(attributes)


def access_needs_field(days: int | None) -> TypedField:
    """What somebody needs to take part: always optional, and soon erased.

    :param days: how many days after the session it is erased, if that is known.
    """
    text = _("For example: step-free access, sign language, large print. Only the training team reads this.")
    if days is not None:
        erased = ngettext_lazy(
            "We delete it %(days)d day after the session.", "We delete it %(days)d days after the session.", days
        )
        text = format_lazy("{} {}", text, erased % {"days": days})
    return text_field(LONGEST_ACCESS_NEEDS, label=_("What would help you take part"), help_text=text, required=False)


def question_field(question: SignUpQuestion, language: str) -> forms.Field:
    """The field of a question of the team, which knows the language of its words where they are in another.

    :param language: language code the participant reads.
    """
    label, label_language = question.words("label", language)
    help_text, help_language = question.words("help", language)
    options, options_language = question.options(language) if question.kind in CHOICES else ([], language)
    common: dict[str, Any] = {"label": label, "help_text": help_text, "required": question.is_required}
    field: TypedField | ChosenField | SeveralField
    no_answer = [] if question.is_required else [("", _("No answer"))]
    match question.kind:
        case QuestionKind.SHORT_TEXT:
            field = line_field(LONGEST_SHORT_ANSWER, **common)
        case QuestionKind.LONG_TEXT:
            field = text_field(LONGEST_LONG_ANSWER, **common)
        case QuestionKind.YES_NO:
            yes_no = [(YES, _("Yes")), (NO, _("No"))]
            field = ChosenField(choices=[*yes_no, *no_answer], widget=forms.RadioSelect, **common)
        case QuestionKind.ONE_CHOICE:
            field = ChosenField(choices=[*options, *no_answer], widget=forms.RadioSelect, **common)
        case _:
            field = SeveralField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
    languages = {"label": label_language, "help": help_language if help_text else language, "options": options_language}
    field.foreign = {part: code for part, code in languages.items() if code != language}
    return field
