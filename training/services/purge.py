"""Erase what has been kept long enough, and record how much that was."""

import logging
from collections import Counter
from datetime import date, time, timedelta

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from core.dates import PARIS
from training.models import PurgeRun
from training.services.shared.errors import Refused
from training.services.shared.purge_rules import RULES, Bit

logger = logging.getLogger(__name__)

#: When the tick runs it, in Paris: nobody signs up, and the backup of the evening is made.
NIGHT_FROM, NIGHT_UNTIL = time(3), time(5)
#: On a machine that is off at night, it runs by day once it is so late.
OVERDUE = timedelta(days=2)
#: What could not be erased: beside the rules in the counts of a run.
FAILED = "failed"


def due_counts(today: date | None = None) -> Counter[str]:
    """How many rows each rule would erase; nothing is changed.

    :param today: a day in Paris; this one when left out.
    """
    today = today or timezone.localdate(timezone=PARIS)
    return Counter({name: sum(bit.many for bit in rule.find(today)) for name, rule in RULES.items()})


def purge(*, night: date | None = None) -> PurgeRun | None:
    """Apply every rule. What fails is counted, said in the log, and left to the next run.

    :param night: the night that the clock starts it in; each is purged once.
    :returns: the record of the run, or nothing when that night has one.
    """
    try:
        # A savepoint: PostgreSQL does nothing more in a transaction after an error.
        with transaction.atomic():
            run = PurgeRun.objects.create(night=night)
    except IntegrityError:
        return None
    counts: Counter[str] = Counter()
    today = timezone.localdate(timezone=PARIS)
    for name, rule in RULES.items():
        counts[name] = 0
        try:
            for bit in rule.find(today):
                attempt(name, bit, counts)
        except DatabaseError as error:
            note_failure(name, error, counts)
        # Rule by rule: a run that is broken off says how far it came.
        run.counts = dict(counts)
        run.save(update_fields=["counts"])
    run.ended_at = timezone.now()
    run.save(update_fields=["ended_at"])
    return run


def attempt(name: str, bit: Bit, counts: Counter[str]) -> None:
    """Erase one bit; one that fails keeps no other from being erased."""
    try:
        counts[name] += bit.erase()
    except (DatabaseError, Refused) as error:
        note_failure(name, error, counts)


def note_failure(name: str, error: Exception, counts: Counter[str]) -> None:
    """Say that something was not erased, without a word about whom."""
    logger.error("purge: %s failed (%s)", name, type(error).__name__)
    counts[FAILED] += 1


def purge_by_night() -> int:
    """Purge, if it is night in Paris, or overdue, and not done yet. Returns how many rows were erased."""
    now = timezone.localtime(timezone=PARIS)
    runs = PurgeRun.objects.all()
    is_night = NIGHT_FROM <= now.time() < NIGHT_UNTIL
    is_overdue = runs.exists() and not runs.filter(ran_at__gt=now - OVERDUE).exists()
    if not (is_night or is_overdue) or runs.filter(night=now.date()).exists():
        return 0
    run = purge(night=now.date())
    return sum(run.counts.values()) if run else 0
