import pytest
from wagtail.models import PageLogEntry

from tests.factories.training import sign_up
from tests.factories.translations import translate
from tests.training.services.conftest import mails_to, now_is
from training.models import SeatLedger, SessionPage
from training.services.capacity import open_seats, opening_of
from training.services.expire import expire
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
