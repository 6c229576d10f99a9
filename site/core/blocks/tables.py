"""A table that screen readers can read and translators can translate.

Wagtail's typed table gives the grid to edit; wagtail-localize does not look inside it, so this block says itself what
its words are.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue

from core.typed_text import clean_typed


class AccessibleTableBlock(TypedTableBlock):
    """Cells of plain text under named columns. The caption is required: it is the table's name."""

    text = blocks.CharBlock(required=False, label=_("Text"))

    def clean(self, table: TypedTable) -> TypedTable:
        cleaned = super().clean(table)
        cleaned.caption = clean_typed(cleaned.caption, lines=False)
        for column in cleaned.columns:
            column["heading"] = clean_typed(column["heading"], lines=False)
        if self.is_deferred_validation:
            return cleaned
        if not cleaned.columns or not cleaned.row_data:
            raise ValidationError(_("A table needs at least one column and one row."))
        if not cleaned.caption.strip():
            raise ValidationError(_("Give the table a caption that says what it is about."))
        if not all(column["heading"].strip() for column in cleaned.columns):
            raise ValidationError(_("Give every column a heading."))
        return cleaned

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        """The caption, headings and cells, each at an address made of its row and column."""
        if not table:
            return []
        segments = [StringSegmentValue("caption", table.caption)] if table.caption else []
        for position, column in enumerate(table.columns):
            if column["heading"]:
                segments.append(StringSegmentValue(f"heading.{position}", column["heading"]))
        for row_position, row in enumerate(table.row_data):
            for position, cell in enumerate(row["values"]):
                if cell:
                    segments.append(StringSegmentValue(f"cell.{row_position}.{position}", cell))
        return segments

    def restore_translated_segments(self, table: TypedTable, segments: list[StringSegmentValue]) -> TypedTable:
        """Put translated words back at their addresses; words without a place any more are left out.

        Empty words stand for none: the column whose heading has none is left out, and so is the row of such a cell.
        """
        words = {segment.path: segment.render_text() for segment in segments}
        kept = [position for position in range(len(table.columns)) if words.get(f"heading.{position}") != ""]
        columns = [
            dict(table.columns[position], heading=words.get(f"heading.{position}", table.columns[position]["heading"]))
            for position in kept
        ]
        rows: list[dict[str, Any]] = []
        for row_position, row in enumerate(table.row_data):
            cells = [words.get(f"cell.{row_position}.{position}", row["values"][position]) for position in kept]
            if all(cells[place] or not row["values"][position] for place, position in enumerate(kept)):
                rows.append({"values": cells})
        return TypedTable(columns=columns, row_data=rows, caption=words.get("caption", table.caption))


class TableBlock(blocks.StructBlock):
    table = AccessibleTableBlock(label=_("Table"))
    row_headers = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("The first column names the rows"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("A table with a caption and headings, which screen readers read out correctly.")
        template = "core/blocks/table.html"
        preview_value = {
            "table": {
                "caption": "Pièces demandées, avant et après",
                "columns": [{"type": "text", "heading": "Pièce"}, {"type": "text", "heading": "Désormais"}],
                "rows": [
                    {"values": ["Attestation fiscale", "À l’attributaire seulement"]},
                    {"values": ["Bilans", "Plus demandés"]},
                ],
            },
            "row_headers": True,
        }
