"""The catalogue and its agenda, as readers meet them."""

import copy
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from tests.counting import queries_of
from tests.factories.charter import make_charter
from tests.factories.training import (
    SessionCancellationFactory,
    SessionPageFactory,
    TrainingIndexPageFactory,
    make_course,
    slot,
)
from tests.factories.translations import translate
from training.models.index import PAST_SESSIONS_SHOWN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_twelfth():
    with time_machine.travel("2027-01-12 12:00+01:00", tick=False):
        yield


@pytest.fixture(scope="module")
def shared_index(shared_home):
    return TrainingIndexPageFactory()


@pytest.fixture
def index(shared_index, db):
    return copy.deepcopy(shared_index)


def session_on(course, day, **kwargs):
    return SessionPageFactory(parent=course, slots=[slot(date(2027, 1, day))], **kwargs)


def read(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


def test_catalogue_lists_sessions_to_come_then_past_ones(index, client):
    course = make_course()
    sessions = {day: session_on(course, day) for day in (20, 5, 14, 8)}
    context = client.get(index.url).context
    assert context["upcoming"] == [sessions[14], sessions[20]]
    assert context["past"] == [sessions[8], sessions[5]]


def test_catalogue_says_which_sessions_are_cancelled(index, client):
    course = make_course()
    cancelled = session_on(course, 14, slug="annulee")
    session_on(course, 15, slug="maintenue")
    SessionCancellationFactory(session_key=cancelled.translation_key)
    rows = read(client, index.url).main.select(".agenda > li")
    assert [_("Cancelled") in row.get_text() for row in rows] == [True, False]
    assert [row.find("a")["href"].split("/")[-2] for row in rows] == ["annulee", "maintenue"]


def test_catalogue_shows_a_handful_of_past_sessions(index, client):
    course = make_course()
    for day in range(1, PAST_SESSIONS_SHOWN + 3):
        session_on(course, day)
    past = client.get(index.url).context["past"]
    assert [session.first_day.day for session in past] == list(range(PAST_SESSIONS_SHOWN + 2, 2, -1))


def test_catalogue_without_sessions_or_courses_answers(index, client):
    response = client.get(index.url)
    assert (response.status_code, response.context["upcoming"], response.context["courses"]) == (200, [], [])


def test_catalogue_says_how_to_reach_the_team(index, client):
    page = read(client, index.url)
    assert [link["href"] for link in page.main.select("a[href^=mailto]")] == [
        "mailto:formations@commande-publique.example"
    ]


def test_catalogue_lists_live_courses_in_the_order_of_the_tree(index, client):
    second_title_first, other = make_course(title="B"), make_course(title="A")
    make_course(live=False)
    assert client.get(index.url).context["courses"] == [second_title_first, other]


def test_catalogue_links_its_calendar(index, client):
    session_on(make_course(), 14)
    hrefs = [link["href"] for link in read(client, index.url).main.find_all("a")]
    assert f"{index.url}ical/" in hrefs


def test_german_catalogue_shows_german_pages_else_the_source(index, client):
    course = make_course(title="Acheter autrement")
    translated, only_french = session_on(course, 14), session_on(course, 15)
    german = translate(translated, city="Mars")
    german_index = german.get_parent().get_parent()
    context = client.get(german_index.url).context
    assert german_index.url == "/de/formations/"
    assert context["upcoming"] == [german, only_french]
    links = [row.find("a")["href"] for row in read(client, german_index.url).main.select(".agenda > li")]
    assert links == [german.url, only_french.url]


def test_german_catalogue_reads_facts_in_the_source(index, client):
    # Names of our own: those of the factories hold numbers, 99 among them.
    source = session_on(make_course(title="Acheter autrement"), 14, title="Matin", city="Metz", seats=21)
    german = translate(source, city="Mars", seats=1987, slots=[slot(date(2020, 1, 1))])
    text = read(client, german.get_parent().get_parent().url).main.select_one(".agenda").get_text(" ", strip=True)
    assert ("Metz" in text, "Mars" in text, "21" in text, "1987" in text, "2020" in text) == (
        True,
        False,
        True,
        False,
        False,
    )


def test_highlights_are_the_next_sessions(index):
    course = make_course()
    nearest, _second, _past = session_on(course, 13), session_on(course, 20), session_on(course, 2)
    assert index.highlights(1) == [nearest]
    assert len(index.highlights(5)) == 2


@pytest.mark.parametrize("language", ["fr", "de"])
def test_catalogue_costs_the_same_however_many_sessions_and_courses(index, client, language):
    _charter, commitments = make_charter(numbers=(1, 2, 3))
    counts = {}
    for number, commitment in enumerate(commitments, start=1):
        course = make_course(many_to_many={"commitments": [commitment.commitment]})
        for day in (2 + number, 20 + number):
            session = session_on(course, day)
            if language == "de":
                translate(session, title="Sitzung")
        if number in (1, 3):
            url = index.url if language == "fr" else "/de/formations/"
            counts[number] = len(queries_of(client, url))
    assert counts[3] == counts[1]
