"""What is typed in the admin is cleaned in one place, whatever the form: of a page, a row, a list of values, a setting.

Forms of the admin ask Wagtail's registry which field of a form a column gets; blocks clean their own values, and
:mod:`core.blocks.typed` has them do it by the same functions.
"""

import re
from html import escape, unescape
from typing import Any

from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin.forms.choosers import ExternalLinkChooserForm, URLOrAbsolutePathValidator
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.blocks.base import Block, BlockField, BlockWidget
from wagtail.compat import URLField
from wagtail.fields import RichTextField, StreamField

from core.typed_text import clean_typed
from core.web_addresses import clean_address, clean_link

#: Where a link of a stored text leads; attributes are in double quotes there (:func:`core.markup.clean_stored`).
ADDRESS = re.compile(r'(<a [^<>]*?\bhref=")([^"]*)(")')
#: Letters of an address that is refused, to know it by.
SHOWN_OF_ADDRESS = 60


def clean_rich_text(html: str) -> str:
    """Return a rich text whose words and links are clean.

    :param html: as the database holds it.
    :raises ValidationError: as :func:`core.typed_text.clean_typed` and :func:`core.web_addresses.clean_link`, with the
        address that is refused.
    """
    return ADDRESS.sub(_with_clean_address, clean_typed(html))


def _with_clean_address(match: re.Match[str]) -> str:
    address = unescape(match[2])
    try:
        # An empty one leads to where it stands: its words are the editor's.
        cleaned = clean_link(address)
    except ValidationError as error:
        message = _("%(reason)s Link: “%(address)s”.")
        params = {"address": address[:SHOWN_OF_ADDRESS], "reason": error.messages[0]}
        raise ValidationError(message, code=error.code, params=params) from error
    return f"{match[1]}{escape(cleaned)}{match[3]}"


class TypedField(forms.CharField):
    """One line of text, or several."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return clean_typed(text, lines=isinstance(self.widget, forms.Textarea)) if isinstance(text, str) else text


class EmailField(forms.EmailField):
    def to_python(self, value: Any) -> Any:
        return clean_typed(super().to_python(value) or "", lines=False)


class AddressField(URLField):
    """An address of the web."""

    def to_python(self, value: Any) -> Any:
        # Not as Django reads one: it takes the brackets around it for a part of it.
        return clean_address(clean_typed(forms.CharField.to_python(self, value) or "", lines=False))


class RichTextFormField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        return clean_rich_text(super().to_python(value) or "")


class ReadBlocks(BlockWidget):
    """Reads the blocks of a form, or says that there are none there."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Read what the editor sends.

        :raises BadRequest: for what no editor sends: a count that is no number, a block without its type. An error of
            the form would show no block at all, to be saved as such.
        """
        try:
            return super().value_from_datadict(data, files, name)
        except (KeyError, OverflowError, TypeError, ValueError) as error:
            raise BadRequest(f"No blocks of the editor: {name}") from error


class BlocksField(BlockField):
    def __init__(self, block: Block | None = None, **kwargs: Any) -> None:
        super().__init__(block, widget=ReadBlocks(block), **kwargs)


class TypedWords(forms.BaseForm):
    """For a form whose fields Wagtail makes in a way of its own: of a picture, of a document."""

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            try:
                if isinstance(value, str):
                    cleaned[name] = clean_typed(value, lines=isinstance(self.fields[name].widget, forms.Textarea))
                elif isinstance(value, list):
                    cleaned[name] = [clean_typed(word, lines=False) for word in value]
            except ValidationError as error:
                self.errors.setdefault(name, self.error_class(error.messages))
        return cleaned


class OutsideLinkField(AddressField):
    """The same, or a path of the site, as Wagtail's own field takes it."""

    widget = forms.TextInput
    default_validators = [URLOrAbsolutePathValidator()]

    def to_python(self, value: Any) -> Any:
        return value if URLOrAbsolutePathValidator.is_absolute_path(value or "") else super().to_python(value)


class OutsideLinkForm(ExternalLinkChooserForm):
    """What the editor of texts asks for a link that leads elsewhere: refused there, not when the page is saved."""

    url = OutsideLinkField(label=_lazy("URL"))


# Of these classes and no other: a slug, a choice or a colour of a class below keeps its own field.
register_form_field_override(models.CharField, override={"form_class": TypedField}, exact_class=True)
register_form_field_override(
    models.TextField, override={"form_class": TypedField, "widget": AdminAutoHeightTextInput}, exact_class=True
)
register_form_field_override(models.EmailField, override={"form_class": EmailField}, exact_class=True)
register_form_field_override(
    models.URLField, override={"form_class": AddressField, "assume_scheme": "https"}, exact_class=True
)
register_form_field_override(StreamField, override={"form_class": BlocksField}, exact_class=True)
register_form_field_override(RichTextField, override={"form_class": RichTextFormField}, exact_class=True)
