"""From the decision to the mailbox, with a mail server that fails or sleeps, and a worker that is killed.

What the outbox does with each answer is tested beside it (tests/core/outbox). Here a whole session is cancelled, or
thirty people sign up, and the clock goes round meanwhile: in the end each has their mail, once, and nobody lost time.
"""

import threading
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from core.mail_states import MailState
from core.mails.confirmed import to_confirmed
from core.models import OutboxMail
from core.outbox.delivery import deliver_due
from tests.smtp_server import DIE, HANG_UP, HOLD
from tests.training.storm.invariants import faults
from tests.training.storm.operations import whose
from tests.training.storm.world import asked, entered, filled, set_seats, state_of
from training.enums import CancellationReason
from training.models import SignUp
from training.services.cancel_session import cancel_session
from training.services.cancel_sign_up import cancel_sign_up
from training.services.confirm_address import confirm_address

#: So long that an address not confirmed would have lapsed, had its clock run.
OUTAGE = timedelta(days=4)


@pytest.fixture
def called_off(session, user):
    """A session of thirty, cancelled: eighteen with a seat, two with an offer, ten who wait. Older mails have left."""
    set_seats(session, 20)
    seated = filled(session, user, 20)
    for number in range(21, 33):
        entered(session, number)
    for holder in seated[:2]:
        cancel_sign_up(**whose(holder))
    OutboxMail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    return list(SignUp.objects.filter(state="voided"))


def a_moment_later():
    """Leases have ended, and what must be tried again is due."""
    OutboxMail.objects.filter(state=MailState.SENDING).update(lease_until=timezone.now())
    OutboxMail.objects.filter(state=MailState.WAITING).update(next_try_at=timezone.now())


def ids_of(mails):
    """The rows of some mails as a server knows them."""
    return sorted(mails.values_list("message_id", flat=True))


def received(smtp):
    """How often each mail was taken by the server."""
    return Counter(mail.message["Message-ID"] for mail in smtp.delivered)


def method_of(mail):
    """What a mail does to a calendar."""
    for part in mail.message.walk():
        if part.get_content_type() == "text/calendar":
            return part.get_param("method")
    return None


@pytest.mark.parametrize("fault", [DIE, HANG_UP, "451 4.3.0 not now", "421 4.3.2 closing"])
def test_session_cancelled_while_the_server_fails_at_message_12(session, called_off, smtp, fault):
    smtp.at_message[12] = fault
    deliver_due()
    call_command("tick", "--once")
    if fault == DIE:
        smtp.start()
    deliver_due()
    a_moment_later()
    deliver_due()
    told = OutboxMail.objects.filter(kind="session_cancelled")
    assert received(smtp) == Counter(ids_of(told))
    assert Counter(mail.recipient for mail in smtp.delivered) == Counter(person.email for person in called_off)
    # Those who had an entry in their calendar: the others have nothing to take out of it.
    assert Counter(map(method_of, smtp.delivered)) == {"CANCEL": 18, None: 12}
    assert set(told.values_list("state", flat=True)) == {MailState.SENT}
    assert faults(session) == []


def test_session_cancelled_by_a_worker_that_dies_again_and_again(session, called_off, smtp, killer):
    """A mail takes some twenty statements: it dies in the second, the third or the fourth, anywhere."""
    deaths = 0
    while killer.kill(53 + deaths, deliver_due, settings=smtp.settings()):
        deaths += 1
        a_moment_later()
    told = OutboxMail.objects.filter(kind="session_cancelled")
    assert sorted(received(smtp)) == ids_of(told)
    assert deaths > 5
    assert set(told.values_list("state", flat=True)) == {MailState.SENT}
    # Dead between the server's “250” and our commit, it sends again, under the same number: that gap cannot be closed.
    assert sum(received(smtp).values()) <= 30 + deaths
    assert faults(session) == []


def test_worker_killed_at_each_statement_loses_no_mail_and_starts_each_clock_once(session, user, smtp, killer):
    """A mail is sent twice only if it died after the server took it; a clock runs if, and only if, its mail is sent."""
    set_seats(session, 1)
    (holder,) = filled(session, user, 1)
    offered = entered(session, 2)
    requested = asked(session, 3)
    cancel_sign_up(**whose(holder))
    clocks = SignUp.objects.filter(pk__in=[offered.pk, requested.pk])
    mails = OutboxMail.objects.filter(kind__in=["offer", "confirm_address"], about__in=clocks.values("public_id"))
    OutboxMail.objects.exclude(pk__in=mails.exclude(about=offered.public_id, kind="confirm_address")).delete()
    assert mails.count() == 2
    killer.warm(deliver_due, settings=smtp.settings())
    at, died = 1, True
    while died:
        clocks.update(deadline=None)
        mails.update(state="waiting", attempts=0, sent_at=None, lease=None, lease_until=None, subject="", text="")
        smtp.delivered.clear()
        died = killer.kill(at, deliver_due, settings=smtp.settings())
        sent = set(mails.filter(state=MailState.SENT).values_list("about", flat=True))
        assert set(clocks.exclude(deadline=None).values_list("public_id", flat=True)) == sent
        unrecorded = len(smtp.delivered) - len(sent)
        a_moment_later()
        deliver_due()
        assert set(mails.values_list("state", flat=True)) == {MailState.SENT}
        assert sorted(received(smtp)) == ids_of(mails)
        assert (unrecorded in {0, 1}, len(smtp.delivered)) == (True, 2 + unrecorded)
        assert clocks.filter(deadline=None).count() == 0
        at += 1
    assert at > 20


def test_thirty_who_sign_up_during_an_outage_lose_no_time(session, user, smtp):
    """All are noted; nothing lapses, however long it lasts; then all mails leave, in order, once each."""
    set_seats(session, 1)
    (holder,) = filled(session, user, 1)
    offered = entered(session, 2)
    OutboxMail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    smtp.die()
    cancel_sign_up(**whose(holder))
    people = [asked(session, number) for number in range(3, 33)]
    assert deliver_due().is_server_down
    waiting = OutboxMail.objects.filter(state=MailState.WAITING)
    mails = waiting.order_by("created_at", "pk")
    # Confirmed addresses first.
    in_order = [
        mail.message_id for group in (mails.filter(to_confirmed()), mails.exclude(to_confirmed())) for mail in group
    ]
    assert len(in_order) == 32
    with time_machine.travel(timezone.now() + OUTAGE):
        call_command("tick", "--once")
        assert deliver_due().is_server_down
        smtp.start()
        assert deliver_due().counts == {"sent": 32}
        call_command("tick", "--once")
        assert [mail.message["Message-ID"] for mail in smtp.delivered] == in_order
        assert {state_of(person) for person in people} == {"requested"}
        assert state_of(offered) == "offered"
        assert confirm_address(**whose(people[0])).state == "waiting"
    assert faults(session) == []


def test_server_that_takes_its_time_keeps_nobody_from_signing_up(session, smtp):
    """Nothing is locked while a mail travels: on SQLite, anybody else would wait for it, and give up."""
    asked(session, 1)
    late = asked(session, 2)
    smtp.at_message[1] = HOLD

    def work():
        deliver_due()
        connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    assert smtp.held.wait(60)
    assert confirm_address(**whose(late)).state == "confirmed"
    smtp.release()
    worker.join(60)
    # The second mail asked to confirm an address that is confirmed by now.
    assert Counter(OutboxMail.objects.values_list("kind", "state")) == {
        ("confirm_address", "sent"): 1,
        ("confirm_address", "skipped"): 1,
        ("seat_confirmed", "sent"): 1,
    }
