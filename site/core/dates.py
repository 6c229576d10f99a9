"""The days that people type, and the clock on their walls."""

import calendar
from datetime import date
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: The programme takes place in France: what is written is the time on the wall there.
PARIS = ZoneInfo("Europe/Paris")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)


def validate_day(day: date) -> None:
    """Refuse a day that can only be a slip of the keyboard: 0226 or 2206 for 2026.

    :raises ValidationError: before :data:`FIRST_DAY` or after :data:`LAST_DAY`.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(_("This year is not between 2000 and 2100: check the date."), code="year")


def months_later(day: date, months: int) -> date:
    """The same day of the month, some months later, or the last day of a shorter month.

    :param day: the day to count from.
    :param months: whole months, 0 or more.
    """
    years, month_index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month_index + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
