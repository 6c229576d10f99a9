"""What follows from a mail is recorded with it, or not at all; never for another worker’s mail."""

import uuid

import pytest
from django.db import OperationalError

from core.mail_states import MailError, MailState
from core.models import OutboxMail, OutboxPause
from core.outbox import outcomes
from core.outbox.delivery import deliver_due
from core.outbox.leases import MOST_ATTEMPTS, claim
from core.outbox.outcomes import record_sent
from tests.factories.outbox import OutboxMailFactory

pytestmark = pytest.mark.django_db


def leave_a_trace(mail):
    """Stands for what an application writes in its hook."""
    OutboxPause.objects.create(reason="staff")


class Words:
    subject, body = "Objet", "Texte"


def test_hook_and_row_are_written_together(noted, smtp):
    OutboxMailFactory()
    noted.in_hook = leave_a_trace
    deliver_due()
    assert (OutboxPause.objects.count(), OutboxMail.objects.get().state) == (1, "sent")


def test_hook_sees_the_mail_as_sent_at_that_moment(noted, smtp):
    seen = []
    noted.in_hook = lambda mail: seen.append((mail.state, mail.sent_at))
    OutboxMailFactory()
    deliver_due()
    assert seen == [("sent", OutboxMail.objects.get().sent_at)]


def test_mail_that_another_worker_took_over_leaves_no_trace(noted, caplog):
    OutboxMailFactory()
    mail = claim()
    other = uuid.uuid4()
    OutboxMail.objects.update(lease=other)
    noted.in_hook = leave_a_trace
    assert record_sent(mail, Words) == "taken over"
    assert OutboxPause.objects.count() == 0
    row = OutboxMail.objects.get()
    assert (row.state, row.lease, row.sent_at) == (MailState.SENDING, other, None)
    assert caplog.messages == [f"Mail {mail.pk} was taken over by another worker before its end was recorded"]


def test_mail_taken_over_while_it_was_written_is_not_sent(noted, smtp):
    OutboxMailFactory()
    written = noted.render

    def render(mail):
        OutboxMail.objects.update(lease=uuid.uuid4())
        return written(mail)

    noted.render = render
    assert deliver_due().counts == {"taken over": 1}
    assert smtp.seen == []


def test_hook_that_fails_does_not_send_the_mail_again(noted, smtp, caplog):
    mail = OutboxMailFactory()

    def fail(mail):
        leave_a_trace(mail)
        raise KeyError("zoe@mairie.example")

    noted.in_hook = fail
    deliver_due()
    deliver_due()
    row = OutboxMail.objects.get()
    assert (row.state, row.error_code, row.last_error) == ("sent", "after-sending", "KeyError")
    assert (len(smtp.delivered), OutboxPause.objects.count()) == (1, 0)
    assert caplog.messages == [f"What follows from mail {mail.pk} was not recorded: KeyError"]


def test_hook_of_a_failure_that_fails_leaves_the_reason_of_the_failure(noted, smtp):
    smtp.recipients["zoe@mairie.example"] = "550 unknown"
    OutboxMailFactory(recipient="zoe@mairie.example")

    def fail(mail):
        raise KeyError

    noted.in_hook = fail
    deliver_due()
    row = OutboxMail.objects.get()
    assert (row.state, row.error_code, row.last_error) == ("failed", "recipient-refused", "550 unknown")


def test_busy_database_is_asked_again_and_the_mail_is_not_sent_again(noted, smtp, monkeypatch):
    OutboxMailFactory()
    waited, troubles = [], [OperationalError("locked"), OperationalError("locked")]
    monkeypatch.setattr(outcomes.time, "sleep", waited.append)

    def busy(mail):
        if troubles:
            raise troubles.pop()

    noted.in_hook = busy
    assert deliver_due().counts == {"sent": 1}
    assert (waited, len(smtp.delivered)) == ([1, 3], 1)


def test_database_that_stays_away_is_said(noted, smtp, monkeypatch):
    OutboxMailFactory()
    monkeypatch.setattr(outcomes.time, "sleep", lambda seconds: None)

    def away(mail):
        raise OperationalError

    noted.in_hook = away
    with pytest.raises(OperationalError):
        deliver_due()
    assert OutboxMail.objects.get().state == MailState.SENDING


def test_mail_that_kills_its_worker_each_time_is_given_up(noted, smtp):
    OutboxMailFactory(attempts=MOST_ATTEMPTS)
    assert deliver_due().counts == {"failed": 1}
    row = OutboxMail.objects.get()
    assert (row.error_code, smtp.seen, noted.told) == (MailError.WORKER_DIED, [], [("failed", row.key)])
