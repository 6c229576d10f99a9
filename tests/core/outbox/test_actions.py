"""The team acts on mails that nobody holds: those that wait, and those that have failed."""

import pytest
from django.utils import timezone

from core.mail_states import MailError, MailState
from core.mails.record import REGISTRY
from core.models import OutboxMail
from core.outbox.actions import NotPossible, correct_and_resend, retry, skip
from core.outbox.delivery import deliver_due
from core.outbox.queue import enqueue
from tests.factories.outbox import OutboxMailFactory

pytestmark = pytest.mark.django_db
CLOSED = [MailState.SENDING, MailState.SENT, MailState.SKIPPED]


def failed(**changes) -> OutboxMail:
    return OutboxMailFactory(
        state=MailState.FAILED, attempts=27, error_code=MailError.RECIPIENT_REFUSED, last_error="550", **changes
    )


def test_retry_sends_a_failed_mail(noted, smtp):
    mail = failed()
    retry(mail)
    assert (mail.state, mail.attempts, mail.error_code, mail.last_error) == (MailState.WAITING, 0, "", "")
    assert deliver_due().counts == {"sent": 1}


def test_retry_does_not_wait_for_the_next_attempt(noted, smtp):
    smtp.recipients["zoe@mairie.example"] = "451 later"
    mail = OutboxMailFactory(recipient="zoe@mairie.example")
    deliver_due()
    smtp.recipients.clear()
    retry(mail)
    assert deliver_due().counts == {"sent": 1}


def test_skip_says_who_and_why():
    mail = failed()
    skip(mail, "doublon")
    assert (mail.state, mail.error_code, mail.last_error) == (MailState.SKIPPED, MailError.BY_STAFF, "doublon")


def test_skip_is_followed_by_what_follows_a_failure(noted):
    """The mail of an offer that never leaves: the seat must not wait for an answer for ever."""
    skip(OutboxMailFactory(key="offer:1"))
    assert noted.told == [("failed", "offer:1")]


def test_skip_of_a_mail_that_is_being_sent_is_followed_by_nothing(noted):
    mail = OutboxMailFactory(state=MailState.SENDING)
    heard = OutboxMailFactory(key="heard")
    noted.in_hook = lambda _mail: OutboxMail.objects.filter(pk=heard.pk).update(language="de")
    with pytest.raises(NotPossible):
        skip(mail)
    heard.refresh_from_db()
    assert heard.language == "fr"


@pytest.mark.parametrize("state", CLOSED)
@pytest.mark.parametrize("action", [retry, skip, lambda mail: correct_and_resend(mail, "lea@mairie.example")])
def test_closed_mail_cannot_be_changed(noted, action, state):
    mail = OutboxMailFactory(state=state)
    before = OutboxMail.objects.values().get()
    with pytest.raises(NotPossible):
        action(mail)
    assert OutboxMail.objects.values().get() == before


def test_action_looks_at_the_row_and_not_at_what_the_page_knew():
    mail = OutboxMailFactory()
    OutboxMail.objects.update(state=MailState.SKIPPED)
    with pytest.raises(NotPossible):
        retry(mail)
    assert mail.state == MailState.SKIPPED


def test_corrected_mail_goes_to_the_right_address_only(noted, smtp):
    mail = failed(recipient="lea@mairi.example", context={"seat": 3}, language="de")
    new = correct_and_resend(mail, "lea@mairie.example")
    assert (new.recipient, new.context, new.language, new.kind) == ("lea@mairie.example", {"seat": 3}, "de", "test")
    assert (mail.state, mail.error_code, mail.last_error) == (MailState.SKIPPED, MailError.CORRECTED, f"→ {new.pk}")
    assert new.message_id != mail.message_id
    deliver_due()
    assert [received.recipient for received in smtp.delivered] == ["lea@mairie.example"]


def test_mail_is_corrected_where_its_address_came_from(noted):
    def corrected(mail, recipient):
        return enqueue(key="offer:1:new link", mail="test", recipient=recipient, language="fr")

    noted.corrected = corrected
    new = correct_and_resend(failed(key="offer:1"), "lea@mairie.example")
    assert new.key == "offer:1:new link"
    assert OutboxMail.objects.count() == 2


def test_mail_that_is_forgotten_cannot_be_corrected(noted, monkeypatch):
    mail = failed()
    monkeypatch.delitem(REGISTRY, "test")
    with pytest.raises(NotPossible):
        correct_and_resend(mail, "lea@mairie.example")


def test_retry_of_a_mail_that_has_left_does_what_follows_and_sends_nothing(noted, smtp):
    mail = OutboxMailFactory(state=MailState.SENT, error_code=MailError.AFTER_SENDING, last_error="KeyError")
    retry(mail)
    assert noted.told == [("sent", mail.key)]
    assert (mail.state, mail.error_code, mail.last_error) == (MailState.SENT, "", "")
    assert deliver_due().counts == {}


def test_retry_of_a_mail_that_has_left_and_has_been_followed_does_nothing(test_kind):
    mail = OutboxMailFactory(state=MailState.SENT, sent_at=timezone.now())
    with pytest.raises(NotPossible):
        retry(mail)
    assert test_kind.told == []


def test_retry_of_a_mail_that_somebody_else_has_just_followed_is_refused(test_kind):
    mail = OutboxMailFactory(state=MailState.SENT, error_code=MailError.AFTER_SENDING, sent_at=timezone.now())
    OutboxMail.objects.update(error_code="")
    with pytest.raises(NotPossible, match=MailState.SENT):
        retry(mail)


def test_reason_of_a_skip_is_kept_up_to_300_characters():
    mail = failed()
    skip(mail, "a" * 299 + "bc")
    assert mail.last_error == "a" * 299 + "b"
