"""The glossary as a page: every term, in the order of the reader's language, with its equivalents marked as such."""

import copy
import json

import pytest
from bs4 import BeautifulSoup

from home.models import GlossaryPage
from tests.counting import queries_of
from tests.factories.core import GlossaryTermFactory
from tests.factories.home import GlossaryPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_page(shared_home):
    return GlossaryPageFactory()


@pytest.fixture
def page(shared_page, db):
    return copy.deepcopy(shared_page)


@pytest.fixture
def terms(db):
    """Three terms whose order is another in each language."""
    for slug, french, german, english in (
        ("offre", "offre", "Angebot", "tender"),
        ("etape", "étape", "Öffnung", "stage"),
        ("oeuvre", "Œuvre", "Zuschlag", "award"),
    ):
        GlossaryTermFactory(
            slug=slug,
            term_fr=french,
            term_de=german,
            term_en=english,
            definition_fr=f"Définition de {french}",
            definition_de=f"Definition: {german}",
            definition_en=f"Definition of {english}",
        )


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(
    ("code", "order"),
    [
        ("fr", ["étape", "Œuvre", "offre"]),
        ("de", ["Angebot", "Öffnung", "Zuschlag"]),
        ("en", ["award", "stage", "tender"]),
    ],
)
def test_glossary_is_sorted_in_the_language_of_the_page(client, page, terms, code, order):
    shown = page if code == "fr" else translate(page, code)
    assert [word.get_text() for word in read(client, shown.url).select("dl.glossary dt")] == order


def test_glossary_shows_a_term_with_its_definition_and_its_equivalents(client, page, terms):
    german = translate(page)
    entry = read(client, german.url).find(id="offre")
    assert [word.get_text() for word in entry.find_all(["dt", "dd"])[:2]] == ["Angebot", "Definition: Angebot"]
    assert [(word["lang"], word.get_text()) for word in entry.find_all("span")] == [("fr", "offre"), ("en", "tender")]


def test_glossary_has_a_place_for_each_term_that_texts_lead_to(client, page, terms):
    places = {entry["id"] for entry in read(client, page.url).select("dl.glossary > div")}
    assert places == {"offre", "etape", "oeuvre"}


def test_glossary_shows_terms_that_texts_do_not_link(client, page):
    GlossaryTermFactory(term_fr="marché", is_linked=False)
    assert read(client, page.url).dt.get_text() == "marché"


def test_glossary_without_terms_can_be_read(client, page):
    assert read(client, page.url).h1.get_text() == page.title


def test_glossary_escapes_its_terms(client, page):
    GlossaryTermFactory(term_fr="<script>alert(1)</script>", definition_fr="<b>R&D</b>")
    soup = read(client, page.url)
    assert (soup.dt.get_text(), soup.dd.get_text()) == ("<script>alert(1)</script>", "<b>R&D</b>")


def test_glossary_says_its_language_to_search_engines(client, page):
    german = translate(page, title="Glossar")
    [script] = read(client, german.url).select('script[type="application/ld+json"]')
    [node] = [node for node in json.loads(script.string)["@graph"] if node["@type"] == "DefinedTermSet"]
    assert (node["name"], node["inLanguage"], node["url"]) == ("Glossar", "de", german.full_url)


def test_glossary_is_alone_below_its_home_page(page):
    assert GlossaryPage.can_create_at(page.get_parent()) is False


@pytest.mark.parametrize("code", ["fr", "de"])
def test_glossary_takes_as_many_queries_for_one_term_as_for_three(client, page, code):
    url = (page if code == "fr" else translate(page, code)).url
    GlossaryTermFactory()
    one = queries_of(client, url)
    GlossaryTermFactory.create_batch(2)
    assert len(queries_of(client, url)) == len(one)
