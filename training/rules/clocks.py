"""How long people have to answer. A clock starts when its mail has left, and never runs out at night."""

from datetime import datetime, time, timedelta

from django.conf import settings

from core.dates import PARIS

#: When a town hall can be expected to read its mail, Monday to Friday.
MORNING, EVENING = time(9), time(18)
#: An answer due in the morning is due once the first mails of the day are read.
FIRST_ANSWERS = time(10)
#: Less than this is no time to answer.
SHORTEST_OFFER = timedelta(hours=2)
SATURDAY = 5


def request_deadline(sent_at: datetime) -> datetime:
    """Until when an address may be confirmed.

    :param sent_at: when the mail that asks for it left.
    """
    return sent_at + timedelta(hours=settings.SIGN_UP_REQUEST_HOURS)


def offers_until(starts_at: datetime) -> datetime:
    """Until when seats are still offered: later, nobody could arrange to come.

    :param starts_at: when the session begins.
    """
    return starts_at - timedelta(hours=settings.SIGN_UP_OFFERS_UNTIL_HOURS)


def offer_deadline(sent_at: datetime, starts_at: datetime) -> datetime | None:
    """Until when an offer may be accepted, or nothing when there is no decent time left.

    Two days; if that ends outside the hours of an office, the next working morning; never in the last half-day before
    the session, so the evening before that if need be.

    :param sent_at: when the mail of the offer left.
    :param starts_at: when the session begins.
    """
    last = starts_at - timedelta(hours=settings.SIGN_UP_OFFERS_UNTIL_HOURS) / 2
    deadline = next_office_hour(sent_at + timedelta(hours=settings.SIGN_UP_OFFER_HOURS))
    if deadline > last:
        deadline = last_office_hour(last)
    return deadline if deadline - sent_at >= SHORTEST_OFFER else None


def next_office_hour(moment: datetime) -> datetime:
    """The same moment, or the next working morning when offices are closed then."""
    there = moment.astimezone(PARIS)
    if is_office_hour(there):
        return moment
    day = there.date() if there.time() < MORNING else there.date() + timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, FIRST_ANSWERS, tzinfo=PARIS)


def last_office_hour(moment: datetime) -> datetime:
    """The same moment, or the last working evening before it when offices are closed then."""
    there = moment.astimezone(PARIS)
    if is_office_hour(there):
        return moment
    day = there.date() if there.time() > EVENING else there.date() - timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return datetime.combine(day, EVENING, tzinfo=PARIS)


def is_office_hour(there: datetime) -> bool:
    """Whether offices are open.

    :param there: a moment in Paris.
    """
    return there.weekday() < SATURDAY and MORNING <= there.time() <= EVENING
