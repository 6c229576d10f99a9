"""When a guide is due for review."""

import calendar
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day of the month, some months later, or the last day of a shorter month.

    :param day: the day to count from.
    :param months: whole months, 0 or more.
    """
    years, month_index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month_index + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
