"""Figures, which never go without their year and their source."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError


class FigureBlock(blocks.StructBlock):
    value = blocks.CharBlock(max_length=20, label=_("Figure"), help_text=_("Such as 1 240 or 12,5."))
    unit = blocks.CharBlock(required=False, max_length=20, label=_("Unit"), help_text=_("Such as kg, h or %."))
    label = blocks.CharBlock(max_length=120, label=_("What it measures"))
    year = blocks.IntegerBlock(required=False, min_value=1990, max_value=2100, label=_("Year"))
    source = blocks.CharBlock(required=False, max_length=160, label=_("Source"))
    source_url = blocks.URLBlock(required=False, label=_("Web address of the source"))

    class Meta:
        icon = "order"
        label = _("Figure")
        label_format = "{value} {unit} {label}"
        description = _("One figure with its unit, year and source.")
        template = "components/figure.html"
        preview_value = {
            "value": "1 240",
            "unit": "h",
            "label": "réalisées pour 1 100 prévues",
            "year": 2026,
            "source": "Exemple illustratif",
        }


def what_lacks(figure: Any) -> dict[str, ValidationError]:
    """What a figure cannot go online without, field by field."""
    message = _("A figure has its year and its source.")
    return {name: ValidationError(message) for name in ("year", "source") if not figure.get(name)}


class SourcedFigureBlock(FigureBlock):
    """A figure that stands alone: nothing around it says that it is invented."""

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        # A draft may wait for them.
        if not self.is_deferred_validation and (errors := what_lacks(cleaned)):
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


class KeyFiguresBlock(blocks.StructBlock):
    figures = blocks.ListBlock(FigureBlock(), min_num=1, max_num=6, label=_("Figures"))
    illustrative = blocks.BooleanBlock(
        required=False,
        label=_("Illustrative figures"),
        help_text=_("Adds a note below the figures saying that they are invented as an example."),
    )

    class Meta:
        icon = "order"
        label = _("Key figures")
        description = _("Up to six figures side by side, each with its unit, year and source.")
        template = "core/blocks/key_figures.html"
        preview_value = {
            "figures": [
                {"value": "1 240", "unit": "h", "label": "réalisées pour 1 100 prévues", "year": 2026},
                {"value": "9", "label": "personnes, dont 4 embauchées", "year": 2026},
            ],
            "illustrative": True,
        }

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        # A draft may wait for them; figures that say they are invented need none.
        if cleaned["illustrative"] or self.is_deferred_validation:
            return cleaned
        message = _("A figure has its year and its source, or the block says that its figures are illustrative.")
        missing = {
            position: StructBlockValidationError(
                block_errors={name: ValidationError(message) for name in ("year", "source") if not figure.get(name)}
            )
            for position, figure in enumerate(cleaned["figures"])
            if not (figure.get("year") and figure.get("source"))
        }
        if missing:
            raise StructBlockValidationError(block_errors={"figures": ListBlockValidationError(block_errors=missing)})
        return cleaned
