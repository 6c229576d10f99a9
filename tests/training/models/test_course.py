"""A course, as readers meet it."""

import copy
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext as _

from tests.counting import queries_of
from tests.factories.charter import make_charter
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, make_course, slot
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_twelfth():
    with time_machine.travel("2027-01-12 12:00+01:00", tick=False):
        yield


@pytest.fixture(scope="module")
def shared_course(shared_home):
    return make_course(title="Acheter autrement", summary="Une journée.", reference="CPR-01")


@pytest.fixture
def course(shared_course, db):
    return copy.deepcopy(shared_course)


def session_on(course, day, **kwargs):
    return SessionPageFactory(parent=course, slots=[slot(date(2027, 1, day))], **kwargs)


def read(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


def test_course_page_lists_its_own_sessions(course, client):
    next_one, past, other = session_on(course, 14), session_on(course, 4), session_on(make_course(), 15)
    context = client.get(course.url).context
    assert (context["sessions"], context["past"]) == ([next_one], [past])
    assert other.get_parent().specific.sessions == [other]


def test_course_page_without_sessions_says_so(course, client):
    main = read(client, course.url).main
    assert _("No sessions are planned at the moment.") in main.get_text()
    links = [link.get_text() for link in main.select('a[href="#take-part"]')]
    assert links == [_("Tell the training team that you are interested.")]


def test_course_page_leads_from_its_head_to_the_dates_and_from_each_date_to_its_form(course, client):
    session = session_on(course, 14)
    main = read(client, course.url).main
    assert [link["href"] for link in main.select(".page-head .btn")] == ["#sessions"]
    assert main.find(id="sessions") is not None
    assert [link["href"] for link in main.select(".agenda .btn")] == [f"{session.url}inscription/"]


def test_course_page_says_how_to_reach_the_team(course, client):
    links = [link["href"] for link in read(client, course.url).main.select("a[href^=mailto]")]
    assert links == ["mailto:formations@commande-publique.example"]


def test_course_translation_lists_the_sessions_of_its_source(course, client):
    translated, only_french = session_on(course, 14), session_on(course, 15)
    german = translate(translated)
    german_course = german.get_parent().specific
    assert client.get(german_course.url).context["sessions"] == [german, only_french]


def test_course_translation_shows_the_facts_of_its_source(course, client):
    german = translate(course, title="Anders einkaufen", duration_hours=99, reference="FALSCH", price_kind="paid")
    text = read(client, german.url).main.get_text(" ", strip=True)
    assert ("Anders einkaufen" in text, "CPR-01" in text, "99" in text, "FALSCH" in text) == (True, True, False, False)


def test_course_says_itself_and_its_sessions_to_machines(course, rf):
    session = session_on(course, 14, remote_link="https://visio.example/secret", modality="hybrid")
    SessionCancellationFactory(session_key=session.translation_key)
    session_on(course, 4)
    data = course.main_entity(rf.get("/"))
    assert (data["@type"], data["name"], data["isAccessibleForFree"]) == ("Course", "Acheter autrement", True)
    assert [
        (instance["@type"], instance["startDate"], instance["courseMode"], instance["eventStatus"])
        for instance in data["hasCourseInstance"]
    ] == [("CourseInstance", "2027-01-14T09:00:00+01:00", "Blended", "https://schema.org/EventCancelled")]
    assert ("visio" in str(data)) is False


def test_course_translation_says_its_price_to_machines_from_its_source(course, rf):
    german = translate(course, price_kind="paid")
    assert german.main_entity(rf.get("/"))["isAccessibleForFree"] is True


def test_course_page_links_the_commitments_it_serves(site_root, client):
    _charter, (commitment,) = make_charter(numbers=(9,))
    course = make_course(many_to_many={"commitments": [commitment.commitment]})
    assert commitment.url in {link["href"] for link in read(client, course.url).main.find_all("a")}
    assert course.url in {link["href"] for link in read(client, commitment.url).main.find_all("a")}


def test_course_page_costs_the_same_however_many_sessions(course, client):
    counts = {}
    for number in (1, 2, 3):
        session_on(course, 14)
        session_on(course, 2 + number)
        counts[number] = len(queries_of(client, course.url))
    assert counts == dict.fromkeys((1, 2, 3), counts[1])


def test_course_page_looks_its_sessions_up_once(course, client):
    session_on(course, 14)
    client.get(course.url)
    with CaptureQueriesContext(connection) as captured:
        client.get(course.url)
    slots = [query["sql"] for query in captured if query["sql"].endswith('"training_sessionslot"."sort_order" ASC')]
    assert len(slots) == 1
