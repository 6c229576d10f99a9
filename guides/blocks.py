"""The short lists beside a guide."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from core.blocks import SourcedFigureBlock


class GuideFiguresBlock(blocks.StreamBlock):
    figure = SourcedFigureBlock()


class GuideDocumentsBlock(blocks.StreamBlock):
    document = DocumentChooserBlock(label=_("Document"), icon="doc-full-inverse")
