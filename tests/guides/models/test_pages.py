"""The library and its guides, as readers meet them."""

import copy
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail.models import PageViewRestriction

from guides.models import GuidePage
from guides.models.pages import WORDS_PER_MINUTE
from tests.counting import queries_of
from tests.factories.charter import make_charter
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory, PurchaseFamilyFactory, StageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_library(shared_home):
    return GuideIndexPageFactory()


@pytest.fixture
def library(shared_library, db):
    return copy.deepcopy(shared_library)


def paragraphs(words):
    """A body of that many words."""
    return [{"type": "rich_text", "value": f"<p>{'mot ' * words}</p>"}]


def read(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


# Reading time


@pytest.mark.parametrize(
    ("words", "minutes"),
    [(0, 1), (1, 1), (WORDS_PER_MINUTE, 1), (WORDS_PER_MINUTE + 1, 2), (5 * WORDS_PER_MINUTE, 5)],
)
def test_guide_reading_minutes_round_up_and_are_never_none(words, minutes):
    guide = GuidePage(body=GuidePage.body.field.to_python(paragraphs(words)))
    assert guide.reading_minutes == minutes


def test_guide_without_body_is_read_in_a_minute():
    assert GuidePage().reading_minutes == 1


def test_guide_reading_minutes_count_words_not_markup():
    words = "<p><b>mot</b> <a href='https://example.org/une/adresse'>mot</a></p>" * (WORDS_PER_MINUTE // 2)
    guide = GuidePage(body=GuidePage.body.field.to_python([{"type": "rich_text", "value": words}]))
    assert guide.reading_minutes == 1


# Review


@pytest.mark.parametrize(
    ("today", "is_overdue"),
    [("2026-11-05", False), ("2027-11-03", False), ("2027-11-04", True), ("2030-01-01", True)],
)
def test_guide_review_is_overdue_from_the_day_it_is_due(library, today, is_overdue):
    guide = GuidePageFactory(parent=library, last_reviewed_on=date(2026, 11, 4), review_every_months=12)
    with time_machine.travel(f"{today} 12:00+01:00", tick=False):
        assert (guide.review_due_on, guide.is_review_overdue) == (date(2027, 11, 4), is_overdue)


def test_guide_review_day_starts_at_midnight_in_paris(library):
    guide = GuidePageFactory(parent=library, last_reviewed_on=date(2026, 6, 4), review_every_months=1)
    with time_machine.travel("2026-07-03 21:59:59Z", tick=False):
        assert guide.is_review_overdue is False
    with time_machine.travel("2026-07-03 22:00:00Z", tick=False):
        assert guide.is_review_overdue is True


def test_guide_never_reviewed_is_not_overdue(library):
    guide = GuidePageFactory(parent=library)
    guide.last_reviewed_on = None
    assert (guide.review_due_on, guide.is_review_overdue) == (None, False)


def test_guide_page_tells_readers_that_its_review_is_due(library, client):
    guide = GuidePageFactory(parent=library, last_reviewed_on=date(2026, 11, 4), review_every_months=6)
    with time_machine.travel("2027-05-04 12:00+02:00", tick=False):
        assert _("This guide is due for review") in read(client, guide.url).get_text()
    with time_machine.travel("2027-05-03 12:00+02:00", tick=False):
        assert (_("This guide is due for review") in read(client, guide.url).get_text()) is False


def test_guide_translation_is_reviewed_with_its_source(library):
    source = GuidePageFactory(parent=library, last_reviewed_on=date(2026, 11, 4), review_every_months=12)
    german = translate(source, last_reviewed_on=date(2020, 1, 1), review_every_months=1)
    assert german.review_due_on == date(2027, 11, 4)


# Facts


def test_guide_translation_shows_the_facts_of_its_source(library, client):
    stage, family = StageFactory(name_fr="Sourçage", name_de="Markterkundung"), PurchaseFamilyFactory(name_fr="Bois")
    source = GuidePageFactory(
        parent=library, kind="clause", last_reviewed_on=date(2026, 11, 4), many_to_many={"stages": [stage]}
    )
    german = translate(
        source, kind="guide", last_reviewed_on=date(2020, 1, 1), stages=[], families=[family], title="Ein Leitfaden"
    )
    text = read(client, german.url).main.get_text(" ", strip=True)
    assert german.url == f"/de/guides/{german.slug}/"
    assert ("Ein Leitfaden" in text, "Markterkundung" in text, "Bois" in text) == (True, True, False)
    assert ("2026" in text, "2020" in text) == (True, False)


def test_guide_translation_shows_the_commitments_of_its_source(library, client):
    charter, (first, second) = make_charter(numbers=(1, 2))
    german_first = translate(first, title="Selbstverpflichtung 1")
    translate(second, title="Selbstverpflichtung 2")
    source = GuidePageFactory(parent=library, many_to_many={"commitments": [first.commitment]})
    german = translate(source, commitments=[second.commitment])
    response = client.get(german.url)
    assert [square["url"] for square in response.context["page"].squares] == [german_first.url]


def test_guide_page_links_the_commitments_it_serves(library, client):
    _charter, pages = make_charter(numbers=(1, 2, 3))
    guide = GuidePageFactory(parent=library, many_to_many={"commitments": [pages[0].commitment, pages[2].commitment]})
    links = {link["href"] for link in read(client, guide.url).main.find_all("a")}
    assert {page.url: page.url in links for page in pages} == {
        pages[0].url: True,
        pages[1].url: False,
        pages[2].url: True,
    }


def test_commitment_page_links_the_guides_that_serve_it(library, client):
    _charter, (commitment,) = make_charter(numbers=(5,))
    guide = GuidePageFactory(parent=library, many_to_many={"commitments": [commitment.commitment]})
    draft = GuidePageFactory(parent=library, live=False, many_to_many={"commitments": [commitment.commitment]})
    links = {link["href"] for link in read(client, commitment.url).main.find_all("a")}
    assert (guide.url in links, draft.url in links) == (True, False)


def test_guide_page_shows_the_essentials_once_and_one_title(library, client):
    guide = GuidePageFactory(parent=library, title="Allotir", summary="Découper pour ouvrir.")
    page = read(client, guide.url)
    assert [title.get_text(strip=True) for title in page.find_all("h1")] == ["Allotir"]
    assert page.main.get_text().count("Découper pour ouvrir.") == 1
    assert page.find("meta", {"name": "description"})["content"] == "Découper pour ouvrir."


# Library


def test_library_lists_the_live_guides_the_latest_first(library, client):
    first, second = GuidePageFactory(parent=library), GuidePageFactory(parent=library)
    GuidePageFactory(parent=library, live=False)
    private = GuidePageFactory(parent=library)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert [guide.pk for guide in client.get(library.url).context["guides"]] == [second.pk, first.pk]


def test_library_without_guides_says_so(library, client):
    assert _("No guides match your choice yet.") in read(client, library.url).main.get_text()


def test_library_keeps_what_was_chosen_in_its_form(library, client):
    stage = StageFactory(slug="needs")
    GuidePageFactory(parent=library, many_to_many={"stages": [stage]})
    selected = read(client, f"{library.url}?stages=needs").main.select("option[selected]")
    assert [option["value"] for option in selected if option["value"]] == ["needs"]


def test_library_highlights_are_the_latest_guides_with_their_squares(library):
    _charter, (commitment,) = make_charter(numbers=(4,), tone="simplify")
    GuidePageFactory(parent=library)
    guide = GuidePageFactory(parent=library, many_to_many={"commitments": [commitment.commitment]})
    (highlight,) = library.highlights(1)
    assert (highlight.pk, highlight.tone, [square["number"] for square in highlight.squares]) == (
        guide.pk,
        "simplify",
        [4],
    )


# Cost


def test_library_costs_the_same_however_many_guides(library, client):
    _charter, pages = make_charter(numbers=range(1, 13))
    counts = {}
    for number, page in enumerate(pages, start=1):
        lists = {"commitments": [page.commitment], "stages": [StageFactory()]}
        GuidePageFactory(parent=library, body=paragraphs(300), many_to_many=lists)
        if number in (1, 3, 12):
            counts[number] = len(queries_of(client, library.url))
    assert counts == dict.fromkeys((1, 3, 12), counts[1])


def test_guide_page_costs_the_same_however_many_lists_and_neighbours(library, client):
    _charter, pages = make_charter(numbers=range(1, 5))
    counts = {}
    for number in (1, 3):
        served = [page.commitment for page in pages[:number]]
        stages = StageFactory.create_batch(number)
        lists = {"commitments": served, "stages": stages, "families": PurchaseFamilyFactory.create_batch(number)}
        guide = GuidePageFactory(parent=library, body=paragraphs(300), many_to_many=lists)
        counts[number] = len(queries_of(client, guide.url))
    assert counts[3] == counts[1]


@pytest.mark.parametrize(("authors", "is_there"), [("", False), ("Une équipe", True)])
def test_guide_that_says_nothing_about_itself_has_no_heading_for_it(client, library, authors, is_there):
    page = GuidePageFactory(parent=library, authors=authors)
    assert ("À propos de ce guide" in client.get(page.url).content.decode()) is is_there
