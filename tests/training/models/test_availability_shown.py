"""The true state of a session, said wherever it stands before any form."""

import copy
import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from core.blocks import BodyBlock
from tests.counting import queries_of
from tests.factories.home import ContentPageFactory
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, make_course, sign_up, slot
from training.models import SessionMove
from training.rules.states import SignUpState

pytestmark = pytest.mark.django_db

DAY = datetime.date(2027, 1, 12)
PARIS_NINE = datetime.datetime(2026, 12, 20, 8, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel("2026-12-01 09:00Z", tick=False):
        yield


@pytest.fixture(scope="module")
def shared_course(shared_home):
    return make_course(title="Acheter autrement")


@pytest.fixture
def course(shared_course, db):
    return copy.deepcopy(shared_course)


def session_on(course, day=DAY, **kwargs):
    return SessionPageFactory(parent=course, slots=[slot(day)], **kwargs)


def words(client, url):
    """The words of a page and the addresses its buttons lead to."""
    main = BeautifulSoup(client.get(url).content, "html.parser").main
    return " ".join(main.get_text(" ").split()), [link["href"] for link in main.select("a.btn-primary")]


def make(course, status):
    """A session in a state."""
    if status == "opens_later":
        return session_on(course, sign_up_opens_at=PARIS_NINE)
    if status == "closed":
        return session_on(course, sign_up_closes_at=datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC))
    if status == "past":
        return session_on(course, datetime.date(2026, 11, 3))
    session = session_on(course, seats=2, has_waiting_list=status == "queue")
    if status in ("queue", "full"):
        sign_up(session, name="Zoé Lambert"), sign_up(session, name="Ali Benoît")
    if status == "queue":
        sign_up(session, SignUpState.WAITING, name="Léa Martin")
    if status == "cancelled":
        SessionCancellationFactory(session_key=session.translation_key)
    return session


#: In lists, and on the page of the session.
SAID = {
    "opens_later": ("Bookings open on 20 December 2026 at 9am", "20 places will be available."),
    "open": ("2 of 2 places left", "2 of 2 places left"),
    "queue": ("Full, with a waiting list 1 person is waiting", "1 person is waiting. When a place becomes free"),
    "full": ("Full", "All the places are taken"),
    "closed": ("Bookings are closed", "Bookings for this session are closed"),
    "past": ("Past", "This session is over"),
    "cancelled": ("Cancelled", "Reason: Trainer unavailable."),
}


def in_english(template, session):
    """The words of a component, in the language of the catalogue’s keys."""
    with translation.override("en"):
        shown = BeautifulSoup(render_to_string(template, {"session": session}), "html.parser")
        return " ".join(shown.get_text(" ").split())


@pytest.mark.parametrize("status", SAID)
def test_state_has_its_words(course, status):
    session = make(course, status)
    assert session.availability.status == status
    assert in_english("components/seats.html", session) == SAID[status][0]
    assert SAID[status][1] in in_english("training/sign_up/state.html", session)


@pytest.mark.parametrize("status", SAID)
def test_state_and_the_button_that_fits_it_stand_wherever_the_session_does(course, client, status):
    session = make(course, status)
    block = {"type": "sign_up", "value": {"title": "S’inscrire", "page": session.pk}}
    page = ContentPageFactory(body=BodyBlock().to_python([block]))
    form = f"{session.url}inscription/"
    label = BeautifulSoup(render_to_string("components/seats.html", {"session": session}), "html.parser").get_text(" ")
    shown = {}
    for url in (course.url, course.get_parent().url, page.url):
        text, buttons = words(client, url)
        shown[url] = (" ".join(label.split()) in text, form in buttons)
    _text, buttons = words(client, session.url)
    can_ask = status in ("open", "queue")
    assert shown == {course.url: (True, can_ask), course.get_parent().url: (True, False), page.url: (True, can_ask)}
    assert (form in buttons) == can_ask


@pytest.mark.parametrize("status", ["full", "closed", "past", "cancelled", "opens_later"])
def test_session_that_takes_nobody_offers_the_other_dates(course, client, status):
    session, other = make(course, status), session_on(course, DAY + datetime.timedelta(days=7))
    for url in (session.url, f"{session.url}inscription/"):
        assert words(client, url)[1] == [f"{other.url}inscription/"]


def move(session, before, after, *, is_told=True):
    """The record of a move, as the service writes it."""
    stored = [{"uid": "a", "day": day.isoformat(), "start": "09:00", "end": "12:30"} for day in (before, after)]
    return SessionMove.objects.create(
        session_key=session.translation_key, before={"slots": stored[:1]}, after={"slots": stored[1:]}, is_told=is_told
    )


@pytest.mark.parametrize(
    ("told", "former"), [(True, (datetime.date(2027, 1, 5), datetime.date(2027, 1, 5))), (False, None)]
)
def test_session_that_moved_says_what_it_was_before(course, client, told, former):
    session = session_on(course)
    move(session, datetime.date(2027, 1, 5), DAY, is_told=told)
    assert session.former_days == former
    assert [found.former_days for found in course.sessions] == [former]
    assert ("Moved (was 5 January 2027)" in in_english("components/seats.html", session)) == told


def test_move_to_another_place_or_back_is_no_move_to_other_days(course):
    session = session_on(course)
    move(session, DAY, DAY)
    assert session.former_days is None
    other = session_on(course)
    move(other, DAY, datetime.date(2027, 1, 19))
    assert other.former_days is None


def test_cancelled_session_does_not_say_that_it_moved(course):
    session = session_on(course)
    move(session, datetime.date(2027, 1, 5), DAY)
    SessionCancellationFactory(session_key=session.translation_key)
    assert session.former_days is None


def test_lists_cost_the_same_however_many_sessions_have_people_and_moves(course, client):
    counts = {}
    for number in (1, 2, 3):
        session = session_on(course, DAY + datetime.timedelta(days=number), seats=2)
        sign_up(session), sign_up(session, SignUpState.WAITING, name="Ali Benoît")
        move(session, datetime.date(2027, 1, 5), DAY)
        for url in (course.url, course.get_parent().url):
            counts[number, url] = len(queries_of(client, url))
    for url in (course.url, course.get_parent().url):
        assert [counts[number, url] for number in (2, 3)] == [counts[1, url]] * 2


def test_session_says_its_seats_to_machines(course, rf):
    session = make(course, "queue")
    said = session.main_entity(rf.get("/"))
    assert (said["maximumAttendeeCapacity"], said["remainingAttendeeCapacity"]) == (2, 0)
    assert (said["offers"]["availability"], said["offers"]["price"]) == ("https://schema.org/SoldOut", 0)
    assert "offers" not in make(course, "past").main_entity(rf.get("/"))


def test_moved_session_says_so_to_machines(course, rf):
    session = session_on(course)
    move(session, datetime.date(2027, 1, 5), DAY)
    said = session.main_entity(rf.get("/"))
    assert (said["eventStatus"], said["previousStartDate"]) == ("https://schema.org/EventRescheduled", "2027-01-05")
