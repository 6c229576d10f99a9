"""Fields of the public forms: what participants type, checked cheaply before anything looks at it closely."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.typed_names import clean_name
from core.typed_text import clean_line, clean_text
from label_directory.models import OrganisationType

#: The longest address that mail knows: RFC 5321, §4.5.3.1.3, its angle brackets aside.
LONGEST_EMAIL = 254
#: What programs read as more than an address: a name before it, a second address, a comment, a machine’s number.
NOT_IN_AN_ADDRESS = frozenset('"`<>()[]\\,;: \t|')
#: What those choose whose kind of organisation is not in the list. No slug is a star.
OTHER_KIND = "*"
#: Of the parts of a field that are not in the reader's language (``label``, ``help``, ``options``), the language.
Foreign = dict[str, str]


class TypedField(forms.CharField):
    """Text through one of the cleaners of the house, its length checked first.

    :param cleaner: ``clean_line``, ``clean_name`` or ``clean_text``.
    :param max_length: in characters, once clean.
    """

    max_length: int
    foreign: Foreign

    def __init__(self, cleaner: Callable[..., str], *, max_length: int, **kwargs: Any) -> None:
        self.cleaner = cleaner
        super().__init__(max_length=max_length, **kwargs)
        # Django's own validators look at the whole value, however long it is.
        self.validators = []

    def to_python(self, value: Any) -> str:
        text = "" if value in self.empty_values else str(value)
        # Twice: a browser counts a line break as one character and sends it as two.
        if len(text) > 2 * self.max_length:
            raise self.too_long()
        text = self.cleaner(text, longest=2 * self.max_length)
        if len(text) > self.max_length:
            raise self.too_long()
        return text

    def too_long(self) -> ValidationError:
        """The refusal of a text beyond the length."""
        message = gettext("Your answer must be %(most)d characters or fewer.") % {"most": self.max_length}
        return ValidationError(message, code="max_length")

    def bound_data(self, data: Any, initial: Any) -> Any:
        # What is too long by far is not sent back whole.
        return data[: 2 * self.max_length] if isinstance(data, str) else data


def line_field(longest: int, **kwargs: Any) -> TypedField:
    """A field of one line.

    :param longest: in characters.
    """
    return TypedField(clean_line, max_length=longest, **kwargs)


def name_field(longest: int, **kwargs: Any) -> TypedField:
    """A field for the name of a person, which holds no address.

    :param longest: in characters.
    """
    return TypedField(clean_name, max_length=longest, **kwargs)


def text_field(longest: int, **kwargs: Any) -> TypedField:
    """A field of several lines.

    :param longest: in characters.
    """
    return TypedField(clean_text, max_length=longest, widget=forms.Textarea({"rows": 4}), **kwargs)


class AddressField(TypedField):
    """An email address alone: no name beside it, no second one, no machine without a domain."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(clean_line, max_length=LONGEST_EMAIL, **kwargs)

    def to_python(self, value: Any) -> str:
        address = super().to_python(value)
        if not address:
            return address
        if "@" not in address:
            raise ValidationError(gettext("The email address must have an @ sign."), code="invalid")
        if NOT_IN_AN_ADDRESS.intersection(address) or "." not in address.rpartition("@")[2]:
            raise self.wrong()
        try:
            validate_email(address)
        except ValidationError as error:
            raise self.wrong() from error
        return address

    def wrong(self) -> ValidationError:
        """The refusal of what is no address."""
        message = gettext("Enter a complete email address, like name@organisation.example.")
        return ValidationError(message, code="invalid")


class ChosenField(forms.ChoiceField):
    """One of some choices; a wrong one is refused without repeating it, however long it is."""

    foreign: Foreign

    default_error_messages = {
        "invalid_choice": _("Select one of the answers in the list."),
        "required": _("Select an answer."),
    }


class SeveralField(forms.MultipleChoiceField):
    """Some of some choices, each once, in the order of the list."""

    foreign: Foreign

    default_error_messages = {
        "invalid_choice": _("Select from the answers in the list."),
        "required": _("Select at least one answer."),
    }

    def clean(self, value: Any) -> list[str]:
        chosen = set(super().clean(value))
        # A list of pairs by now, whatever was given.
        return [choice for choice, _label in self.choices if choice in chosen]  # type: ignore[misc, union-attr]


class OrganisationKindField(ChosenField):
    """A type of organisation, buyers before suppliers; none for “Other”."""

    def __init__(self, language: str, **kwargs: Any) -> None:
        """Read the list once.

        :param language: language code the names are shown in.
        """
        with translation.override(language):
            types = sorted(OrganisationType.objects.all(), key=lambda row: (row.kind, row.sort_order, row.name))
            self.by_slug = {row.slug: row for row in types}
            groups = [
                (kind, [(row.slug, row.name) for row in rows])
                for kind, rows in groupby(types, key=OrganisationType.get_kind_display)
            ]
        choices = [("", "—"), *groups, (OTHER_KIND, _("Other"))]
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> OrganisationType | None:
        return self.by_slug.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return value.slug if isinstance(value, OrganisationType) else value
