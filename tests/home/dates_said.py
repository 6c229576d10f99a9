"""Dates that a page says of itself: when it was read again, when the law in it was checked."""

import datetime
import re

MONTHS = {
    month: number
    for names in (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "January February March April May June July August September October November December",
    )
    for number, month in enumerate(names.split(), start=1)
}
DATE = rf"(?:(\d{{1,2}})(?:er|\.)? )?({'|'.join(MONTHS)}) (\d{{4}})"
REVIEWED = re.compile(rf"(?:Relu le|Durchgesehen am|[Üü]berprüft am|Reviewed on) {DATE}")
CHECKED = re.compile(
    rf"\b(?:consulté|vérifié|eingesehen|geprüft|abgerufen|accessed|checked|consulted)\w*(?: dans [\w ]+)?"
    rf"(?: (?:le|en|am|im|on|in))? {DATE}|(?:lus?|gelesen|read) (?:le|en|am|im|on|in) {DATE}"
)


def day_of(day, month, year):
    """A date; the first of the month where no day is said."""
    return datetime.date(int(year), MONTHS[month], int(day or 1))


def checked_after_it_was_reviewed(words: str) -> list[str]:
    """The dates of checks that a page says are later than the day it was read again.

    :param words: all that the page says.
    """
    plain = re.sub(r"\s+", " ", words)
    reviewed = REVIEWED.search(plain)
    if not reviewed:
        return []
    read_again = day_of(*reviewed.groups())
    checks = [next(filter(all_but_day, (found[:3], found[3:]))) for found in CHECKED.findall(plain)]
    return [day_of(*check).isoformat() for check in checks if day_of(*check) > read_again]


def all_but_day(parts):
    """Whether a date was found: its day may lack."""
    return bool(parts[1])
