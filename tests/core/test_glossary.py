"""Terms of the trade are found in texts and linked once, and a text keeps every character of its own."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from core.alphabetical import sort_key
from core.glossary import ENTITY, PIECE, equivalents, link_terms, pattern_of, terms_in
from core.models import GlossaryTerm
from tests.factories.core import GlossaryTermFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/glossaire/"


@pytest.fixture
def terms(db):
    """A few terms that meet: one begins another, one is an acronym, one is not linked."""
    GlossaryTermFactory(
        slug="sourcage", term_fr="sourçage", forms_fr="sourçages", term_de="Marktkonsultation", term_en="sourcing"
    )
    GlossaryTermFactory(slug="clause", term_fr="clause", forms_fr="clauses", term_de="Klausel", term_en="clause")
    GlossaryTermFactory(slug="clause-sociale", term_fr="clause sociale", term_de="Sozialklausel")
    GlossaryTermFactory(slug="bloc", term_fr="bloc d’actions", term_de="Maßnahmenblock")
    GlossaryTermFactory(slug="amp", term_fr="AMP", forms_fr="R&D\n\n  lt  ", term_de="Ausschreibung")
    GlossaryTermFactory(slug="marche", term_fr="marché", term_de="Auftrag", is_linked=False)


def linked_in(html, language="fr", linked=None):
    return link_terms(html, language=language, address=ADDRESS, linked=set() if linked is None else linked)


def links_of(html):
    """Where each linked word leads."""
    soup = BeautifulSoup(html, "html.parser")
    return {link.get_text(): link["href"].removeprefix(f"{ADDRESS}#") for link in soup.select("a.term")}


# The order of words


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("zone étude egal Etat", "egal Etat étude zone"),
        ("ouvrage Œuvre odeur œil", "odeur œil Œuvre ouvrage"),
        ("Strasse Straße Straßen Strassen", "Strasse Straße Straßen Strassen"),
        ("Zuschlag Änderung Auftrag Öffnung Los", "Änderung Auftrag Los Öffnung Zuschlag"),
        ("ça cb cà", "ça cà cb"),
    ],
)
def test_words_are_sorted_as_in_a_dictionary(words, order):
    assert sorted(words.split(), key=sort_key) == order.split()


@given(st.text())
def test_place_of_a_word_does_not_depend_on_capitals(text):
    assert sort_key(sort_key(text)) == sort_key(text)


# Terms of a text


def test_terms_are_told_in_the_order_of_their_first_use(terms):
    assert terms_in("Une clause, un sourçage, deux clauses.", "fr") == ["clause", "sourcage"]


def test_terms_are_told_whether_texts_link_them_or_not(terms):
    assert terms_in("Un marché.", "fr") == ["marche"]


def test_terms_are_those_of_the_language_of_the_text(terms):
    assert terms_in("Marktkonsultation und Sozialklausel, kein sourçage", "de") == ["sourcage", "clause-sociale"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("<b>clause</b> <i>sociale</i>", ["clause"]),
        ('<a href="/clause/" title="clause">rien</a>', []),
        ("Une CLAUSE Sociale", ["clause-sociale"]),
        ("la R&amp;D", ["amp"]),
        ("la R&D", ["amp"]),
        ("a &amp; b &lt; c", []),
        ("subclause, clauses-types", ["clause"]),
    ],
)
def test_terms_are_whole_words_outside_tags(terms, text, found):
    assert terms_in(text, "fr") == found


def test_text_has_no_terms_while_there_are_none(db):
    assert terms_in("Une clause.", "fr") == []


# Links to definitions


def test_term_leads_to_its_definition(terms):
    assert linked_in("<p>Le sourçage d’abord.</p>") == (
        '<p>Le <a class="term" href="/glossaire/#sourcage">sourçage</a> d’abord.</p>'
    )


def test_term_is_linked_once_a_page_whatever_its_form(terms):
    page = set()
    first, second = linked_in("<p>Clauses, clause.</p>", linked=page), linked_in("<p>Une clause.</p>", linked=page)
    assert (links_of(first), links_of(second), page) == ({"Clauses": "clause"}, {}, {"clause"})


def test_longest_form_comes_first(terms):
    html = linked_in("<p>Une clause sociale et une clause.</p>")
    assert links_of(html) == {"clause sociale": "clause-sociale", "clause": "clause"}


@pytest.mark.parametrize("text", ["subclause", "clausette", "clause2", "déclause", "clause_1"])
def test_part_of_a_word_is_no_term(terms, text):
    assert linked_in(f"<p>{text}</p>") == f"<p>{text}</p>"


@pytest.mark.parametrize("text", ["l’{}", "({})", "« {} »", "{}-type", "{}.", "{};"])
def test_punctuation_ends_a_word(terms, text):
    assert links_of(linked_in(f"<p>{text.format('clause')}</p>")) == {"clause": "clause"}


@pytest.mark.parametrize("text", ["CLAUSE", "Clause", "cLaUsE"])
def test_term_keeps_its_capitals(terms, text):
    assert links_of(linked_in(f"<p>{text}</p>")) == {text: "clause"}


@pytest.mark.parametrize("text", ["Maßnahmenblock", "MAẞNAHMENBLOCK"])
def test_german_term_with_its_own_letter_is_linked(terms, text):
    assert links_of(linked_in(f"<p>Ein {text}.</p>", "de")) == {text: "bloc"}
    assert terms_in(text, "de") == ["bloc"]


@pytest.mark.parametrize("letter", ["İ", "ı", "ſ", "K"])
def test_letter_that_only_looks_like_another_is_no_error(db, letter):
    GlossaryTermFactory(slug="iks", term_fr="iks")
    for text in (f"{letter}ks", f"i{letter}s", f"ik{letter}"):
        assert linked_in(f"<p>{text}</p>") in (
            f"<p>{text}</p>",
            f'<p><a class="term" href="/glossaire/#iks">{text}</a></p>',
        )
        assert terms_in(text, "fr") in ([], ["iks"])


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="/x/">une clause</a></p>',
        '<p><a href="/x/"><b>une</b> clause</a></p>',
        "<h2>La clause</h2>",
        '<h3 id="x">La <i>clause</i></h3>',
        "<h4>La clause</h4>",
        '<p><img alt="une clause" src="/clause.jpg"></p>',
        '<p title="clause">Rien</p>',
        "<p>Un marché</p>",
    ],
)
def test_links_titles_attributes_and_everyday_words_are_left_alone(terms, html):
    assert linked_in(html) == html


def test_words_behind_a_link_or_a_title_are_linked(terms):
    html = linked_in('<h2>Clause</h2><p><a href="/x/">clause</a>, puis la clause.</p>')
    assert html.endswith('</a>, puis la <a class="term" href="/glossaire/#clause">clause</a>.</p>')


@pytest.mark.parametrize("html", ["<p>Vous &amp; nous</p>", "<p>a &lt; b</p>", "<p>&AMP; &amp;&lt;</p>"])
def test_entity_is_no_term(terms, html):
    assert linked_in(html) == html


def test_word_behind_an_entity_is_linked(terms):
    assert links_of(linked_in("<p>l&#x27;AMP et&nbsp;clause</p>")) == {"AMP": "amp", "clause": "clause"}


def test_term_with_an_ampersand_is_linked(terms):
    assert linked_in("<p>La R&amp;D</p>") == '<p>La <a class="term" href="/glossaire/#amp">R&amp;D</a></p>'


def test_nothing_is_linked_while_there_are_no_terms(db):
    assert linked_in("<p>Une clause</p>") == "<p>Une clause</p>"


WORDS = st.one_of(
    st.sampled_from(["clause", "Clause sociale", "sourçage", "AMP", "amp", "lt", "R&D", "marché", " ", "’", "&", "<"]),
    st.text(max_size=8),
)
INLINE = st.lists(st.tuples(st.sampled_from(["", "b", "i", "a"]), WORDS), max_size=6)
BLOCKS = st.lists(st.tuples(st.sampled_from(["p", "h2", "h3", "h4", "li"]), INLINE), max_size=4)


def rich_text(blocks):
    """Blocks of inline elements as rich text stores them: tags closed, texts escaped."""
    html = ""
    for block, parts in blocks:
        inside = ""
        for tag, words in parts:
            opened = '<a href="/clause/?a=1&amp;amp=2">' if tag == "a" else f"<{tag}>"
            inside += f"{opened}{escape(words)}</{tag}>" if tag else escape(words)
        html += f"<{block}>{inside}</{block}>"
    return html


@examples(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=BLOCKS)
def test_linked_text_says_the_same_and_stays_well_formed(terms, blocks):
    html = rich_text(blocks)
    before, after = BeautifulSoup(html, "html.parser"), BeautifulSoup(linked_in(html), "html.parser")
    slugs = [link["href"] for link in after.select("a.term")]
    assert after.get_text() == before.get_text()
    assert len(slugs) == len(set(slugs))
    assert after.select("a a, h2 a.term, h3 a.term, h4 a.term") == []
    for link in after.select("a.term"):
        link.unwrap()
    assert str(after) == str(before)


# What is kept


def test_terms_are_looked_up_once(terms):
    linked_in("<p>clause</p>")
    with CaptureQueriesContext(connection) as captured:
        linked_in("<p>sourçage</p>")
    assert captured.captured_queries == []


@pytest.mark.parametrize("linked_only", [True, False])
def test_term_that_changes_is_known_at_once(terms, linked_only):
    def found(text):
        return sorted(links_of(linked_in(text)).values()) if linked_only else terms_in(text, "fr")

    assert found("clause avenant") == ["clause"]
    term = GlossaryTerm.objects.get(slug="clause")
    term.term_fr, term.forms_fr = "avenant", ""
    term.save()
    assert (found("clause"), found("avenant")) == ([], ["clause"])
    term.delete()
    assert found("clause avenant") == []
    GlossaryTermFactory(slug="avenant", term_fr="avenant")
    assert found("clause avenant") == ["avenant"]


# For translators


def test_equivalents_are_told_in_the_order_of_the_text(terms):
    assert equivalents("Le marché, ses clauses et le sourçage.", "de") == [
        ("marché", "Auftrag"),
        ("clause", "Klausel"),
        ("sourçage", "Marktkonsultation"),
    ]


def test_equivalents_go_both_ways(terms):
    assert equivalents("Ein Auftrag", "fr", "de") == [("Auftrag", "marché")]


def test_text_without_terms_has_no_equivalents(terms):
    assert equivalents("Rien de tout cela.", "de") == []


# What it costs


@pytest.mark.parametrize("unit", ["<", '<a "', "<a='x' ", '"<', "<'\"", "<b>", "&", "&#"])
def test_long_text_that_is_no_html_is_searched_once(terms, unit):
    """One look at each letter: two would take minutes."""
    assert "".join(PIECE.findall(unit * 200_000)) == unit * 200_000
    assert terms_in(f"clause {unit * 200_000}", "fr")[:1] == ["clause"]


def test_terms_are_found_as_well_among_thousands(db):
    words = [f"{first}{second}{third}" for first in "bcdfghjklmnpqrst" for second in "aeiou" for third in "bcdlmnrst"]
    assert pattern_of(tuple(words)).findall(" ".join(words * 300)) == words * 300


LETTERS = st.text("abé’ -.&", min_size=1, max_size=5).map(str.strip).filter(bool)


@given(words=st.lists(LETTERS, min_size=1, max_size=12, unique=True), text=st.text("abé’ -.&;", max_size=60))
def test_longest_word_is_found_as_a_list_of_all_words_finds_it(words, text):
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    plain = re.compile(rf"{ENTITY}|(?<!\w)({longest_first})(?!\w)", re.IGNORECASE)
    assert pattern_of(tuple(words)).findall(text) == plain.findall(text)


def test_sign_in_an_attribute_ends_no_tag(terms):
    html = '<p><abbr title="a > clause">M</abbr> et clause</p>'
    assert linked_in(html) == (
        '<p><abbr title="a > clause">M</abbr> et <a class="term" href="/glossaire/#clause">clause</a></p>'
    )
