"""The short lists of a commitment's page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from core.blocks import DayBlock, LinkBlock, StepBlock


class FirstStepsBlock(blocks.StreamBlock):
    step = StepBlock()


class ToolsBlock(blocks.StreamBlock):
    document = DocumentChooserBlock(label=_("Document"), icon="doc-full-inverse")
    link = LinkBlock()


class LegalReferenceBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=250, label=_("Reference"))
    url = blocks.URLBlock(required=False, label=_("Web address"))
    checked_on = DayBlock(label=_("Checked on"), help_text=_("The law changes, so readers see this date."))

    class Meta:
        icon = "clipboard-list"
        label = _("Legal reference")
        label_format = "{text}"


class LegalReferencesBlock(blocks.StreamBlock):
    reference = LegalReferenceBlock()
