"""Until when what is known of a participant is kept: the periods of the settings, as days of the calendar."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from training.models import SessionPage


def kept_until(session: "SessionPage", rule: str) -> date | None:
    """The last day on which something is kept, or nothing as long as nobody knows when the session is.

    :param rule: a period counted from the last day of the session: ``confirmed``, ``not_confirmed``, ``access_needs``.
    """
    return session.last_day + timedelta(days=settings.RETENTION_DAYS[rule]) if session.last_day else None
