"""Mails to addresses that nobody has confirmed: so many an hour, the rest waits, and the others go first."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from core.desk.mail_waiting import MAILS
from core.mail_states import MailState
from core.mails import confirmed
from core.models import OutboxMail
from core.outbox.board import read_board
from core.outbox.ceiling import Held, held, hours_to_wait
from core.outbox.delivery import deliver_due
from core.outbox.heartbeat import beat
from core.outbox.leases import claim
from tests.factories.core import UserFactory
from tests.factories.outbox import OutboxMailFactory
from tests.threads import in_threads

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
LIMIT = 3


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _three_an_hour(settings, monkeypatch):
    settings.OUTBOX_UNCONFIRMED_AN_HOUR = LIMIT
    known = OutboxMail.objects.filter(recipient__startswith="known")
    monkeypatch.setitem(confirmed._PROOFS, "test", lambda: known.values("recipient_key"))


def strangers(many):
    return OutboxMailFactory.create_batch(many, next_try_at=timezone.now(), created_at=timezone.now())


def states():
    return dict(Counter(OutboxMail.objects.values_list("state", flat=True)))


def alarms():
    return [line.text for line in MAILS.find(UserFactory())]


@pytest.mark.django_db
def test_beyond_the_ceiling_mails_wait_and_leave_in_their_order_an_hour_later(clock, noted, mailoutbox):
    mails = strangers(2 * LIMIT + 1)
    assert deliver_due().counts == {"sent": LIMIT}
    clock.shift(timedelta(minutes=59, seconds=59))
    assert (deliver_due().counts, states()) == ({}, {"sent": LIMIT, "waiting": LIMIT + 1})
    clock.shift(timedelta(seconds=1))
    assert deliver_due().counts == {"sent": LIMIT}
    clock.shift(timedelta(hours=1))
    assert deliver_due().counts == {"sent": 1}
    assert [mail.to for mail in mailoutbox] == [[mail.recipient] for mail in mails]


@pytest.mark.django_db
def test_confirmed_addresses_go_first_and_are_not_counted(clock, noted, mailoutbox):
    strangers(LIMIT + 1)
    for number in range(LIMIT + 1):
        OutboxMailFactory(recipient=f"known-{number}@commune.example", next_try_at=timezone.now())
    assert deliver_due().counts == {"sent": 2 * LIMIT + 1}
    first = [mail.to[0][:5] for mail in mailoutbox]
    assert first == ["known"] * (LIMIT + 1) + ["agent"] * LIMIT
    OutboxMailFactory(recipient="known-9@commune.example", next_try_at=timezone.now())
    assert deliver_due().counts == {"sent": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("many", "expected"),
    [(0, 0), (LIMIT, 0), (LIMIT + 1, 1), (2 * LIMIT, 1), (2 * LIMIT + 1, 2), (3 * LIMIT + 1, 3)],
)
def test_the_wait_that_is_said_is_the_wait_there_is(clock, noted, mailoutbox, many, expected):
    strangers(many)
    assert hours_to_wait() == expected
    deliver_due()
    assert hours_to_wait() == expected
    hours = 0
    while OutboxMail.objects.filter(state=MailState.WAITING).exists():
        clock.shift(timedelta(hours=1))
        deliver_due()
        hours += 1
    assert (hours, states()) == (expected, {"sent": many} if many else {})


@pytest.mark.django_db
def test_the_team_is_told_and_the_worker_is_not_blamed(clock, noted, mailoutbox):
    strangers(LIMIT)
    deliver_due()
    assert alarms() == []
    late = strangers(2)[0]
    clock.shift(timedelta(minutes=30))
    board = read_board()
    assert (board.held, board.is_late) == (Held(2, late.next_try_at, 1), False)
    assert [text[:46] for text in alarms()] == ["Beaucoup d’inscriptions à la fois, ou un abus\u00a0"]
    # Room there is by now; the worker has ten minutes to use it.
    clock.shift(timedelta(minutes=31))
    assert (held(), read_board().is_late) == (None, False)
    clock.shift(timedelta(minutes=10))
    assert read_board().is_late is True


@pytest.mark.django_db
def test_a_mail_handed_back_by_a_server_that_fails_does_not_count(noted, smtp):
    strangers(1)
    smtp.at_message[1] = "421 4.3.0 not now"
    deliver_due()
    row = OutboxMail.objects.get()
    assert (row.state, row.to_unconfirmed_at is None) == (MailState.WAITING, row.attempts == 0)


@pytest.mark.django_db
def test_without_a_ceiling_nothing_waits(settings, noted, mailoutbox):
    settings.OUTBOX_UNCONFIRMED_AN_HOUR = None
    strangers(LIMIT + 2)
    assert hours_to_wait() == 0
    assert deliver_due().counts == {"sent": LIMIT + 2}


@pytest.mark.django_db
def test_the_board_asks_as_much_however_many_wait(django_assert_num_queries, noted):
    strangers(LIMIT + 5)
    with django_assert_num_queries(8):
        read_board()


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_never_pass_the_ceiling():
    beat()
    strangers(10)
    taken = []

    def work():
        while mail := claim():
            taken.append(mail.pk)

    in_threads(4, work)
    assert (len(taken), len(set(taken))) == (LIMIT, LIMIT)
