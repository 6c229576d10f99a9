import datetime
import uuid

import pytest

from core.models import OutboxMail
from core.outbox.queue import enqueue
from tests.factories.training import sign_up
from tests.training.services.conftest import mails_to, moves_of, now_is
from tests.whole_database import whole_database
from training.models import AccessNeed, SeatLedger, SessionPage, SessionSlot, SignUp
from training.services.erase_sign_up import ask_for_erasure, erase_due, forget
from training.services.hand_over import hand_over

pytestmark = pytest.mark.django_db

MARKER = "Marqueur"


@pytest.fixture
def person(session, ask):
    answers = [{"question": "1", "label": "Attentes", "value": MARKER}]
    request = ask(
        f"Zoé {MARKER}",
        f"{MARKER}@mairie-fictive.example",
        organisation=MARKER,
        function=MARKER,
        access_needs=MARKER,
        answers=answers,
    )
    SignUp.objects.filter(pk=request.pk).update(state="confirmed")
    return request


def ask_to_erase(person):
    return ask_for_erasure(session_key=person.session_key, public_id=person.public_id)


def everything_about(person):
    """All that the database holds about somebody, in one text."""
    rows = [
        *SignUp.objects.filter(pk=person.pk).values_list(),
        *AccessNeed.objects.values_list(),
        *OutboxMail.objects.filter(about=person.public_id).values_list(),
    ]
    return str(rows)


def test_erasure_withdraws_first_and_waits_for_the_last_mail(session, person):
    waiting = [sign_up(session, "confirmed", name="Deux"), sign_up(session, "waiting", name="Trois")][1]
    ask_to_erase(person)
    assert (now_is(person), now_is(waiting), mails_to(person)[-1]) == ("cancelled", "offered", "withdrawn")
    assert (erase_due(), MARKER in everything_about(person)) == (0, True)


def test_erasure_leaves_no_word_about_the_person(person):
    ask_to_erase(person)
    OutboxMail.objects.filter(about=person.public_id).update(
        state="sent", sent_at=person.created_at, text=MARKER, subject=MARKER
    )
    assert (erase_due(), erase_due()) == (1, 0)
    everything = everything_about(person).casefold()
    assert (MARKER.casefold() in everything, person.email_key in everything) == (False, False)
    person.refresh_from_db()
    assert (person.state, person.anonymised_at, person.token_version) == ("cancelled", person.anonymised_at, 2)
    assert person.transitions.count() == 2


@pytest.mark.parametrize("who", ["giver", "receiver"])
def test_a_name_told_to_a_colleague_is_erased_there_too(session, person, who):
    names = {"session_key": person.session_key, "public_id": person.public_id}
    receiver = hand_over(**names, name=f"Léo {MARKER}", email=f"leo.{MARKER}@mairie-fictive.example")
    people = {"giver": person, "receiver": receiver}
    words = {"giver": f"Zoé {MARKER}", "receiver": f"Léo {MARKER}"}
    OutboxMail.objects.update(state="sent", sent_at=person.created_at)
    for role, other in (("giver", "receiver"), ("receiver", "giver")):
        kind = "seat_received" if other == "receiver" else "handed_over"
        OutboxMail.objects.filter(kind=kind).update(text=f"De {words[role]}", subject=words[role])
    forget(session_key=person.session_key, public_id=people[who].public_id)
    other = "receiver" if who == "giver" else "giver"
    everything = whole_database()
    assert (words[who].casefold() in everything, words[other].casefold() in everything) == (False, True)


def test_erasure_after_the_session_keeps_that_somebody_came(person, clock):
    clock.move_to(datetime.datetime(2027, 2, 1, tzinfo=datetime.UTC))
    ask_to_erase(person)
    OutboxMail.objects.update(state="sent", sent_at=person.created_at)
    assert (erase_due(), now_is(person), MARKER in everything_about(person)) == (1, "confirmed", False)


def test_forgotten_people_of_one_session_do_not_collide(session):
    people = [sign_up(session, "confirmed", name=name) for name in ("Une", "Deux")]
    for person in people:
        forget(session_key=person.session_key, public_id=person.public_id)
    assert len(set(SignUp.objects.values_list("person_key", flat=True))) == 2


START = datetime.datetime(2027, 1, 12, 8, 0, tzinfo=datetime.UTC)


def test_erasure_withdraws_up_to_the_last_second_and_not_after(session, person, clock):
    other = sign_up(session, "confirmed", name="Deux")
    clock.move_to(START - datetime.timedelta(seconds=1))
    ask_to_erase(other)
    clock.move_to(START)
    ask_to_erase(person)
    assert (now_is(other), now_is(person)) == ("cancelled", "confirmed")


def test_erasure_of_a_session_without_a_day_withdraws(session, person):
    SessionSlot.objects.all().delete()
    ask_to_erase(person)
    assert now_is(person) == "cancelled"


def test_erasure_by_the_team_is_theirs(person, user):
    ask_for_erasure(session_key=person.session_key, public_id=person.public_id, user=user)
    last = person.transitions.order_by("pk").last()
    assert (last.actor, last.user, last.reason) == ("team", user, "withdrawn_by_team")


def test_erasure_asked_for_twice_was_asked_for_the_first_time(session, person, clock):
    asked = ask_to_erase(person).erasure_asked_at
    clock.shift(datetime.timedelta(days=1))
    assert (ask_to_erase(person).erasure_asked_at, mails_to(person).count("withdrawn")) == (asked, 1)
    assert SignUp.objects.get(pk=person.pk).erasure_asked_at == asked


def test_erasure_waits_for_mails_about_this_person_only(session, person):
    other = sign_up(session, "confirmed", name="Deux")
    ask_to_erase(other)
    OutboxMail.objects.filter(about=other.public_id).update(state="sent", sent_at=person.created_at)
    enqueue(key="links", mail="links", recipient="mairie@commune.example", language="fr")
    assert (erase_due(), SignUp.objects.get(pk=other.pk).name) == (1, "")
    assert SignUp.objects.get(pk=person.pk).name != ""


@pytest.mark.parametrize(
    ("state", "end"),
    [
        ("requested", "lapsed"),
        ("waiting", "lapsed"),
        ("offered", "lapsed"),
        ("confirmed", "confirmed"),
        ("declined",) * 2,
    ],
)
def test_whoever_is_forgotten_while_they_wait_has_waited_too_long(session, state, end):
    row = sign_up(session, state)
    forget(session_key=row.session_key, public_id=row.public_id)
    assert now_is(row) == end
    assert moves_of(row) == ([(state, "lapsed", "clock", "too_late")] if end != state else [])


def test_forgotten_twice_is_forgotten_once(session, clock):
    row = sign_up(session)
    first = forget(session_key=row.session_key, public_id=row.public_id)
    clock.shift(datetime.timedelta(days=1))
    again = forget(session_key=row.session_key, public_id=row.public_id)
    assert (again.anonymised_at, again.token_version) == (first.anonymised_at, 2)


def test_what_is_left_of_somebody_says_nothing(session):
    row = sign_up(
        session,
        organisation="Mairie",
        department="57",
        function="Acheteuse",
        form_token=uuid.uuid4(),
        answers=[{"question": "1"}],
    )
    forget(session_key=row.session_key, public_id=row.public_id)
    row.refresh_from_db()
    left = [row.name, row.email, row.email_key, row.organisation, row.function, row.answers, row.form_token]
    assert left == ["", "", "", "", "", [], None]
    assert (row.person_key, row.department, row.state) == (row.public_id.hex, "57", "confirmed")


def test_needs_of_others_stay(session, person):
    other = sign_up(session, name="Deux")
    AccessNeed.objects.create(sign_up=other, text="Rampe")
    forget(session_key=person.session_key, public_id=person.public_id)
    assert list(AccessNeed.objects.values_list("sign_up", flat=True)) == [other.pk]


def test_address_of_a_mailbox_that_colleagues_share_stays_until_the_last(session):
    people = [sign_up(session, name=name, email="mairie@commune.example") for name in ("Une", "Deux")]
    enqueue(key="links", mail="links", recipient="mairie@commune.example", language="fr")
    OutboxMail.objects.update(state="sent", sent_at=people[0].created_at)
    left = []
    for person in people:
        forget(session_key=person.session_key, public_id=person.public_id)
        left.append(OutboxMail.objects.get(key="links").recipient)
    assert left == ["mairie@commune.example", ""]


def test_mail_to_a_colleague_that_has_yet_to_leave_stays_as_it_is(session, person):
    receiver = hand_over(
        session_key=person.session_key, public_id=person.public_id, name="Léo", email="leo@mairie-fictive.example"
    )
    mails = OutboxMail.objects.filter(about=receiver.public_id)
    mails.update(text="De Zoé")
    forget(session_key=person.session_key, public_id=person.public_id)
    assert list(mails.values_list("text", flat=True)) == ["De Zoé"]


def test_sign_up_of_which_the_session_is_gone_is_forgotten_as_it_stands(session):
    row = sign_up(session, "waiting")
    SeatLedger.objects.all().delete()
    SessionPage.objects.filter(pk=session.pk).update(translation_key=uuid.uuid4())
    forget(session_key=row.session_key, public_id=row.public_id)
    row.refresh_from_db()
    assert (row.state, row.name) == ("waiting", "")
