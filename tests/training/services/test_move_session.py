import datetime

import pytest

from core.models import OutboxMail
from tests.factories.training import sign_up, slot
from training.models import SeatLedger, SessionMove
from training.services.move_session import announce_move, told_of_move, untold_changes

pytestmark = pytest.mark.django_db

STATES = ("confirmed", "offered", "waiting", "requested", "cancelled")


@pytest.fixture
def people(session):
    return {state: sign_up(session, state, name=f"Personne {state}") for state in STATES}


def publish(session, **changes):
    fresh = type(session).objects.get(pk=session.pk)
    for name, value in changes.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()
    return type(session).objects.get(pk=session.pk)


def changes_of(session):
    return untold_changes(session, SeatLedger.objects.get(session_key=session.translation_key))


def test_published_session_has_nothing_to_tell(session):
    assert changes_of(session) == []


@pytest.mark.parametrize(
    ("field", "value", "changes"),
    [
        ("slots", [slot(datetime.date(2027, 1, 19))], ["when"]),
        ("slots", [slot(datetime.date(2027, 1, 12), "10:00")], ["when"]),
        ("slots", [slot(datetime.date(2027, 1, 12))], []),
        ("place_name", "Maison fictive", ["where"]),
        ("modality", "remote", ["where"]),
        ("remote_link", "https://visio.example/1", ["link"]),
        ("summary", "Un autre texte", []),
    ],
)
def test_change_is_known_by_what_participants_were_told(session, people, field, value, changes):
    assert changes_of(publish(session, **{field: value})) == changes


def test_change_before_anybody_signed_up_is_to_be_told_to_nobody(session):
    assert changes_of(publish(session, place_name="Maison fictive")) == []


def test_move_is_told_once_to_everybody_concerned(session, people, user):
    moved = publish(session, slots=[slot(datetime.date(2027, 1, 19))])
    record = announce_move(session_key=session.translation_key, user=user, tell=True)
    told = set(OutboxMail.objects.filter(kind="session_moved").values_list("about", flat=True))
    assert told == {people[state].public_id for state in ("confirmed", "offered", "waiting")}
    assert (record.before["slots"][0]["day"], record.after["slots"][0]["day"]) == ("2027-01-12", "2027-01-19")
    assert (record.is_told, record.moved_by, changes_of(moved)) == (True, user, [])
    assert announce_move(session_key=session.translation_key, user=user, tell=True) is None
    assert (OutboxMail.objects.count(), SessionMove.objects.count()) == (3, 1)


def test_correction_is_noted_and_told_to_nobody(session, people, user):
    publish(session, place_name="Maison fictive")
    record = announce_move(session_key=session.translation_key, user=user, tell=False)
    assert (record.is_told, OutboxMail.objects.count()) == (False, 0)


def test_second_move_is_told_again_with_a_newer_calendar_entry(session, people, user):
    for day in (19, 26):
        publish(session, slots=[slot(datetime.date(2027, 1, day))])
        announce_move(session_key=session.translation_key, user=user, tell=True)
    mails = OutboxMail.objects.filter(about=people["confirmed"].public_id).order_by("pk")
    assert [mail.context["sequence"] for mail in mails] == [1, 2]


def test_new_link_is_told_to_those_with_a_seat(session, people):
    assert told_of_move(session.translation_key, ["link"]) == [people["confirmed"]]
