"""The texts in a value of blocks and in a row: every one, with its place and its links."""

import time

import pytest
from django.utils import translation

from core.blocks import BodyBlock
from core.blocks.texts import Words, texts_in, texts_of_row
from core.models import GlossaryTerm, ProgrammeSettings

TABLE = {
    "caption": "Seuils",
    "columns": [{"type": "text", "heading": "Objet"}, {"type": "text", "heading": ""}],
    "rows": [{"values": ["Travaux", ""]}],
}


def body(*blocks):
    return BodyBlock().to_python([{"type": name, "value": value} for name, value in blocks])


def test_each_text_is_told_with_the_block_it_stands_in():
    value = body(
        ("heading", "Pourquoi"),
        ("clause", {"title": "Insertion", "text": "Heures", "variant": "", "caution": "Doser"}),
        ("table", {"table": TABLE, "row_headers": True}),
        ("questions", {"items": [{"question": "Peut-on ?", "answer": "<p>Oui.</p>"}]}),
    )
    assert [(words.place, words.plain.strip()) for words in texts_in(value)] == [
        ("Section heading", "Pourquoi"),
        ("Clause to copy « Insertion »", "Insertion"),
        ("Clause to copy « Insertion »", "Heures"),
        ("Clause to copy « Insertion »", "Doser"),
        ("Table", "Seuils"),
        ("Table", "Objet"),
        ("Table", "Travaux"),
        ("Questions and answers", "Peut-on ?"),
        ("Questions and answers", "Oui."),
    ]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("value", [None, 12, True, ""])
def test_what_holds_no_words_tells_none(value):
    assert list(texts_in(value)) == []


def test_alternative_text_of_a_picture_is_a_text():
    class Picture:
        contextual_alt_text = "Un chantier"

    assert [words.text for words in texts_in(Picture())] == ["Un chantier"]


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>Un</p><p>deux</p>", "Un\ndeux\n"),
        ("<p>L’<b>article</b> L3</p>", "L’article L3\n"),
        ("a &amp; b<br/>c", "a & b\nc"),
        ("<ul><li>x</li></ul>", "x\n"),
    ],
)
def test_words_of_a_rich_text_are_what_readers_read(html, plain):
    assert Words(html, is_html=True).plain == plain
    assert Words(html).plain == html


def test_links_of_rich_text_and_of_blocks_come_with_their_words():
    value = body(
        (
            "rich_text",
            '<p><a href="https://a.example/">Un <b>texte</b></a> et <a linktype="page" id="3">une page</a></p>',
        ),
        (
            "key_figures",
            {"figures": [{"value": "1", "label": "x", "source": "Région", "source_url": "https://b.example/"}]},
        ),
        ("link_cards", {"cards": [{"title": "Fiche", "url": "https://c.example/"}, {"title": "Sans adresse"}]}),
    )
    assert [link for words in texts_in(value) for link in words.links] == [
        ("Un texte", "https://a.example/"),
        ("Région", "https://b.example/"),
        ("Fiche", "https://c.example/"),
    ]


def test_columns_that_are_no_words_are_left_out():
    term = GlossaryTerm(slug="lot", term_fr="lot", definition_fr="Une <b>part</b>.", is_linked=True)
    assert [(column, words.plain) for column, words in texts_of_row(term)] == [
        ("term_fr", "lot"),
        ("definition_fr", "Une part."),
    ]
    assert "law_checked_by_fr" in dict(texts_of_row(ProgrammeSettings()))


def test_unclosed_tags_cost_what_their_length_costs():
    before = time.process_time()
    assert Words("<" * 300_000, is_html=True).plain == "<" * 300_000
    assert time.process_time() - before < 2
