"""How long something is kept: whole days of the calendar, in Paris, as the settings have them (``RETENTION_DAYS``)."""

from datetime import date, datetime, time, timedelta

from django.conf import settings

from core.dates import PARIS


def period(name: str) -> timedelta:
    """How long something is kept.

    :param name: a name of ``RETENTION_DAYS``.
    """
    return timedelta(days=settings.RETENTION_DAYS[name])


def cutoff(name: str, today: date) -> datetime:
    """What happened before this moment has been kept for its whole period, and goes.

    :param name: a name of ``RETENTION_DAYS``.
    :param today: a day in Paris.
    """
    return datetime.combine(today - period(name), time.min, tzinfo=PARIS)
