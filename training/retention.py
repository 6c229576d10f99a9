"""How long what is known of participants is kept: the periods of the settings, as days of the calendar.

The notice on the form, the personal page and the purge all read it here: what is announced is what is done.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING
from uuid import UUID

from django.apps import apps
from django.conf import settings

from training.states import SignUpState
from training.told import Told

if TYPE_CHECKING:
    from training.models import SessionPage

#: Periods of RETENTION_DAYS that are counted from the last day of the session.
AFTER_SESSION = ("confirmed", "not_confirmed", "access_needs")


def kept_until(session: "SessionPage", rule: str) -> date | None:
    """The last day on which something is kept, or nothing as long as nobody knows when the session is.

    It goes in the night that follows that day.

    :param session: in any language.
    :param rule: one of :data:`AFTER_SESSION`: of people with a seat, of the others, access needs.
    """
    return session.last_day + period(rule) if session.last_day else None


def period(rule: str) -> timedelta:
    """How long something is kept: whole days.

    :param rule: a name of RETENTION_DAYS.
    """
    return timedelta(days=settings.RETENTION_DAYS[rule])


def rule_for(state: str) -> str:
    """The period, counted from the session, that applies to a sign-up in a state."""
    return "confirmed" if state == SignUpState.CONFIRMED else "not_confirmed"


def last_days(session_keys: Iterable[UUID]) -> dict[UUID, date]:
    """The last day of each session, as its published page has it or as participants were told: the later of the two.

    A wrong year on a page just published must not have everybody forgotten the same night; and a session whose page is
    gone still had the days that people were told. A session of which neither is known is left out.

    :param session_keys: sessions, whatever became of their pages.
    """
    keys = set(session_keys)
    pages = apps.get_model("training", "SessionPage").objects.in_source_language().filter(translation_key__in=keys)
    days = list(pages.filter(slots__day__isnull=False).values_list("translation_key", "slots__day"))
    for ledger in apps.get_model("training", "SeatLedger").objects.filter(session_key__in=keys):
        days += [(ledger.session_key, day) for day, _start, _end in Told.from_json(ledger.told).hours]
    # The latest day of a session is written last, and stays.
    return dict(sorted(days, key=itemgetter(1)))
