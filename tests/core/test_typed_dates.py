"""Days and hours as people write them: each spelling is understood whole, or refused; none is guessed."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from core.typed_dates import READERS, in_full, read_day, read_hour, read_moment

DAY, HOUR = date(2027, 2, 12), time(9, 30)
MOMENT = datetime.combine(DAY, HOUR)

DAYS = [
    "12/02/2027",
    "12/2/27",
    "12.2.27",
    "12.02.2027",
    "12-02-2027",
    "12 / 02 / 2027",
    "2027-02-12",
    "\u00a012/02/2027 ",
    "１２/０２/２０２７",
    "12 février 2027",
    "12 fevrier 2027",
    "12 FÉVRIER 2027",
    "12 fe\u0301vrier 2027",
    "12 févr. 2027",
    "12\u00a0février\u00a02027",
    "vendredi 12 février 2027",
    "Vendredi 12/02/2027",
    "ven. 12 février 27",
    "12. Februar 2027",
    "Freitag, 12. Februar 2027",
    "12 February 2027",
    "Friday 12 February 2027",
]
HOURS = [
    "9 h 30",
    "9h30",
    "9:30",
    "09:30",
    "9.30",
    "9\u202fh\u202f30",
    "9 H 30",
    "9 heures 30",
    "9h30min",
    "09:30:00",
    "9.30 Uhr",
    "9:30 Uhr",
]
MOMENTS = [
    *(f"{day} {hour}" for day in DAYS for hour in HOURS),
    "12/02/2027 à 9 h 30",
    "12 février 2027, 9h30",
    "vendredi 12 février 2027 de 9 h 30",
    "2027-02-12T09:30",
    "2027-02-12T09:30:00",
    "12.02.2027 um 9.30 Uhr",
    "12 February 2027 at 9:30",
]
REFUSED = {
    "day": [
        "30/02/2027",
        "29/02/2027",
        "31 avril 2027",
        "12/13/2027",
        "00/01/2027",
        "12/02",
        "12 février",
        "février 2027",
        "12022027",
        "12/02-2027",
        "demain",
        "12/02/2027 9h",
        "12/02/20271",
        "-12/02/2027",
        "12 jui 2027",
        "12 m 2027",
        "12/02/0226",
        "12/02/2206",
        "12²/02/2027",
        "jeudi 12 février 2027",
        "mercrdi 12 février 2027",
        "12/02/2027 ou 13/02/2027",
        "٫",
    ],
    "hour": [
        "9",
        "930",
        "0930",
        "24h",
        "25:00",
        "9h60",
        "9h5",
        "9h 30 h",
        "-9h",
        "9:30 du soir",
        "9h30 12h",
        "soir",
        "9,5 h",
    ],
    "moment": [
        "12/02/2027",
        "9h30",
        "12/02/2027 24h",
        "30/02/2027 9h",
        "12/02/20279h",
        "9h 12/02/2027",
        "12/02/2027 9",
        "demain 9h",
        "12/02/2027 9h 10h",
        "2027-02-12T09:30+02:00",
        "2027-02-12 09:30Z",
        "jeudi 12 février 2027 9h",
    ],
}


@pytest.mark.parametrize("typed", DAYS)
def test_day_is_understood_as_people_write_it(typed):
    assert read_day(typed) == DAY


@pytest.mark.parametrize("typed", HOURS)
def test_hour_is_understood_as_people_write_it(typed):
    assert read_hour(typed) == HOUR


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9h", time(9)),
        ("9 h", time(9)),
        ("14 heures", time(14)),
        ("0h", time(0)),
        ("midi", time(12)),
        ("9 Uhr", time(9)),
    ],
)
def test_whole_hour_is_understood(typed, meant):
    assert read_hour(typed) == meant


def test_moment_is_understood_as_people_write_it():
    assert {typed: read_moment(typed) for typed in MOMENTS} == dict.fromkeys(MOMENTS, MOMENT)


def test_first_of_a_month_is_understood():
    assert {read_day(typed) for typed in ("1er mars 2027", "1 mars 2027", "1st March 2027", "1. März 2027")} == {
        date(2027, 3, 1)
    }


@pytest.mark.parametrize(("kind", "typed"), [(kind, typed) for kind, texts in REFUSED.items() for typed in texts])
def test_what_is_not_one_whole_date_is_refused(kind, typed):
    with pytest.raises(ValidationError):
        READERS[kind](typed)


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("day", "30/02/2027", "Ce jour n’existe pas dans le calendrier."),
        ("day", "demain", "Cette date n’est pas comprise. Écrivez par exemple 12/02/2027."),
        ("day", "jeudi 12 février 2027", "Ce n’est pas ce jour de la semaine : c’est un vendredi 12 février 2027."),
        ("hour", "neuf heures", "Cette heure n’est pas comprise. Écrivez par exemple 9 h 30."),
        ("hour", "24h", "Cette heure n’existe pas."),
        ("moment", "12/02/2027", "Il manque l’heure : par exemple 12/02/2027 9 h 30."),
    ],
)
def test_refusal_says_what_is_wrong(kind, typed, words):
    with translation.override("fr"), pytest.raises(ValidationError) as refused:
        READERS[kind](typed)
    assert " ".join(refused.value.messages).replace("\u00a0", " ") == words


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_day_in_full_is_read_back_the_same(language):
    days = [date(2027, 1, 1) + timedelta(days=number) for number in range(2 * 366)]
    with translation.override(language):
        assert [read_day(in_full(day)) for day in days] == days


#: What dates are made of, and what is near it.
PIECES = [
    "12",
    "02",
    "2027",
    "/",
    ".",
    "-",
    ":",
    "h",
    "t",
    "février",
    "vendredi",
    "à",
    "er",
    "²",
    "%",
    "٣",
    "́",
    "é",
    "\x00",
] + [" "]


@pytest.mark.parametrize("kind", READERS)
def test_anything_typed_is_a_date_or_a_refusal(kind):
    for typed in map("".join, product(PIECES, repeat=3)):
        with suppress(ValidationError):
            assert isinstance(READERS[kind](typed), date | time)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((DAY,), "vendredi 12 février 2027"),
        ((HOUR,), "9 h 30"),
        ((MOMENT,), "vendredi 12 février 2027 à 9 h 30"),
        ((DAY, HOUR, time(12, 30)), "vendredi 12 février 2027, de 9 h 30 à 12 h 30"),
        ((DAY, HOUR), "vendredi 12 février 2027, 9 h 30"),
        ((), ""),
    ],
)
def test_what_was_understood_is_said_in_full(values, words):
    with translation.override("fr"):
        assert in_full(*values).replace("\u00a0", " ") == words
