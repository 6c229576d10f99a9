"""What the page of a session says, to readers and to machines."""

import copy
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from tests.counting import queries_of
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, make_course, slot
from tests.factories.translations import translate
from training.models import SessionPage

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_course(shared_home):
    return make_course(title="Acheter autrement", summary="Une journée pour commencer.")


@pytest.fixture
def course(shared_course, db):
    return copy.deepcopy(shared_course)


def read(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


@pytest.mark.parametrize(
    ("now", "cancelled", "shown"),
    [
        ("2027-01-01 12:00Z", False, []),
        ("2027-01-12 11:30Z", False, ["This session is over"]),
        ("2027-01-01 12:00Z", True, ["This session is cancelled"]),
        ("2027-01-12 11:30Z", True, ["This session is cancelled"]),
    ],
)
def test_session_page_says_what_became_of_the_session(course, client, now, cancelled, shown):
    session = SessionPageFactory(parent=course)
    if cancelled:
        SessionCancellationFactory(session_key=session.translation_key)
    with time_machine.travel(now, tick=False):
        text = read(client, session.url).main.get_text()
    alerts = ["This session is over", "This session is cancelled"]
    assert [alert for alert in alerts if _(alert) in text] == shown


@pytest.mark.parametrize(
    ("now", "cancelled", "offered"),
    [("2027-01-01", False, True), ("2027-01-13", False, False), ("2027-01-01", True, False)],
)
def test_session_page_offers_its_calendar_file_and_its_seats_while_it_is_to_come(
    course, client, now, cancelled, offered
):
    session = SessionPageFactory(parent=course)
    if cancelled:
        SessionCancellationFactory(session_key=session.translation_key)
    with time_machine.travel(f"{now} 12:00Z", tick=False):
        main = read(client, session.url).main
    links = [link["href"] for link in main.find_all("a")]
    found = (
        f"{session.url}ical/" in links,
        f"{session.url}inscription/" in links,
        main.find(id="take-part") is not None,
    )
    assert found == (offered,) * 3
    assert (main.select_one(f'.box a[href="{course.url}"]') is None) == offered


def test_session_translation_shows_the_facts_of_its_source(course, client):
    slots = [slot(date(2027, 1, 12), "09:00", "12:30")]
    source = SessionPageFactory(parent=course, city="Metz", seats=20, slots=slots, language="fr")
    german = translate(source, title="Sitzung", city="Mars", seats=1987, slots=[slot(date(2031, 5, 5))], language="de")
    response = client.get(german.url)
    text = BeautifulSoup(response.content, "html.parser").main.get_text(" ", strip=True)
    assert german.url == f"/de/formations/{course.slug}/{source.slug}/"
    assert ("Metz" in text, "Mars" in text, "2027" in text, "2031" in text) == (True, False, True, False)
    assert ("20" in text, "1987" in text) == (True, False)
    assert [str(half_day) for half_day in response.context["page"].slots_in_order] == ["2027-01-12 09:00–12:30"]


def test_session_translation_says_its_facts_to_machines(course, rf, site_root):
    source = SessionPageFactory(parent=course, slots=[slot(date(2027, 7, 12), "09:00", "12:30")], modality="hybrid")
    german = translate(source, city="Mars", slots=[slot(date(2031, 5, 5))], modality="remote", language="de")
    event = german.main_entity(rf.get("/"))
    assert {name: event[name] for name in ("startDate", "endDate", "inLanguage", "eventAttendanceMode")} == {
        "startDate": "2027-07-12T09:00:00+02:00",
        "endDate": "2027-07-12T12:30:00+02:00",
        "inLanguage": "fr",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
    }
    assert event["location"]["address"] == "Metz"


@pytest.mark.parametrize(("cancelled", "status"), [(False, "EventScheduled"), (True, "EventCancelled")])
def test_session_says_its_status_to_machines(course, rf, cancelled, status):
    session = SessionPageFactory(parent=course)
    if cancelled:
        SessionCancellationFactory(session_key=session.translation_key)
    assert session.main_entity(rf.get("/"))["eventStatus"] == f"https://schema.org/{status}"


def test_session_page_costs_the_same_however_many_slots(course, client):
    one = SessionPageFactory(parent=course, slots=[slot(date(2027, 1, 12))])
    three = SessionPageFactory(parent=course, slots=[slot(date(2027, 1, day)) for day in (12, 13, 14)])
    assert len(queries_of(client, three.url)) == len(queries_of(client, one.url))


def test_remote_link_is_nowhere_in_public(course, client):
    secret = "https://visio.example/salle-dont-personne-ne-sait-rien"
    session = SessionPageFactory(parent=course, modality="hybrid", remote_link=secret, slots=[slot(date(2027, 1, 12))])
    german = translate(session, title="Sitzung")
    index = course.get_parent()
    addresses = [
        session.url,
        german.url,
        course.url,
        german.get_parent().url,
        index.url,
        "/de/formations/",
        f"{session.url}ical/",
        f"{german.url}ical/",
        f"{index.url}ical/",
        "/recherche/?q=personne",
        "/recherche/?q=visio.example",
        "/plan-du-site/",
        "/sitemap.xml",
    ]
    with time_machine.travel("2027-01-01 12:00Z", tick=False):
        answers = {address: client.get(address, follow=True) for address in addresses}
    leaks = [address for address, answer in answers.items() if b"salle-dont" in answer.content]
    assert leaks == []
    assert [address for address in addresses[:9] if answers[address].status_code != 200] == []


def test_remote_link_is_not_searched(course):
    SessionPageFactory(parent=course, remote_link="https://visio.example/anticonstitutionnellement")
    assert [page.pk for page in SessionPage.objects.all().search("anticonstitutionnellement")] == []
    assert ("remote_link" in {field.field_name for field in SessionPage.get_search_fields()}) is False


@pytest.mark.parametrize(("now", "cancelled"), [("2027-01-01", False), ("2027-01-01", True), ("2027-01-13", False)])
def test_session_page_does_not_lead_to_a_course_taken_offline(course, client, now, cancelled):
    session = SessionPageFactory(parent=course)
    if cancelled:
        SessionCancellationFactory(session_key=session.translation_key)
    with time_machine.travel(f"{now} 12:00Z", tick=False):
        assert read(client, session.url).find("a", href=course.url)
        course.unpublish()
        assert not read(client, session.url).find("a", href=course.url)
