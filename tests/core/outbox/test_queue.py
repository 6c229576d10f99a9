"""A mail is written once, with the decision it tells."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.mail_states import MailState
from core.mails.record import UnknownMail
from core.models import OutboxMail
from core.outbox.queue import enqueue, new_message_id, sent_today
from tests.factories.outbox import OutboxMailFactory
from tests.threads import in_threads

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noted")]
ABOUT = uuid.UUID("6f8a7d0c-0d5e-4b8e-9a53-1a2b3c4d5e6f")


def write(**changes) -> OutboxMail:
    values = {"key": "offer:1", "mail": "test", "recipient": "Zoe@Mairie.Example", "language": "fr"}
    return enqueue(**values | changes)


def test_enqueue_writes_a_mail_that_waits(settings):
    settings.DEFAULT_FROM_EMAIL = "Le programme <ne-pas-repondre@achats.example>"
    decided = datetime(2026, 3, 2, 8, tzinfo=UTC)
    mail = write(about=ABOUT, context={"day": date(2026, 4, 1), "id": ABOUT}, created_at=decided)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.recipient, mail.recipient_key) == (
        MailState.WAITING,
        0,
        "Zoe@Mairie.Example",
        "zoe@mairie.example",
    )
    assert mail.context == {"day": "2026-04-01", "id": str(ABOUT)}
    assert (mail.about, mail.created_at, mail.next_try_at) == (ABOUT, decided, decided)
    assert mail.message_id.endswith("@achats.example>")


def test_enqueue_twice_gives_the_mail_that_is_there():
    first = write()
    assert write(recipient="other@mairie.example").pk == first.pk
    assert OutboxMail.objects.get().recipient == "Zoe@Mairie.Example"


@pytest.mark.django_db(transaction=True)
def test_enqueue_at_once_from_several_sides_writes_one_mail():
    found = []

    def decide():
        with transaction.atomic():
            found.append(write().pk)

    in_threads(4, decide)
    assert found == [OutboxMail.objects.get(key="offer:1").pk] * 4


def test_mail_goes_when_its_decision_is_taken_back():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert OutboxMail.objects.count() == 0


def test_enqueue_refuses_a_mail_that_nobody_registered():
    with pytest.raises(UnknownMail):
        write(mail="forgotten")


@pytest.mark.parametrize("changes", [{"key": ""}, {"key": "k" * 201}, {"recipient": ""}, {"recipient": "a" * 255}])
def test_enqueue_refuses_what_a_database_would_refuse_or_cut(changes):
    with pytest.raises(ValueError, match="too long"):
        write(**changes)


def test_sent_today_counts_these_mails_to_this_address():
    now = timezone.now()
    OutboxMailFactory(recipient="zoe@mairie.example", state=MailState.SENT)
    OutboxMailFactory(recipient="ZOE@mairie.example", created_at=now - timedelta(hours=23))
    OutboxMailFactory(recipient="zoe@mairie.example", created_at=now - timedelta(hours=25))
    OutboxMailFactory(recipient="zoe@mairie.example", kind="other")
    OutboxMailFactory(recipient="lea@mairie.example")
    assert sent_today("Zoe@MAIRIE.example", ["test"]) == 2


def test_message_ids_differ():
    assert new_message_id() != new_message_id()


@pytest.mark.parametrize(
    "impossible",
    [{"state": MailState.SENT}, {"state": MailState.SENDING}, {"lease": ABOUT}, {"sent_at": timezone.now()}],
)
def test_database_refuses_a_state_without_what_it_implies(impossible):
    mail = OutboxMailFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMail.objects.filter(pk=mail.pk).update(**impossible)


def test_mail_says_its_number_only():
    mail = OutboxMailFactory(subject="Votre place", recipient="zoe@mairie.example")
    assert str(mail) == str(mail.pk)
