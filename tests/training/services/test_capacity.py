import uuid

import pytest
from wagtail.models import PageLogEntry

from tests.factories.training import SessionCancellationFactory, sign_up
from tests.factories.translations import translate
from tests.training.services.conftest import mails_to, now_is
from training.models import SeatLedger, SessionPage
from training.services.capacity import follow_page, open_seats, opening_of
from training.services.expire import expire
from training.services.shared.errors import SessionGone
from training.services.shared.settle import Stop

pytestmark = pytest.mark.django_db


def publish(session, seats):
    session.seats = seats
    session.save_revision().publish()
    return SeatLedger.objects.get(session_key=session.translation_key)


@pytest.fixture
def full(session):
    states = ["confirmed", "confirmed", "waiting", "waiting", "waiting"]
    return [sign_up(session, state, name=f"Personne {letter}") for letter, state in zip("ABCDE", states, strict=True)]


def test_ledger_is_made_when_a_session_is_published(session):
    ledger = SeatLedger.objects.get()
    assert (ledger.session_key, ledger.capacity, ledger.told["slots"][0]["start"]) == (
        session.translation_key,
        2,
        "09:00",
    )


def test_draft_changes_no_seat(session):
    session.seats = 30
    session.save_revision()
    assert SeatLedger.objects.get().capacity == 2


def test_more_seats_open_at_once_when_nobody_waits(session):
    assert publish(session, 30).capacity == 30


def test_publication_that_was_cut_off_is_followed_by_the_clock(session, full):
    """The page was saved with fewer seats, and the server died before the ledger knew."""
    SessionPage.objects.filter(pk=session.pk).update(seats=1)
    expire(session_key=session.translation_key)
    assert SeatLedger.objects.get().capacity == 1
    SessionPage.objects.filter(pk=session.pk).update(seats=30)
    expire(session_key=session.translation_key)
    # People wait: what more seats mean is the team's to decide.
    assert SeatLedger.objects.get().capacity == 1


def test_more_seats_wait_for_the_team_when_people_wait(session, full):
    ledger = publish(session, 4)
    opening = opening_of(session, ledger)
    assert (ledger.capacity, opening.seats, opening.served) == (2, 2, full[2:4])
    assert [mails_to(person) for person in full[2:]] == [[], [], []]


def test_opened_seats_are_offered_in_order(session, full, user):
    publish(session, 4)
    assert open_seats(session_key=session.translation_key, user=user) == Stop.FULL
    assert [now_is(person) for person in full[2:]] == ["offered", "offered", "waiting"]
    entry = PageLogEntry.objects.get(action="training.open_seats")
    assert (entry.user, entry.data) == (user, {"before": 2, "after": 4})
    assert open_seats(session_key=session.translation_key, user=user) == Stop.FULL
    assert mails_to(full[2]) == ["offer"]


def test_fewer_seats_drop_nobody(session, full):
    ledger = publish(session, 1)
    assert (ledger.capacity, [now_is(person) for person in full[:3]]) == (1, ["confirmed", "confirmed", "waiting"])
    assert type(session).objects.get(pk=session.pk).availability.is_over_capacity


def test_translation_changes_no_seat(session):
    page = translate(session, "de", seats=99)
    page.save_revision().publish()
    assert list(SeatLedger.objects.values_list("capacity", flat=True)) == [2]


def test_capacity_is_that_of_the_ledger_for_readers(session, full):
    publish(session, 4)
    fresh = type(session).objects.get(pk=session.pk)
    assert (fresh.availability.capacity, fresh.availability.left, fresh.availability.status) == (2, 0, "queue")


def test_ledger_follows_its_page_whenever_nobody_waits(session):
    assert [publish(session, seats).capacity for seats in (3, 1, 2)] == [3, 1, 2]
    SessionPage.objects.filter(pk=session.pk).update(seats=None)
    assert follow_page(session.translation_key).capacity == 0


def test_fewer_seats_close_at_once_although_people_wait(session, full):
    assert [publish(session, seats).capacity for seats in (2, 1, 2)] == [2, 1, 1]


def test_what_was_told_follows_the_page_until_somebody_signs_up(session):
    def told():
        session.save_revision().publish()
        return SeatLedger.objects.get(session_key=session.translation_key).told["place"]

    session.place_name = "Maison fictive"
    first = told()
    sign_up(session, "requested")
    session.place_name = "Ailleurs"
    assert ("Maison fictive" in first, told()) == (True, first)
    sign_up(session, "cancelled", name="Deux")
    assert told() == first


def test_opening_no_seat_serves_nobody(session, full):
    opening = opening_of(session, publish(session, 1))
    assert (opening.seats, opening.served, opening.stop) == (0, [], Stop.FULL)


def test_opening_serves_no_more_than_there_are_seats(session, full):
    ledger = publish(session, 3)
    opening = opening_of(session, ledger)
    assert (opening.seats, opening.served, opening.stop, ledger.capacity) == (1, [full[2]], None, 2)


def test_opening_says_what_would_stop_it(session, full):
    ledger = publish(session, 9)
    SessionCancellationFactory(session_key=session.translation_key)
    opening = opening_of(SessionPage.objects.get(pk=session.pk), ledger)
    assert (opening.seats, opening.served, opening.stop) == (7, [], Stop.CANCELLED)


def test_seats_opened_twice_are_logged_once_and_kept(session, full, user):
    publish(session, 3)
    open_seats(session_key=session.translation_key, user=user)
    open_seats(session_key=session.translation_key, user=user)
    assert PageLogEntry.objects.filter(action="training.open_seats").count() == 1
    assert SeatLedger.objects.get().capacity == 3


def test_page_without_seats_opens_none(session, full, user):
    SessionPage.objects.filter(pk=session.pk).update(seats=None)
    assert open_seats(session_key=session.translation_key, user=user) == Stop.FULL
    assert SeatLedger.objects.get().capacity == 2


def test_session_that_has_no_page_is_followed_by_nobody(db):
    with pytest.raises(SessionGone):
        follow_page(uuid.uuid4())


def test_page_that_has_just_lost_seats_opens_none(session, full):
    SessionPage.objects.filter(pk=session.pk).update(seats=1)
    opening = opening_of(SessionPage.objects.get(pk=session.pk), SeatLedger.objects.get())
    assert (opening.seats, opening.served, opening.stop) == (0, [], Stop.FULL)


def test_page_without_seats_has_none_to_open(session, user):
    SessionPage.objects.filter(pk=session.pk).update(seats=None)
    SeatLedger.objects.update(capacity=0)
    sign_up(session, "waiting")
    assert opening_of(SessionPage.objects.get(pk=session.pk), SeatLedger.objects.get()).seats == 0
    assert open_seats(session_key=session.translation_key, user=user) == Stop.FULL
    assert SeatLedger.objects.get().capacity == 0
