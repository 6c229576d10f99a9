"""One list of what rich text may hold: ordinary text keeps all of its own, and nothing else comes through."""

import pytest
from bs4 import BeautifulSoup
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import features

from core.blocks.text import RICH_TEXT_FEATURES, SHORT_TEXT_FEATURES
from core.markup import (
    BLOCK_TAGS,
    CACHED_LENGTH,
    INLINE_TAGS,
    LARGEST_ID,
    allowed_address,
    clean_shown,
    clean_stored,
    is_row_id,
    paragraphs,
)
from tests import hostile

ORDINARY = (
    '<h3 data-block-key="a1">Un titre</h3>'
    '<p data-block-key="a2">« L’œuvre » &amp; 1<sup>er</sup>, a &lt; b,<br/><b>gras</b>, <i>italique</i></p>'
    '<ul><li data-block-key="a3">un<ul><li data-block-key="a4">deux</li></ul></li></ul><ol><li>trois</li></ol>'
    '<p><a href="https://www.example.org/?a=1&amp;b=2">un lien</a>, <a linktype="page" id="12">une page</a>, '
    '<a id="3" linktype="document">un document</a>, <a href="mailto:a@b.fr">écrire</a>, <a href="tel:+3">tél</a></p>'
)


def test_ordinary_text_is_stored_as_it_was():
    assert clean_stored(ORDINARY) == ORDINARY


def test_ordinary_text_is_shown_as_it_was():
    before, after = BeautifulSoup(ORDINARY, "html.parser"), BeautifulSoup(clean_shown(ORDINARY), "html.parser")
    for tag in before.find_all(True):
        tag.attrs = {name: value for name, value in tag.attrs.items() if name == "href"}
    assert str(after) == str(before)


@given(st.text(st.characters(codec="utf-8", exclude_characters="<>&\r\x00", exclude_categories=["Cs", "Cc"])))
def test_words_are_kept_to_the_letter(words):
    assert (clean_shown(f"<p>{words}</p>"), clean_stored(f"<p>{words}</p>")) == (f"<p>{words}</p>", f"<p>{words}</p>")


@pytest.mark.parametrize("clean", [clean_shown, clean_stored, paragraphs])
@pytest.mark.parametrize("passage", hostile.MARKUP)
def test_what_is_not_listed_never_comes_through(clean, passage):
    cleaned = clean(f"<p>{passage}</p>")
    assert hostile.intruders(clean_shown(cleaned)) == []
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("address", hostile.ADDRESSES)
def test_address_that_a_browser_runs_is_none(address):
    assert allowed_address(address) == ""
    for clean in (clean_shown, clean_stored):
        assert clean(f'<p><a href="{escape(address)}">x</a></p>') == "<p><a>x</a></p>"


@pytest.mark.parametrize(
    "address", ["https://a.example/?x=y:z", "/de/", "#mentions", "mailto:a@b.example", "tel:+33 3"]
)
def test_address_of_a_link_is_itself(address):
    assert allowed_address(address) == address


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_address_is_none(nothing):
    assert allowed_address(nothing) == ""


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        ("1", True), (7, True), (str(LARGEST_ID), True), (str(LARGEST_ID + 1), False), ("", False), (None, False),
        ("abc", False), ("-1", False), ("1.0", False), ("١", False), ("1 ", False), ("9" * 5000, False),
    ],
)  # fmt: skip
def test_row_is_named_by_a_number_that_a_database_takes(value, is_one):
    assert is_row_id(value) is is_one


@pytest.mark.parametrize(
    "link", ['<a linktype="page" id="x">', '<a linktype="document">', '<a id="99999999999" linktype="page">']
)
def test_stored_link_to_no_row_keeps_its_words(link):
    assert clean_stored(f"<p>{link}Lire</a></p>") == "<p><a>Lire</a></p>"


def test_long_text_is_cleaned_as_a_short_one_is():
    long = f"<p>{'mot ' * CACHED_LENGTH}<img src=x></p>"
    assert clean_shown(long) == long.replace("<img src=x>", "")


def test_paragraphs_keep_the_words():
    assert paragraphs("<ul><li>un</li></ul><b><p>deux</p></b>") == "un<p>deux</p>"


def elements_of(feature):
    """The tags that the editor writes for one of its buttons."""
    rule = features.get_converter_rule("contentstate", feature) or {}
    return {name.split("[")[0] for name in rule.get("from_database_format", {})}


def test_list_is_what_the_editor_writes():
    written = set().union(*(elements_of(feature) for feature in {*RICH_TEXT_FEATURES, *SHORT_TEXT_FEATURES}))
    assert written | {"p", "br"} == {*INLINE_TAGS, *BLOCK_TAGS}


@pytest.mark.parametrize("feature", sorted({*RICH_TEXT_FEATURES, *SHORT_TEXT_FEATURES}))
def test_editor_has_a_button_for_each_feature(feature):
    assert features.get_editor_plugin("draftail", feature) is not None
    assert ContentstateConverter([feature]).exporter is not None
