"""A table has a caption and headings to be read by, and gives its words to translators."""

import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.segments import StringSegmentValue

from core.blocks import AccessibleTableBlock, TableBlock

CAPTION, HEADINGS, ROWS = "Pièces demandées", ("Pièce", "Désormais"), (("Bilans", "Plus demandés"), ("Attestation", ""))


def table(caption=CAPTION, headings=HEADINGS, rows=ROWS):
    """A table block and its value."""
    block = AccessibleTableBlock()
    columns = [{"type": "text", "heading": heading} for heading in headings]
    return block, block.to_python(
        {"caption": caption, "columns": columns, "rows": [{"values": list(row)} for row in rows]}
    )


def words_of(value):
    return value.caption, tuple(column["heading"] for column in value.columns), rows_of(value)


def rows_of(value):
    return tuple(tuple(row["values"]) for row in value.row_data)


def test_table_with_caption_and_headings_is_accepted():
    block, value = table()
    assert words_of(block.clean(value)) == (CAPTION, HEADINGS, ROWS)


@pytest.mark.parametrize(
    "parts",
    [
        {"caption": ""},
        {"caption": "   "},
        {"headings": ("Pièce", "")},
        {"headings": (" ", "Désormais")},
        {"headings": (), "rows": ()},
        {"rows": ()},
    ],
    ids=["no-caption", "blank-caption", "no-heading", "blank-heading", "no-column", "no-row"],
)
def test_table_without_its_names_is_refused(parts):
    block, value = table(**parts)
    with pytest.raises(ValidationError):
        block.clean(value)


def test_table_without_its_names_may_wait_in_a_draft():
    block, value = table(caption="", headings=(), rows=())
    assert words_of(block.clean_deferred(value)) == ("", (), ())


def test_table_block_refuses_a_nameless_table():
    block = TableBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"table": {"caption": "", "columns": [], "rows": []}, "row_headers": True}))


def test_table_gives_each_of_its_words_an_address():
    block, value = table()
    segments = {segment.path: segment.render_text() for segment in block.get_translatable_segments(value)}
    assert segments == {
        "caption": "Pièces demandées",
        "heading.0": "Pièce",
        "heading.1": "Désormais",
        "cell.0.0": "Bilans",
        "cell.0.1": "Plus demandés",
        "cell.1.0": "Attestation",
    }


def test_table_without_words_gives_nothing_to_translate():
    block, value = table(caption="", headings=("",), rows=(("",),))
    assert block.get_translatable_segments(value) == []
    assert block.get_translatable_segments(block.to_python(None)) == []


def test_table_takes_its_translated_words_back():
    block, value = table()
    translated = [
        StringSegmentValue(segment.path, segment.render_text().upper())
        for segment in block.get_translatable_segments(value)
    ]
    restored = block.restore_translated_segments(value, translated)
    assert words_of(restored) == (
        "PIÈCES DEMANDÉES",
        ("PIÈCE", "DÉSORMAIS"),
        (("BILANS", "PLUS DEMANDÉS"), ("ATTESTATION", "")),
    )
    assert words_of(value) == (CAPTION, HEADINGS, ROWS)


def test_table_restored_without_segments_is_the_same():
    block, value = table()
    assert words_of(block.restore_translated_segments(value, [])) == words_of(value)


def test_table_leaves_out_words_without_a_place():
    # The source has lost a row and a column since it was sent to translation.
    block, value = table(headings=("Pièce",), rows=(("Bilans",),))
    lost = [StringSegmentValue(path, "perdu") for path in ("heading.1", "cell.0.1", "cell.4.0")]
    assert words_of(block.restore_translated_segments(value, lost)) == (CAPTION, ("Pièce",), (("Bilans",),))


def test_table_restored_can_be_stored_again():
    block, value = table()
    restored = block.restore_translated_segments(value, block.get_translatable_segments(value))
    assert block.get_prep_value(restored) == block.get_prep_value(value)


@pytest.mark.parametrize(("row_headers", "scopes"), [(True, 2), (False, 0)])
def test_table_block_says_which_cells_are_headers(row_headers, scopes):
    block = TableBlock()
    _table, value = table()
    stored = {"table": AccessibleTableBlock().get_prep_value(value), "row_headers": row_headers}
    shown = block.render(block.to_python(stored))
    assert (shown.count('scope="col"'), shown.count('scope="row"')) == (2, scopes)
    assert shown.count("<caption") == 1


def test_table_block_escapes_what_editors_type():
    block = TableBlock()
    _table, value = table(rows=(("<script>alert(1)</script>", "b"),))
    shown = block.render(block.to_python({"table": AccessibleTableBlock().get_prep_value(value)}))
    assert "<script>" not in shown
