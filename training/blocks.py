"""The short lists of a course's page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import SourcedFigureBlock
from core.blocks.text import SHORT_TEXT_FEATURES


class ObjectivesBlock(blocks.StreamBlock):
    objective = blocks.CharBlock(max_length=250, label=_("Objective"), icon="check", help_text=_("Start with a verb."))


class ModuleBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=160, label=_("Title"))
    duration = blocks.CharBlock(required=False, max_length=40, label=_("Duration"))
    text = blocks.RichTextBlock(required=False, features=SHORT_TEXT_FEATURES, label=_("Contents"))

    class Meta:
        icon = "list-ul"
        label = _("Part of the programme")
        label_format = "{title}"


class ProgrammeBlock(blocks.StreamBlock):
    module = ModuleBlock()


class IndicatorsBlock(blocks.StreamBlock):
    figure = SourcedFigureBlock()
