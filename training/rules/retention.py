"""How long what is known of participants is kept: the periods of the settings, as days of the calendar.

The notice on the form, the personal page and the purge all read it here: what is announced is what is done.
"""

from datetime import date

from core.retention.periods import period
from training.rules.states import SignUpState

#: Periods of RETENTION_DAYS that are counted from the last day of the session.
AFTER_SESSION = ("confirmed", "not_confirmed", "access_needs")


def kept_until(last_day: date | None, rule: str) -> date | None:
    """The last day on which something is kept, or nothing as long as nobody knows when the session is.

    It goes in the night that follows that day.

    :param last_day: of the session.
    :param rule: one of :data:`AFTER_SESSION`: of people with a seat, of the others, access needs.
    """
    return last_day + period(rule) if last_day else None


def rule_for(state: str) -> str:
    """The period, counted from the session, that applies to a sign-up in a state."""
    return "confirmed" if state == SignUpState.CONFIRMED else "not_confirmed"
