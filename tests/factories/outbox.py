"""Mails of the outbox, as they stand at one moment of their life."""

import uuid
from datetime import timedelta

import factory
from django.utils import timezone

from core.mail_addresses import address_key
from core.mail_states import MailState
from core.models import OutboxMail


class OutboxMailFactory(factory.django.DjangoModelFactory):
    """A mail that waits for its first attempt; give `state` for another moment: what it implies is filled in."""

    class Meta:
        model = OutboxMail

    key = factory.Sequence(lambda n: f"mail:{n}")
    kind = "test"
    recipient = factory.Sequence(lambda n: f"agent-{n}@commande-publique.example")
    recipient_key = factory.LazyAttribute(lambda mail: address_key(mail.recipient))
    language = "fr"
    message_id = factory.LazyFunction(lambda: f"<{uuid.uuid4().hex}@commande-publique.example>")
    lease = factory.LazyAttribute(lambda mail: uuid.uuid4() if mail.state == MailState.SENDING else None)
    lease_until = factory.LazyAttribute(
        lambda mail: timezone.now() + timedelta(minutes=2) if mail.state == MailState.SENDING else None
    )
    sent_at = factory.LazyAttribute(lambda mail: timezone.now() if mail.state == MailState.SENT else None)
    state = MailState.WAITING
