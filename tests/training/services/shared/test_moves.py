"""Moves of a sign-up, and who comes before whom."""

import datetime
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from core.models import OutboxMail
from tests.factories.training import participant, sign_up
from tests.training.rules.test_states import MOVES
from tests.training.services.conftest import mails_to, moves_of, now_is
from training.models import SeatLedger, SignUp, Transition
from training.rules.mail_names import MailName
from training.rules.states import SignUpState
from training.services.change_session import change_session
from training.services.register_by_team import register_by_team
from training.services.request_seat import write_details
from training.services.shared.errors import WrongState
from training.services.shared.moves import begin, free_seats, move, next_rank, post, seat_for_newcomer
from training.services.shared.seats import open_ledger

pytestmark = pytest.mark.django_db

#: What somebody wrote out, and not what the code says.
WRITTEN = {
    (line.split("→")[0].strip(), after) for line in MOVES.strip().splitlines() for after in line.split("→")[1].split()
}
STATES = sorted(map(str, SignUpState))


@pytest.fixture
def ledger(session):
    return open_ledger(session.translation_key)


def move_to(person, state, ledger, **options):
    return move(person, SignUpState(state), ledger=ledger, actor="team", reason="priority", **options)


def unsaved(session, state, name="Zoé Lambert"):
    row = SignUp(session_key=session.translation_key, state=state)
    write_details(row, participant(name), language="fr")
    return row


# --- Nobody overtakes the queue ---------------------------------------------------------------------------------------


@pytest.fixture
def queue(session):
    """A seat is free, and somebody waits for it: it is not the next one's."""
    return [sign_up(session, state, name=name) for name, state in [("Une", "confirmed"), ("Deux", "waiting")]]


def by_the_form(session, enter, **_others):
    return enter("Trois")


def by_the_team(session, user, **_others):
    return register_by_team(
        session_key=session.translation_key, participant=participant("Trois"), language="fr", user=user
    )


def from_another_session(session, other_session, **_others):
    person = sign_up(other_session, "confirmed", name="Trois")
    return change_session(
        public_id=person.public_id, session_key=person.session_key, to_session_key=session.translation_key
    )


@pytest.mark.parametrize("way_in", [by_the_form, by_the_team, from_another_session])
def test_nobody_overtakes_the_queue_to_a_free_seat(session, other_session, user, enter, queue, way_in):
    newcomer = way_in(session=session, other_session=other_session, user=user, enter=enter)
    assert (newcomer.state, newcomer.rank, newcomer.place_in_queue) == ("waiting", 2, 1 if way_in is by_the_form else 2)
    assert SignUp.objects.of_session(session.translation_key).confirmed().get() == queue[0]
    # Who is written to is who waited.
    assert mails_to(queue[1]) == (["offer"] if way_in is by_the_form else [])
    assert "seat_confirmed" not in mails_to(newcomer)


def test_newcomer_has_a_seat_that_is_free_and_that_nobody_waits_for(session, ledger):
    cases = {
        (): True,
        ("confirmed",): True,
        ("requested", "requested"): True,
        ("confirmed", "offered"): False,
        ("confirmed", "confirmed", "confirmed"): False,
        ("waiting",): False,
        ("confirmed", "waiting"): False,
        ("confirmed", "confirmed", "waiting"): False,
    }
    found = {}
    for states in cases:
        SignUp.objects.all().delete()
        for letter, state in zip("ABC", states, strict=False):
            sign_up(session, state, name=f"Personne {letter}")
        found[states] = seat_for_newcomer(ledger)
    assert found == cases


def test_free_seats_are_those_that_nobody_holds(session, other_session, ledger):
    sign_up(other_session, "confirmed", name="Ailleurs")
    counts = [free_seats(ledger)]
    for letter, state in zip("ABCD", ["confirmed", "offered", "waiting", "confirmed"], strict=True):
        sign_up(session, state, name=f"Personne {letter}")
        counts.append(free_seats(ledger))
    assert counts == [2, 1, 0, 0, -1]


# --- Moves ------------------------------------------------------------------------------------------------------------


def test_moves_made_are_those_written_and_all_others_are_refused(session):
    made, refusals = set(), set()
    for number, (before, after) in enumerate(product(STATES, STATES)):
        person = sign_up(session, before, name=f"Personne {number}")
        try:
            move_to(person, after, open_ledger(session.translation_key))
            made.add((before, now_is(person)))
        except WrongState as refusal:
            refusals.add(str(refusal))
            assert (now_is(person), moves_of(person)) == (before, [])
    assert made == WRITTEN - {("-", state) for state in STATES}
    assert refusals == {f"{before} → {after}" for before, after in product(STATES, STATES)} - {
        f"{before} → {after}" for before, after in made
    }


def test_move_is_journalled_with_its_moment(session, ledger, clock):
    person = sign_up(session, "waiting")
    clock.shift(datetime.timedelta(hours=5))
    assert move_to(person, "offered", ledger) is person
    kept = SignUp.objects.get(pk=person.pk)
    moment = datetime.datetime(2026, 12, 1, 14, 0, tzinfo=datetime.UTC)
    assert (kept.state, kept.state_since, person.state, person.state_since) == ("offered", moment, "offered", moment)
    assert moves_of(person) == [("waiting", "offered", "team", "priority")]
    assert person.transitions.get().is_over_capacity is False


def test_sign_up_begins_only_as_it_is_written(session):
    refused = set()
    for state in STATES:
        row = unsaved(session, state, f"Personne {state}")
        try:
            begin(row, ledger=open_ledger(session.translation_key), actor="team", reason="registered")
        except WrongState as refusal:
            refused.add(str(refusal))
    begun = {after for before, after in WRITTEN if before == "-"}
    assert refused == set(STATES) - begun
    assert set(Transition.objects.values_list("sign_up__state", "from_state", "to_state", "reason")) == {
        (state, "", state, "registered") for state in begun
    }


def test_sign_up_begins_once(session, ledger):
    row = begin(unsaved(session, "confirmed"), ledger=ledger, actor="team", reason="registered")
    with pytest.raises(IntegrityError), transaction.atomic():
        begin(row, ledger=ledger, actor="team", reason="registered")


def test_move_is_refused_when_somebody_was_faster(session, ledger):
    person = sign_up(session, "waiting")
    SignUp.objects.filter(pk=person.pk).update(state="cancelled")
    with pytest.raises(WrongState, match="no longer waiting"):
        move_to(person, "confirmed", ledger)
    assert (now_is(person), Transition.objects.count()) == ("cancelled", 0)


@pytest.mark.parametrize(
    ("before", "after"), [("requested", "waiting"), ("requested", "confirmed"), ("offered", "lapsed")]
)
def test_clock_that_ran_is_over_with_the_move(session, ledger, before, after):
    moment = datetime.datetime(2026, 12, 4, 9, 0, tzinfo=datetime.UTC)
    person = sign_up(session, before, deadline=moment)
    move_to(person, after, ledger)
    assert (person.deadline, SignUp.objects.get(pk=person.pk).deadline) == (None, None)


def test_rank_is_given_once_and_only_to_those_who_wait(session, ledger):
    first, second = (move_to(sign_up(session, "requested", name=name), "waiting", ledger) for name in ("Une", "Deux"))
    third = begin(unsaved(session, "waiting", "Trois"), ledger=ledger, actor="team", reason="registered")
    seated = begin(unsaved(session, "confirmed", "Quatre"), ledger=ledger, actor="team", reason="registered")
    assert [person.rank for person in (first, second, third, seated)] == [1, 2, 3, None]
    assert move_to(first, "offered", ledger).rank == 1
    assert (ledger.next_rank, SeatLedger.objects.get(pk=ledger.pk).next_rank, next_rank(ledger)) == (4, 4, 4)


def test_journal_counts_the_seats_as_they_are_after_the_move(session, ledger, user):
    sign_up(session, "offered", name="Une")
    move_to(sign_up(session, "waiting", name="Deux"), "confirmed", ledger, user=user, is_over_capacity=True)
    begin(unsaved(session, "confirmed", "Trois"), ledger=ledger, actor="team", reason="registered")
    fields = ("user", "occupied", "capacity", "is_over_capacity")
    assert list(Transition.objects.order_by("pk").values_list(*fields)) == [(user.pk, 2, 2, True), (None, 3, 2, False)]


# --- Mails ------------------------------------------------------------------------------------------------------------


def test_mail_is_written_in_the_language_of_its_reader(session):
    person = sign_up(session, "waiting", language="de")
    assert post("waiting", person, rank=4) is True
    mail = OutboxMail.objects.get()
    assert (mail.kind, mail.recipient, mail.language, mail.about) == ("waiting", person.email, "de", person.public_id)
    assert mail.context == {"sign_up": person.pk, "sequence": 0, "rank": 4}


def test_mail_with_a_key_is_written_once_and_others_each_time(session):
    person = sign_up(session)
    assert [post("offer", person, key="1"), post("offer", person, key="1"), post("offer", person, key="2")] == [
        True,
        False,
        True,
    ]
    assert [post("waiting", person), post("waiting", person)] == [True, True]
    assert mails_to(person) == ["offer", "offer", "waiting", "waiting"]


def test_mails_that_change_a_calendar_change_its_version(session):
    person, other = sign_up(session), sign_up(session, name="Deux")
    versions = {}
    for name in MailName:
        SignUp.objects.filter(pk=person.pk).update(calendar_sequence=4)
        person.refresh_from_db()
        post(name, person)
        kept = SignUp.objects.get(pk=person.pk).calendar_sequence
        mail = OutboxMail.objects.get(about=person.public_id, kind=name).context["sequence"]
        assert (person.calendar_sequence, mail) == (kept, kept)
        versions[name] = kept
    assert {name for name, version in versions.items() if version == 5} == {
        "seat_confirmed",
        "seat_received",
        "other_session",
        "session_moved",
        "address_corrected",
        "withdrawn",
        "handed_over",
        "session_cancelled",
    }
    assert (set(versions.values()), SignUp.objects.get(pk=other.pk).calendar_sequence) == ({4, 5}, 0)


def test_nobody_without_an_address_is_written_to(session):
    person = sign_up(session, email="")
    assert (post("seat_confirmed", person), OutboxMail.objects.count(), person.calendar_sequence) == (False, 0, 0)
