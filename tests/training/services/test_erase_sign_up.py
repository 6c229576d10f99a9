import datetime

import pytest

from core.models import OutboxMail
from tests.factories.training import sign_up
from tests.training.services.conftest import mails_to, now_is
from tests.whole_database import whole_database
from training.models import AccessNeed, SignUp
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
