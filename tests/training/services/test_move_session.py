import datetime

import pytest
from wagtail.models import PageLogEntry

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


def test_those_who_are_told_come_in_the_order_of_the_queue(session, people):
    second = sign_up(session, "waiting", name="Autre")
    type(second).objects.filter(pk=people["waiting"].pk).update(rank=9)
    told = told_of_move(session.translation_key, ["when"])
    assert [person for person in told if person.rank] == [people["offered"], second, people["waiting"]]
    assert told_of_move(session.translation_key, ["when", "link"]) == told


def test_move_mail_knows_what_was_before_and_what_changed(session, people, user):
    publish(session, slots=[slot(datetime.date(2027, 1, 19))], remote_link="https://visio.example/1")
    record = announce_move(session_key=session.translation_key, user=user, tell=True)
    mails = OutboxMail.objects.filter(kind="session_moved")
    known = {mail.about: (mail.context["changes"], mail.context["has_entry"]) for mail in mails}
    assert known == {
        people[state].public_id: (["when", "link"], state == "confirmed")
        for state in ("confirmed", "offered", "waiting")
    }
    assert {mail.context["before"]["slots"][0]["day"] for mail in mails} == {"2027-01-12"}
    assert {mail.key.rpartition(":")[2] for mail in mails} == {str(record.pk)}
    entry = PageLogEntry.objects.get(action="training.move_session")
    assert (entry.user, entry.data) == (user, {"changes": ["when", "link"], "told": 3})


def test_nothing_told_yet_is_nothing_to_tell(session):
    assert untold_changes(session, None) == []
    assert untold_changes(session, SeatLedger(session_key=session.translation_key, capacity=2, told={})) == []


def test_move_is_kept_as_told(session, people, user):
    moved = publish(session, slots=[slot(datetime.date(2027, 1, 19))])
    announce_move(session_key=session.translation_key, user=user, tell=False)
    told = SeatLedger.objects.get(session_key=session.translation_key).told
    assert (told["slots"][0]["day"], changes_of(moved)) == ("2027-01-19", [])
