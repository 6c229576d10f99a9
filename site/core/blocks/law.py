"""References to texts of law, as facts: the same in every language, but for what they are about."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.days import DayBlock
from core.law import Code, LegalReference, validate_article, validate_identifier
from core.markup import allowed_address


class FactBlock(blocks.CharBlock):
    """A line that no one translates: a number, an identifier, the name of a text as it was published.

    Its two methods are those that wagtail-localize asks a block of its own for.
    """

    def get_translatable_segments(self, value: str) -> list[Any]:
        """No words."""
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        """As on the French page."""
        return value


class LegalReferenceValue(blocks.StructValue):
    @property
    def reference(self) -> LegalReference:
        """The reference itself."""
        texts = {name: self.get(name) or "" for name in ("code", "law", "article", "identifier", "subject", "read_in")}
        return LegalReference(checked_on=self.get("checked_on"), read_at=allowed_address(self.get("read_at")), **texts)


class LegalReferenceBlock(blocks.StructBlock):
    code = blocks.ChoiceBlock(choices=Code.choices, required=False, label=_("Code"))
    law = FactBlock(
        required=False,
        max_length=160,
        label=_("Or another text of law"),
        help_text=_("Its French name: a law, a decree, a directive."),
    )
    article = FactBlock(
        required=False,
        max_length=60,
        validators=[validate_article],
        label=_("Article"),
        help_text=_("Such as L2112-2, or R2111-12 à R2111-17. Required for a code."),
    )
    subject = blocks.CharBlock(required=False, max_length=200, label=_("What it is about"))
    checked_on = DayBlock(label=_("Checked on"), help_text=_("The law changes, so readers see this date."))
    identifier = FactBlock(
        required=False,
        max_length=20,
        validators=[validate_identifier],
        label=_("Identifier of Légifrance"),
        help_text=_("At the end of the article’s address on Légifrance: LEGIARTI, then twelve digits."),
    )
    read_in = FactBlock(
        required=False,
        max_length=120,
        label=_("Read in"),
        help_text=_("Where you read what the article says, when it was not in the official text. Readers see it."),
    )
    read_at = blocks.URLBlock(required=False, label=_("Web address"))

    class Meta:
        icon = "clipboard-list"
        label = _("Legal reference")
        label_format = "{article} {subject}"
        value_class = LegalReferenceValue

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and (errors := flaws_of_reference(cleaned)):
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


def flaws_of_reference(value: Any) -> dict[str, ValidationError]:
    """What a reference cannot go online with, field by field."""
    errors = {}
    if bool(value.get("code")) == bool(value.get("law")):
        errors["law"] = ValidationError(_("Choose a code or name another text of law: one or the other."))
    if value.get("code") and not value.get("article"):
        errors["article"] = ValidationError(_("Give the article of the code."))
    if value.get("identifier") and value.reference.is_range:
        errors["identifier"] = ValidationError(_("An identifier is that of one article, not of several."))
    if value.get("read_at") and not value.get("read_in"):
        errors["read_in"] = ValidationError(_("Say what is at this address."))
    return errors


class LegalReferencesBlock(blocks.StreamBlock):
    reference = LegalReferenceBlock()

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        # A form that was sent without it, by a script or cut short, has none: no error of the server.
        if self.value_omitted_from_data(data, files, prefix):
            return self.empty_value()
        return super().value_from_datadict(data, files, prefix)
