"""The short lists of a commitment's page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from core.blocks import LinkBlock, StepBlock


class FirstStepsBlock(blocks.StreamBlock):
    step = StepBlock()


class ToolsBlock(blocks.StreamBlock):
    document = DocumentChooserBlock(label=_("Document"), icon="doc-full-inverse")
    link = LinkBlock()
