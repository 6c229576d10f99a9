"""Mails are forgotten bit by bit; one that has yet to leave, or leaves at that very moment, is never spoilt."""

import datetime
import uuid

import pytest
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from core.models import OutboxMail
from core.outbox import retention
from core.outbox.actions import retry
from core.outbox.leases import claim, hold
from core.outbox.outcomes import record_sent
from core.outbox.queue import enqueue
from core.retention.rules import in_bits

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.timedelta(days=40)


@pytest.fixture
def moment(noted):
    return timezone.now()


def mail(key, state="sent", about=None, **changes):
    """A mail of long ago, in some state, that holds something in each column."""
    row = enqueue(key=key, mail="test", recipient="zoe@mairie.example", language="fr", about=about)
    then = timezone.now() - LONG_AGO
    values = {
        "state": state,
        "created_at": then,
        "next_try_at": then,
        "sent_at": then if state == "sent" else None,
        "subject": "Sujet",
        "text": "Texte",
        "context": {"before": "Metz"},
        "last_error": "550",
    }
    OutboxMail.objects.filter(pk=row.pk).update(**{**values, **changes})
    return OutboxMail.objects.get(pk=row.pk)


def words_of(row):
    row.refresh_from_db()
    # In this order, whatever the tests of the purge did to that of the table of private columns.
    return [row.subject, row.text, row.context, row.last_error]


def due(rows):
    return sorted(rows.values_list("key", flat=True))


def test_every_column_of_a_mail_is_private_or_harmless():
    names = {field.name for field in OutboxMail._meta.local_concrete_fields}
    assert names == retention.PRIVATE.keys() | retention.HARMLESS


def test_mails_are_over_once_they_left_or_were_given_up(moment):
    for state in ("sent", "failed", "skipped", "waiting"):
        mail(state, state)
    mail("sending", "sending", lease=uuid.uuid4(), lease_until=moment)
    mail("new", sent_at=moment)
    mail("tried", "failed", next_try_at=moment)
    assert due(retention.over_before(moment)) == ["failed", "sent", "skipped"]
    assert due(retention.with_words(moment)) == ["failed", "sent", "skipped"]


@pytest.mark.parametrize("column", sorted(retention.WORDS))
def test_one_column_is_enough_to_be_due(moment, column):
    values = {name: empty for name, empty in retention.WORDS.items() if name != column}
    mail("one", **values)
    mail("none", **retention.WORDS)
    assert due(retention.with_words(moment)) == ["one"]


def test_words_go_and_the_line_stays(moment):
    row = mail("sent")
    assert retention.forget_words(retention.with_words(moment)) == 1
    assert words_of(row) == ["", "", {}, ""]
    assert (row.recipient, row.state) == ("zoe@mairie.example", "sent")
    assert retention.forget_words(retention.with_words(moment)) == 0


def test_a_failed_mail_without_words_asks_for_nobodys_hand(moment):
    row = mail("failed", "failed", error_code="recipient-refused")
    assert retention.forget_words(retention.with_words(moment)) == 1
    assert (words_of(row), row.state, row.error_code) == (["", "", {}, ""], "skipped", "recipient-refused")


def test_a_mail_that_is_sent_again_meanwhile_keeps_its_words(moment):
    row = mail("failed", "failed")
    (bit,) = in_bits(retention.with_words(moment), retention.forget_words)
    retry(row)
    assert (bit.many, bit.erase()) == (1, 0)
    assert words_of(row) == ["Sujet", "Texte", {"before": "Metz"}, ""]


def test_mails_about_somebody_are_forgotten_and_never_leave(moment):
    about = uuid.uuid4()
    rows = [mail(state, state, about) for state in ("sent", "failed", "skipped", "waiting")]
    other = mail("other", about=uuid.uuid4())
    assert retention.forget_about(about) == 4
    for row in rows:
        assert (words_of(row), row.recipient, row.recipient_key) == (["", "", {}, ""], "", "")
    assert [row.state for row in rows] == ["sent", "skipped", "skipped", "skipped"]
    assert claim() is None
    assert words_of(other) == ["Sujet", "Texte", {"before": "Metz"}, "550"]


def test_a_worker_that_holds_the_mail_writes_nothing_back(moment):
    row = mail("held", "waiting", uuid.uuid4())
    held = claim()
    assert retention.forget_about(row.about) == 1
    assert hold(held) is False
    assert record_sent(held, EmailMultiAlternatives("Sujet", "Texte")) == "taken over"
    assert (words_of(row), row.state, row.sent_at) == (["", "", {}, ""], "skipped", None)


def test_a_failed_mail_without_an_address_asks_for_nobodys_hand(moment):
    row = mail("failed", "failed", error_code="recipient-refused")
    assert retention.forget_all(retention.about_nobody(moment)) == 1
    row.refresh_from_db()
    assert (row.recipient, row.state, row.error_code) == ("", "skipped", "recipient-refused")
    assert retention.forget_all(retention.about_nobody(moment)) == 0


def test_an_address_is_forgotten_where_nothing_else_is_known(moment):
    over, waits, known = mail("over"), mail("waits", "waiting"), mail("known", about=uuid.uuid4())
    assert due(retention.about_nobody(moment)) == ["over"]
    assert (retention.forget_address("zoe@mairie.example"), retention.forget_address("")) == (1, 0)
    kept = {row.key: OutboxMail.objects.get(pk=row.pk).recipient for row in (over, waits, known)}
    assert kept == {"over": "", "waits": "zoe@mairie.example", "known": "zoe@mairie.example"}
    assert due(retention.about_nobody(moment)) == []
