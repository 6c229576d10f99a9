"""Erase what has been kept long enough, and record how much that was."""

import logging
from collections import Counter
from datetime import date, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.dates import PARIS
from core.models import PurgeRun
from core.retention.rules import Bit, all_rules

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
    return Counter({rule.name: sum(bit.many for bit in rule.find(today)) for rule in all_rules()})


def purge() -> PurgeRun:
    """Apply every rule now, because somebody asks. Returns the record of the run."""
    return apply_rules(PurgeRun.objects.create())


def purge_night(night: date) -> PurgeRun | None:
    """Apply every rule, because the clock says so: once a night.

    :returns: the record of the run, or nothing when that night has one.
    """
    try:
        # A savepoint: PostgreSQL does nothing more in a transaction after an error.
        with transaction.atomic():
            run = PurgeRun.objects.create(night=night)
    except IntegrityError:
        return None
    return apply_rules(run)


def apply_rules(run: PurgeRun) -> PurgeRun:
    """Apply every rule. What fails is counted, said in the log, and left to the next run.

    :param run: the record, which is written rule by rule.
    """
    counts: Counter[str] = Counter()
    today = timezone.localdate(timezone=PARIS)
    for rule in all_rules():
        counts[rule.name] = 0
        try:
            for bit in rule.find(today):
                attempt(rule.name, bit, counts)
        except Exception as error:
            note_failure(rule.name, error, counts)
        # Rule by rule: a run that is broken off says how far it came.
        run.counts = dict(counts)
        run.save(update_fields=["counts"])
    run.ended_at = timezone.now()
    run.save(update_fields=["ended_at"])
    return run


def attempt(name: str, bit: Bit, counts: Counter[str]) -> None:
    """Erase one bit; one that fails keeps no other from being erased.

    Whatever it fails by: a mistake in one application is no reason to keep the data of another.
    """
    try:
        counts[name] += bit.erase()
    except Exception as error:
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
    run = purge_night(now.date())
    return sum(run.counts.values()) if run else 0
