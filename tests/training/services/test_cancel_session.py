"""The decision to cancel a session, and to take it back."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.models import OutboxMail
from core.outbox.queue import enqueue
from tests.factories.core import UserFactory
from tests.factories.training import sign_up
from tests.factories.translations import translate
from tests.training.services.conftest import moves_of, now_is
from training.enums import CancellationReason
from training.models import SeatLedger, SessionCancellation, SessionPage, SignUp
from training.services.cancel_session import cancel_session, concerned_by, restore_session

pytestmark = pytest.mark.django_db


def decisions():
    return list(
        PageLogEntry.objects.filter(action__startswith="training.").order_by("pk").values_list("action", "user", "data")
    )


def test_cancel_session_records_who_decided_and_why(session, user):
    cancellation = cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    assert (cancellation.session_key, cancellation.reason, cancellation.cancelled_by) == (
        session.translation_key,
        "venue",
        user,
    )
    assert decisions() == [("training.cancel_session", user.pk, {"reason": "venue", "told": 0})]


def test_cancel_session_twice_changes_nothing(session, user):
    first = cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    again = cancel_session(session=session, reason=CancellationReason.OTHER, user=UserFactory())
    assert (again.pk, again.reason, again.cancelled_by) == (first.pk, "venue", user)
    assert (SessionCancellation.objects.count(), len(decisions())) == (1, 1)


def test_cancel_session_from_a_translation_cancels_the_source(session, user):
    cancel_session(session=translate(session), reason=CancellationReason.TRAINER, user=user)
    assert SessionPage.objects.get(pk=session.pk).is_cancelled is True


def test_cancel_session_leaves_the_page_as_it_was(session, user):
    before = SessionPage.objects.filter(pk=session.pk).values().get()
    cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    assert SessionPage.objects.filter(pk=session.pk).values().get() == before


def test_restore_session_takes_the_cancellation_back(session, user):
    cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    assert restore_session(session=session, user=user) is True
    assert SessionPage.objects.get(pk=session.pk).is_cancelled is False
    assert [action for action, _user, _data in decisions()] == ["training.cancel_session", "training.restore_session"]


def test_restore_session_that_takes_place_changes_nothing(session, user):
    before = SessionPage.objects.filter(pk=session.pk).values().get()
    assert restore_session(session=session, user=user) is False
    assert (decisions(), SessionPage.objects.filter(pk=session.pk).values().get()) == ([], before)


def test_restored_session_may_be_cancelled_again(session, user):
    for reason in (CancellationReason.VENUE, CancellationReason.OTHER):
        cancel_session(session=session, reason=reason, user=user)
        restore_session(session=session, user=user)
    assert (SessionCancellation.objects.count(), len(decisions())) == (0, 4)


def test_cancellation_outlives_the_account_of_who_decided(session, user):
    cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    user.delete()
    assert SessionCancellation.objects.get().cancelled_by is None


# What becomes of those who had signed up


@pytest.fixture
def people(session):
    states = ("confirmed", "offered", "waiting", "requested", "cancelled")
    return {state: sign_up(session, state, name=f"Personne {state}") for state in states}


def cancel(session, user):
    return cancel_session(session=session, reason=CancellationReason.VENUE, user=user)


def test_cancel_session_ends_each_sign_up_and_writes_to_each_once(session, user, people):
    cancel(session, user)
    assert {state: now_is(person) for state, person in people.items()} == {
        "confirmed": "voided",
        "offered": "voided",
        "waiting": "voided",
        "requested": "voided",
        "cancelled": "cancelled",
    }
    mails = OutboxMail.objects.filter(kind="session_cancelled")
    told = {mail.about: (mail.context["before"], mail.context["had_entry"]) for mail in mails}
    assert told == {
        people[state].public_id: (state, state == "confirmed")
        for state in ("confirmed", "offered", "waiting", "requested")
    }
    cancel(session, user)
    assert OutboxMail.objects.count() == 4


def test_cancel_session_that_dies_half_way_has_told_nobody(session, user, people, monkeypatch):
    written = []

    def die_at_the_third(**mail):
        if len(written) == 2:
            raise SystemExit
        written.append(mail["key"])
        return enqueue(**mail)

    monkeypatch.setattr("training.services.shared.moves.enqueue", die_at_the_third)
    with pytest.raises(SystemExit):
        cancel(session, user)
    assert (now_is(people["confirmed"]), OutboxMail.objects.count(), SessionCancellation.objects.count()) == (
        "confirmed",
        0,
        0,
    )
    monkeypatch.undo()
    cancel(session, user)
    assert OutboxMail.objects.count() == 4


def test_those_with_a_seat_are_told_first_then_the_others_by_rank(session):
    states = ["waiting", "confirmed", "offered", "requested", "cancelled", "confirmed"]
    people = [
        sign_up(session, state, name=f"Personne {letter}") for letter, state in zip("ABCDEF", states, strict=True)
    ]
    SignUp.objects.filter(pk=people[0].pk).update(rank=9)
    assert concerned_by(session) == [people[1], people[5], people[3], people[2], people[0]]


def test_cancel_session_is_a_decision_of_the_team_on_each_sign_up(session, user, people):
    cancel(session, user)
    assert moves_of(people["waiting"]) == [("waiting", "voided", "team", "session_cancelled")]
    assert people["waiting"].transitions.get().user == user
    assert decisions() == [("training.cancel_session", user.pk, {"reason": "venue", "told": 4})]


def test_restored_session_is_public_anew_in_the_source_language_only(session, user, clock):
    german = translate(session)
    cancel(session, user)
    clock.shift(datetime.timedelta(days=1))
    before = SessionPage.objects.get(pk=german.pk).last_published_at
    restore_session(session=german, user=user)
    moments = dict(SessionPage.objects.values_list("pk", "last_published_at"))
    assert moments == {session.pk: timezone.now(), german.pk: before}


def test_restore_session_brings_nobody_back(session, user, people):
    cancel(session, user)
    restore_session(session=session, user=user)
    assert (now_is(people["confirmed"]), OutboxMail.objects.count()) == ("voided", 4)


def test_restore_session_waits_for_its_turn(session, user):
    before = SeatLedger.objects.get().version
    restore_session(session=session, user=user)
    assert SeatLedger.objects.get().version == before + 1


def test_those_without_a_rank_are_told_before_the_first_of_the_queue(session):
    waiting, request = sign_up(session, "waiting", name="Une"), sign_up(session, "requested", name="Deux")
    assert (waiting.rank, concerned_by(session)) == (1, [request, waiting])
