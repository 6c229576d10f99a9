"""Blocks made of words: what they refuse, and what they do with what is typed."""

import pytest
from django.core.exceptions import ValidationError

from core.blocks import BodyBlock
from core.blocks.text import RICH_TEXT_FEATURES, SHORT_TEXT_FEATURES, CalloutKind

BODY = BodyBlock()


def block_with(name, value):
    block = BODY.child_blocks[name]
    return block, block.to_python(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heading", ""),
        ("heading", "x" * 121),
        ("steps", {"steps": []}),
        ("steps", {"steps": [{"title": "", "text": "x"}]}),
        ("checklist", {"title": "x", "items": []}),
        ("clause", {"title": "x", "text": ""}),
        ("callout", {"kind": "shouting", "title": "x", "text": "<p>x</p>"}),
        ("questions", {"items": [{"question": "", "answer": "<p>x</p>"}]}),
        ("quote", {"text": ""}),
        ("key_figures", {"figures": []}),
        ("key_figures", {"figures": [{"value": "1", "label": "x"}] * 7}),
        ("key_figures", {"figures": [{"value": "", "label": "x"}]}),
        ("key_figures", {"figures": [{"value": "1", "label": "x", "year": 1900}]}),
        ("key_figures", {"figures": [{"value": "1", "label": "x", "source_url": "javascript:alert(1)"}]}),
        ("key_figures", {"figures": [{"value": "1", "label": "x", "year": 2026}]}),
        ("key_figures", {"figures": [{"value": "1", "label": "x", "source": "Région"}]}),
    ],
)
def test_block_refuses_what_readers_could_not_use(name, value):
    block, value = block_with(name, value)
    with pytest.raises(ValidationError):
        block.clean(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heading", "Avant d’écrire"),
        ("steps", {"steps": [{"title": "Estimer", "text": ""}]}),
        ("checklist", {"title": "", "items": ["Le besoin est écrit"]}),
        ("clause", {"title": "Insertion", "text": "Au moins [nombre] heures."}),
        ("callout", {"kind": "law", "title": "", "text": "<p>x</p>"}),
        ("quote", {"text": "Trois fois plus d’offres.", "author": ""}),
        ("key_figures", {"figures": [{"value": "12,5", "label": "x"}] * 6, "illustrative": True}),
        ("key_figures", {"figures": [{"value": "12,5", "label": "x", "year": 2026, "source": "Région"}]}),
    ],
)
def test_block_accepts_its_least(name, value):
    block, value = block_with(name, value)
    assert block.clean(value) is not None


def test_draft_keeps_figures_without_their_year_or_source():
    block, value = block_with("key_figures", {"figures": [{"value": "12,5", "label": "x"}]})
    block.defer_required_validation()
    assert block.clean(value) is not None
    block.restore_deferred_validation()
    with pytest.raises(ValidationError):
        block.clean(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heading", "<script>x</script>"),
        ("steps", {"steps": [{"title": "<script>x</script>", "text": "<script>x</script>"}]}),
        ("checklist", {"title": "<script>x</script>", "items": ["<script>x</script>"]}),
        (
            "clause",
            {
                "title": "<script>x</script>",
                "text": "[<script>x</script>]",
                "variant": "<script>x</script>",
                "caution": "<script>x</script>",
            },
        ),
        ("quote", {"text": "<script>x</script>", "author": "<script>x</script>"}),
        ("key_figures", {"figures": [{"value": "<script>", "unit": "<script>", "label": "<script>"}]}),
        ("callout", {"kind": "info", "title": "<script>x</script>", "text": "<p>x</p>"}),
        ("questions", {"items": [{"question": "<script>x</script>", "answer": "<p>x</p>"}]}),
    ],
)
def test_block_escapes_what_editors_type(name, value):
    block, value = block_with(name, value)
    # A script of our own may stand in the template: it has attributes.
    shown = block.render(value)
    assert ("<script>" in shown, "&lt;script&gt;" in shown) == (False, True)


@pytest.mark.parametrize(
    ("value", "heading"),
    [
        *(({"kind": kind.value, "title": "", "text": ""}, str(kind.label)) for kind in CalloutKind),
        ({"kind": "warning", "title": "À vérifier", "text": ""}, "À vérifier"),
        ({"kind": "of-long-ago", "title": "", "text": ""}, "À savoir"),
        ({}, "À savoir"),
    ],
)
def test_callout_without_a_title_is_headed_by_its_kind(value, heading):
    block, value = block_with("callout", value)
    assert value.heading == heading


def test_clause_marks_what_the_buyer_must_fill_in():
    block, value = block_with("clause", {"title": "Insertion", "text": "Au moins [nombre] heures."})
    assert "<mark>[nombre]</mark>" in block.render(value)


def test_heading_is_a_title_of_the_second_level_with_an_anchor():
    body = BODY.to_python([{"type": "heading", "value": "Avant d’écrire", "id": "abc"}])
    shown = body[0].render()
    assert "<h2" in shown
    assert 'id="abc"' in shown


def test_texts_have_no_title_of_the_first_two_levels():
    assert {"h1", "h2"} & set(RICH_TEXT_FEATURES) == set()
    assert {"h1", "h2", "h3", "h4"} & set(SHORT_TEXT_FEATURES) == set()


def test_texts_embed_nothing_from_elsewhere():
    assert {"embed", "image"} & set(RICH_TEXT_FEATURES + SHORT_TEXT_FEATURES) == set()
