"""Days and hours as people write them, read by the server alone: understood whole, or refused in words; never guessed.

A library that reads dates in any language fills in what is missing with today, or takes 30/02 for the 2 March. Here
that would put a page online at once; so the spellings are few, each is read to its last character, and the rest is
refused.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS
from django.utils.translation import gettext as _

from core.dates import validate_day
from core.words import clock, day_of_week

#: The languages whose names of days and months are understood, whichever the admin speaks.
LANGUAGES = ("fr", "de", "en")
CENTURY = 2000
SHORTEST_NAME = 3

WEEKDAY = r"(?:(?P<weekday>[a-z]{3,})\.?,?\s+)?"
ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
NUMBERS_DAY = re.compile(
    WEEKDAY + r"(?P<day>\d{1,2})\s*(?P<mark>[/.-])\s*(?P<month>\d{1,2})\s*(?P=mark)\s*(?P<year>\d{4}|\d{2})"
)
NAMED_DAY = re.compile(
    WEEKDAY + r"(?P<day>\d{1,2})(?:er|\.|st|nd|rd|th)?\s*(?:of\s+)?(?P<name>[a-z]{3,})\.?,?\s+(?P<year>\d{4}|\d{2})"
)
HOUR = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:(?:h|heures?)\s*(?:(?P<minute>[0-5]\d)(?:\s*(?:mn|min|minutes?))?)?"
    r"|[:.]\s*(?P<minutes>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.0+)?)?(?:\s*uhr)?|\s+uhr)"
)
#: What may stand between the day and the hour of a moment.
BETWEEN = re.compile(r"(?<=\d)(?:t|\s*,?\s+(?:(?:a|um|at|de|des)\s+)?|\s*,\s*)(?=(?:\d{1,2}\s*(?:h|[:.]|\s+uhr)|midi))")


def read_day(text: str) -> date:
    """The day that somebody typed: « 12/02/2027 », « 12.2.27 », « vendredi 12 février 2027 », « 2027-02-12 ».

    :raises ValidationError: nothing but one whole day is understood; it says what is wrong.
    """
    return _day(_plain(text))


def read_hour(text: str) -> time:
    """The hour that somebody typed: « 9 h 30 », « 9h », « 09:30 », « midi ».

    :raises ValidationError: nothing but one hour of the day is understood; it says what is wrong.
    """
    return _hour(_plain(text))


def read_moment(text: str) -> datetime:
    """The day and the hour that somebody typed, on the wall: « 12/02/2027 09:30 », « 12 février 2027 à 9 h 30 ».

    A day alone is no moment: whether it means its first or its last minute is for its author to say.

    :returns: without a time zone.
    :raises ValidationError: one of both is missing, or not understood; it says what is wrong.
    """
    plain = _plain(text)
    # The last one: hours are written with points, as days are.
    if not (between := deque(BETWEEN.finditer(plain), maxlen=1)):
        _day(plain)
        raise ValidationError(_("The hour is missing: for example 12/02/2027 9:30."), code="hour")
    return datetime.combine(_day(plain[: between[0].start()]), _hour(plain[between[0].end() :]))


def _plain(text: str) -> str:
    """What was typed without capitals, accents, and the difference between kinds of spaces and digits."""
    pieces = unicodedata.normalize("NFKD", text)
    return " ".join("".join(piece for piece in pieces if not unicodedata.combining(piece)).lower().split())


def _day(plain: str) -> date:
    found = ISO_DAY.fullmatch(plain) or NUMBERS_DAY.fullmatch(plain) or NAMED_DAY.fullmatch(plain)
    parts = found.groupdict() if found else {}
    month = _month(parts["name"]) if "name" in parts else int(parts.get("month") or 0)
    if not found or month is None:
        raise ValidationError(_("This date is not understood. Write for example 12/02/2027."), code="invalid")
    year = int(parts["year"])
    try:
        day = date(year if len(parts["year"]) > 2 else CENTURY + year, month, int(parts["day"]))
    except ValueError as error:
        raise ValidationError(_("This day is not in the calendar."), code="calendar") from error
    if (name := parts.get("weekday")) and day.weekday() not in _weekdays(name):
        raise ValidationError(_("That day is another one: %(day)s.") % {"day": day_of_week(day)}, code="weekday")
    validate_day(day)
    return day


def _hour(plain: str) -> time:
    if plain == "midi":
        return time(12)
    if not (found := HOUR.fullmatch(plain)):
        raise ValidationError(_("This hour is not understood. Write for example 9:30."), code="invalid")
    minute = found["minute"] or found["minutes"] or 0
    try:
        return time(int(found["hour"]), int(minute), int(found["second"] or 0))
    except ValueError as error:
        raise ValidationError(_("A day has no such hour."), code="clock") from error


def _month(name: str) -> int | None:
    """The one month, 1 to 12, whose name begins so in one of the languages; none where several do."""
    numbers = {number for number, word in _names("months") if word.startswith(name)}
    return numbers.pop() if len(numbers) == 1 else None


def _weekdays(name: str) -> set[int]:
    """The days of the week, Monday being 0, whose names begin so."""
    return {number for number, word in _names("weekdays") if word.startswith(name)}


@cache
def _names(kind: str) -> tuple[tuple[int, str], ...]:
    """Numbers and plain names of the months or of the days of the week, in all the languages."""
    tables = (MONTHS, MONTHS_3) if kind == "months" else (WEEKDAYS,)
    found = set()
    for language in LANGUAGES:
        with translation.override(language):
            found |= {(number, _plain(str(word)).rstrip(".")) for table in tables for number, word in table.items()}
    return tuple(sorted(found))


READERS: dict[str, Callable[[str], date | time]] = {"day": read_day, "hour": read_hour, "moment": read_moment}


def in_full(*values: date | time) -> str:
    """What was understood, said so that nobody can take it for something else.

    :param values: days, hours, moments; a day and the two hours after it are one half-day.
    """
    match values:
        case (date() as day, time() as start, time() as end):
            parts = {"day": day_of_week(day), "start": clock(start), "end": clock(end)}
            return _("%(day)s, from %(start)s to %(end)s") % parts
        case (datetime() as moment,):
            return _("%(day)s at %(hour)s") % {"day": day_of_week(moment), "hour": clock(moment)}
        case (date() as day,):
            return day_of_week(day)
        case (time() as hour,):
            return clock(hour)
    return ", ".join(map(in_full, values))
