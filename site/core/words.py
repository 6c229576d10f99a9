"""Days, hours, sizes and numbers as the reader's language writes them; in templates by ``words_tags``.

The one place where a date gets its words: none is parted at the end of a line.
"""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

NO_BREAK_SPACE = "\u00a0"
#: As the Imprimerie nationale shortens them; Django writes « jan. », « fév. », « juil. ».
FRENCH_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."
)  # fmt: skip


def day(value: date | None) -> str:
    """A date in full, in the reader's language; French says the first of a month apart: “1er avril 2026”."""
    if value is None:
        return ""
    words = formats.date_format(value, "DATE_FORMAT")
    if get_language() == "fr" and value.day == 1:
        words = re.sub(r"^1\b", "1er", words)
    return words.replace(" ", NO_BREAK_SPACE)


def day_of_week(value: date | None) -> str:
    """A date in full after the name of its day: “jeudi 11 mars 2027”, “Donnerstag, 11. März 2027”."""
    if value is None:
        return ""
    parts = {"weekday": formats.date_format(value, "l"), "day": day(value)}
    return pgettext("name of the day, then the date", "%(weekday)s %(day)s") % parts


def short_day(value: date | None) -> str:
    """A date where there is little room: “12/02/2027”, “12.02.2027”, “12 Feb 2027”."""
    if value is None:
        return ""
    return formats.date_format(value, "SHORT_DATE_FORMAT").replace(" ", NO_BREAK_SPACE)


def moment(value: datetime | None) -> str:
    """A date and the time on the wall where there is little room: “12/02/2027 09:30”."""
    if value is None:
        return ""
    return formats.date_format(localtime(value), "SHORT_DATETIME_FORMAT").replace(" ", NO_BREAK_SPACE)


def month(value: date | None) -> str:
    """A month and its year where there is little room: “janv. 2027”."""
    if value is None:
        return ""
    if get_language() == "fr":
        return f"{FRENCH_MONTHS[value.month - 1]}{NO_BREAK_SPACE}{value.year}"
    # British English shortens to three letters, without a full stop.
    words = formats.date_format(value, "M Y" if get_language() == "en" else "N Y")
    return words.replace(" ", NO_BREAK_SPACE)


def days(first: date | None, last: date | None) -> str:
    """One day, or from the first to the last."""
    if first is None or last is None or first == last:
        return day(first)
    return _("%(first)s to %(last)s") % {"first": day(first), "last": day(last)}


def days_of(known: Sequence[date]) -> str:
    """Some days, in order: those that follow each other from the first to the last, others one by one.

    Two mornings a week apart are two days, and not a week.

    :param known: each day once, the earliest first.
    """
    if not known:
        return day(None)
    if known[-1] - known[0] == timedelta(days=len(known) - 1):
        return days(known[0], known[-1])
    listed = ", ".join(day(one) for one in known[:-1])
    return _("%(days)s and %(last)s") % {"days": listed, "last": day(known[-1])}


def clock(value: time | datetime | None) -> str:
    """The time on the wall as the reader's language writes it: “9 h 30”, “9.30 Uhr”, “9:30am”."""
    if value is None:
        return ""
    if get_language() == "en":
        return _british_clock(value)
    if value.minute == 0:
        return pgettext("time on the hour", "%(hour)d:00") % {"hour": value.hour}
    parts = {"hour": value.hour, "minute": f"{value.minute:02d}"}
    return pgettext("time with minutes", "%(hour)d:%(minute)s") % parts


def _british_clock(value: time | datetime) -> str:
    """As GOV.UK writes times: “9am”, “5:30pm”, “midday”."""
    if value.minute == 0 and value.hour in (0, 12):
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"


def duration(hours: Decimal | None) -> str:
    """How long something takes, as people say it: “2 h 30”, “2 hours 30 minutes”."""
    if not hours:
        return ""
    whole, minutes = divmod(round(hours * 60), 60)
    if not minutes:
        words = ngettext("%(hours)s hour", "%(hours)s hours", whole) % {"hours": whole}
    else:
        # French reads them as on a clock: “2 h 05”.
        parts = {"hours": whole, "minutes": f"{minutes:02d}" if get_language() == "fr" else minutes}
        words = ngettext("%(hours)s hour %(minutes)s minutes", "%(hours)s hours %(minutes)s minutes", whole) % parts
    return words.replace(" ", NO_BREAK_SPACE)


def plural_of(value: Decimal) -> int:
    """The whole number whose plural a number takes: French is singular below two, the others at one only."""
    return math.floor(value) if get_language() == "fr" or value == math.floor(value) else math.ceil(value) + 1


def file_size(size: int | None) -> str:
    """The weight of a file, rounded, in units people know; nothing when it is unknown."""
    if not size:
        return ""
    if size < 1_000_000:
        words = _("%(size)s kB") % {"size": max(1, round(size / 1000))}
    else:
        words = _("%(size)s MB") % {"size": formats.number_format(size / 1_000_000, 1)}
    return words.replace(" ", NO_BREAK_SPACE)


def siret(number: str | None) -> str:
    """The number of an establishment as it is read aloud, in groups of 3, 3, 3 and 5 digits."""
    groups = re.sub(r"^(\d{3})(\d{3})(\d{3})(\d{5})$", r"\1 \2 \3 \4", number or "")
    return groups.replace(" ", NO_BREAK_SPACE)


def tel(number: str) -> str:
    """A telephone number as the address of a link: digits and the plus sign only."""
    return "tel:" + re.sub(r"[^\d+]", "", str(number))


def host(url: str) -> str:
    """The host of an address without “www.”, to tell readers where a link leads."""
    return re.sub(r"^https?://(www\.)?", "", str(url)).split("/", 1)[0]
