"""The worker, the clock and the editors come between two statements of somebody’s decision: nothing is lost."""

import datetime
from contextlib import suppress
from uuid import uuid4

from django.core import mail as django_mail
from django.core.management import call_command
from django.utils import timezone

from core.mail_states import MailError, MailState
from core.mails.letter import Message
from core.models import OutboxMail
from core.outbox import actions, outcomes, pauses
from core.outbox.delivery import deliver_due
from core.outbox.envelope import compose
from core.outbox.leases import claim
from tests.factories.training import participant
from tests.training.services.conftest import mails_to
from tests.training.storm.invariants import faults
from tests.training.storm.meetings import meetings
from tests.training.storm.operations import whose
from tests.training.storm.world import asked, entered, filled, set_seats, state_of, sweep
from training.enums import CancellationReason
from training.models import SeatLedger, SessionPage, SignUp
from training.services import remind as remind_module
from training.services.answer_offer import accept_offer
from training.services.cancel_session import cancel_session
from training.services.cancel_sign_up import cancel_sign_up
from training.services.capacity import follow_page
from training.services.confirm_address import confirm_address
from training.services.correct_sign_up import correct_sign_up
from training.services.erase_sign_up import ask_for_erasure, erase_due, forget
from training.services.resend_current_mail import resend_current_mail
from training.services.shared.start_clock import start_offer_clock, start_request_clock

HOUR = datetime.timedelta(hours=1)


def row(sign_up):
    return SignUp.objects.get(pk=sign_up.pk)


def offers(session, user, number):
    """So many people with an offer, those of the higher rank first in the database."""
    sweep()
    set_seats(session, number)
    holders = filled(session, user, number)
    waiting = [entered(session, n) for n in range(20, 20 + number)]
    for sign_up, rank in zip(waiting, reversed(range(100, 100 + number)), strict=True):
        SignUp.objects.filter(pk=sign_up.pk).update(rank=rank)
    for holder in holders:
        cancel_sign_up(**whose(holder))
    return [row(sign_up) for sign_up in waiting]


def test_clock_of_an_offer_that_starts_during_a_correction_runs(session, user):
    person = participant("Personne 20", "nouvelle@mairie-fictive.example")
    for (sign_up,), _corrected, _started in meetings(
        lambda: offers(session, user, 1),
        lambda people: correct_sign_up(**whose(people[0]), participant=person),
        lambda people: start_offer_clock(people[0], timezone.now()),
        thorough=True,
    ):
        assert (row(sign_up).email, row(sign_up).deadline is None) == (person.email, False)


def test_clock_of_a_request_that_starts_as_the_form_is_sent_again_runs(session):
    def prepare():
        sweep()
        return asked(session, 1)

    for sign_up, _sent_again, _started in meetings(
        prepare,
        lambda _sign_up: asked(session, 1, function="acheteuse"),
        lambda sign_up: start_request_clock(sign_up, timezone.now()),
        thorough=True,
    ):
        assert (row(sign_up).function, row(sign_up).deadline is None) == ("acheteuse", False)


def test_offer_whose_time_ran_out_during_a_pause_is_accepted_as_the_pause_ends(session, user):
    def prepare():
        (sign_up,) = offers(session, user, 1)
        SignUp.objects.filter(pk=sign_up.pk).update(deadline=timezone.now() - HOUR)
        pauses.pause()
        pauses.OutboxPause.objects.update(started_at=timezone.now() - 3 * HOUR)
        return sign_up

    for sign_up, _accepted, _length in meetings(
        prepare, lambda sign_up: accept_offer(**whose(sign_up)), lambda _sign_up: pauses.resume(), thorough=True
    ):
        assert (state_of(sign_up), faults(session)) == ("confirmed", [])


def test_pause_that_ends_as_a_session_is_cancelled_waits_for_it(session, user):
    """Both write to the same people, each in its order: without the lock, they would wait for each other."""

    def prepare():
        people = offers(session, user, 2)
        for person in people:
            start_offer_clock(person, timezone.now())
        pauses.pause()
        return people

    def call_off(_people):
        cancel_session(session=SessionPage.objects.get(pk=session.pk), reason=CancellationReason.VENUE, user=user)

    for people, _called_off, length in meetings(
        prepare, call_off, lambda _people: pauses.resume(), thorough=True, step=2
    ):
        assert length is not None
        assert [state_of(person) for person in people] == ["voided", "voided"]


def test_somebody_forgotten_leaves_nothing_to_the_worker(session):
    """A mail that had failed is tried again, and leaves, in the very moment when its person is forgotten."""

    def prepare():
        sweep()
        sign_up = entered(session, 1)
        ask_for_erasure(**whose(sign_up))
        OutboxMail.objects.update(state=MailState.FAILED, error_code=MailError.LATER)
        return sign_up

    def try_again(sign_up):
        for mail in OutboxMail.objects.filter(about=sign_up.public_id):
            with suppress(actions.NotPossible):
                actions.retry(mail)
        deliver_due()

    for sign_up, _erased, _tried in meetings(prepare, lambda _sign_up: erase_due(), try_again, thorough=True):
        erase_due()
        assert (row(sign_up).name, row(sign_up).email) == ("", "")
        left = OutboxMail.objects.filter(about=sign_up.public_id).values_list("recipient", "text", "subject", "context")
        assert set(map(str, left)) == {str(("", "", "", {}))}
    assert django_mail.outbox


def test_worker_that_claims_a_mail_of_somebody_being_forgotten_records_nothing(session):
    """It has read the name, and the person is forgotten before it writes down what it has sent."""

    def prepare():
        sweep()
        sign_up = entered(session, 1)
        cancel_sign_up(**whose(sign_up))
        OutboxMail.objects.update(state=MailState.FAILED, error_code=MailError.LATER)
        return sign_up

    def claim_again(sign_up):
        for mail in OutboxMail.objects.filter(about=sign_up.public_id, kind="withdrawn"):
            with suppress(actions.NotPossible):
                actions.retry(mail)
        return claim()

    def send(mail):
        outcomes.record_sent(mail, compose(mail, Message("Zoé", "Zoé", "")))

    for sign_up, _forgotten, mail in meetings(
        prepare, lambda sign_up: forget(**whose(sign_up)), claim_again, thorough=True
    ):
        if mail and mail.recipient:
            send(mail)
        left = OutboxMail.objects.filter(about=sign_up.public_id).values_list("recipient", "text")
        assert set(left) == {("", "")}


def test_mail_sent_again_to_somebody_being_forgotten_is_forgotten_too(session, user):
    """What the team asks for comes before, and is sent first, or after, and is refused."""

    def prepare():
        sweep()
        sign_up = entered(session, 1)
        SignUp.objects.filter(pk=sign_up.pk).update(erasure_asked_at=timezone.now())
        OutboxMail.objects.update(state=MailState.SENT, sent_at=timezone.now())
        return sign_up

    for sign_up, _erased, _sent in meetings(
        prepare,
        lambda _sign_up: erase_due(),
        lambda sign_up: resend_current_mail(**whose(sign_up), once=uuid4(), user=user),
    ):
        deliver_due()
        erase_due()
        assert row(sign_up).name == ""
        assert set(OutboxMail.objects.values_list("recipient", "text")) == {("", "")}
        assert not OutboxMail.objects.exclude(state__in=[MailState.SENT, MailState.SKIPPED]).exists()


def test_two_clocks_at_once_do_everything_once(session, user, monkeypatch):
    """Offers lapse, the next are served, reminders leave: as if one clock had come round."""
    due = timezone.now() - HOUR
    monkeypatch.setattr(remind_module, "reminder_time", lambda *_arguments: due)

    def prepare():
        overdue = offers(session, user, 2)
        entered(session, 30)
        SignUp.objects.update(deadline=None, state_since=due - HOUR)
        SignUp.objects.filter(pk=overdue[0].pk).update(deadline=due)
        confirmed = accept_offer(**whose(overdue[1]))
        SignUp.objects.filter(pk=confirmed.pk).update(state_since=due - HOUR)
        return overdue[0], confirmed

    for (lapsed, confirmed), _first, _second in meetings(
        prepare, lambda _people: call_command("tick", "--once"), lambda _people: call_command("tick", "--once"), step=3
    ):
        assert faults(session) == []
        assert mails_to(lapsed) == ["confirm_address", "waiting", "offer", "offer_lapsed"]
        assert mails_to(confirmed)[3:] == ["seat_confirmed", "reminder", "reminder"]
        assert OutboxMail.objects.filter(kind="offer").count() == 3


def test_two_publications_at_once_open_the_seats_of_the_last(session):
    """Each saves the page, then has the ledger follow it: the page that readers see is what counts."""

    def publish(seats):
        SessionPage.objects.filter(pk=session.pk).update(seats=seats)
        return follow_page(session.translation_key)

    def prepare():
        sweep()
        asked(session, 1)

    for _nothing, _first, _second in meetings(prepare, lambda _nothing: publish(5), lambda _nothing: publish(3)):
        assert SeatLedger.objects.get().capacity == SessionPage.objects.get(pk=session.pk).seats


def test_page_saved_from_an_old_copy_loses_no_sign_up(session, user):
    """An editor opened the page before twenty people signed up, corrects a comma, and publishes."""

    def prepare():
        sweep()
        set_seats(session, 20)
        filled(session, user, 1)
        people = [asked(session, number) for number in range(2, 5)]
        return SessionPage.objects.get(pk=session.pk), people

    def come(prepared):
        return [confirm_address(**whose(person)).state for person in prepared[1]]

    def correct_a_comma(prepared):
        page, _people = prepared
        page.remote_link = ""
        page.save_revision(user=user).publish()

    for (_page, people), _saved, came in meetings(prepare, correct_a_comma, come, step=7):
        assert faults(session) == []
        assert came == [state_of(person) for person in people] == ["confirmed"] * 3
        assert SeatLedger.objects.get().capacity == 20
