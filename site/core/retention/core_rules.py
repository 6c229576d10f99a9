"""What `core` keeps for a time: what mails said, to whom, and counts of what came from where."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.known_networks import seen_before
from core.limits import forget_old_buckets, old_buckets
from core.outbox.retention import forget_words, over_before, with_words
from core.retention.periods import cutoff, period
from core.retention.rules import Bit, Rule, Stage, in_bits


def mail_words(today: date) -> Iterator[Bit]:
    """What mails said, some time after they left."""
    return in_bits(with_words(cutoff("mail_text", today)), forget_words)


def mail_lines(today: date) -> Iterator[Bit]:
    """Lines of the journal of mails, with the address."""
    return in_bits(over_before(cutoff("mail", today)))


def networks(today: date) -> Iterator[Bit]:
    """Counts of what came from where, against abuse: their time is told in hours."""
    now = timezone.now()
    yield Bit(old_buckets(now).count(), partial(forget_old_buckets, now))


def known_networks(today: date) -> Iterator[Bit]:
    """Where holders of accounts have logged in, some time after the last one did."""
    return in_bits(seen_before(today - period("known_network")))


RULES = (
    Rule("mail_text", _("Email texts"), Stage.COPIES, mail_words),
    Rule("mail", _("Lines of the email journal"), Stage.COPIES, mail_lines),
    Rule("network", _("Traces of networks"), Stage.REMAINS, networks),
    Rule("known_network", _("Networks where accounts were logged in"), Stage.REMAINS, known_networks),
)
