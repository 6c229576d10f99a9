import re
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from core import words as spelled
from core.dates import PARIS

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2027, 3, 11)
NO_BREAK_SPACE = "\u00a0"


def in_language(code, spell, value):
    """What a filter says in a language, with plain spaces."""
    with translation.override(code):
        return str(spell(value)).replace(NO_BREAK_SPACE, " ")


@pytest.mark.parametrize(
    ("code", "words"),
    [("fr", "jeudi 11 mars 2027"), ("de", "Donnerstag, 11. März 2027"), ("en", "Thursday 11 March 2027")],
)
def test_date_follows_the_name_of_its_day(code, words):
    assert in_language(code, spelled.day_of_week, DAY) == words


@pytest.mark.parametrize(
    ("code", "number", "words"),
    [
        ("fr", 1, "janv. 2027"),
        ("fr", 2, "févr. 2027"),
        ("fr", 7, "juill. 2027"),
        ("de", 1, "Jan. 2027"),
        ("en", 1, "Jan 2027"),
        ("en", 9, "Sep 2027"),
    ],
)
def test_month_is_shortened_as_its_language_does(code, number, words):
    assert in_language(code, spelled.month, date(2027, number, 1)) == words


@pytest.mark.parametrize(
    ("code", "hours", "words"),
    [
        ("fr", "6.0", "6 h"),
        ("fr", "2.5", "2 h 30"),
        ("fr", "0.1", "0 h 06"),
        ("de", "2.5", "2 Std. 30 Min."),
        ("de", "0.1", "0 Std. 6 Min."),
        ("en", "1.0", "1 hour"),
        ("en", "6.0", "6 hours"),
        ("en", "1.5", "1 hour 30 minutes"),
        ("en", "2.5", "2 hours 30 minutes"),
    ],
)
def test_duration_is_said_in_hours_and_minutes(code, hours, words):
    assert in_language(code, spelled.duration, Decimal(hours)) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("fr", ["0,5 jour", "1 jour", "1,5 jour", "2 jours"]),
        ("de", ["0,5 Tage", "1 Tag", "1,5 Tage", "2 Tage"]),
        ("en", ["0.5 days", "1 day", "1.5 days", "2 days"]),
    ],
)
def test_half_and_one_and_a_half_are_singular_in_french_only(code, words):
    template = Template(
        "{% load i18n words_tags %}{% blocktranslate trimmed count days=days|plural_of with shown=days|floatformat %}"
        "{{ shown }} day{% plural %}{{ shown }} days{% endblocktranslate %}"
    )
    with translation.override(code):
        shown = [template.render(Context({"days": Decimal(days)})) for days in ("0.5", "1.0", "1.5", "2.0")]
    assert [text.replace(NO_BREAK_SPACE, " ") for text in shown] == words


@pytest.mark.parametrize(
    ("number", "words"), [("73282932000074", "732 829 320 00074"), ("7328", "7328"), ("", ""), (None, "")]
)
def test_siret_is_read_in_groups(number, words):
    assert in_language("fr", spelled.siret, number) == words


@pytest.mark.parametrize(
    ("code", "hour", "words"),
    [
        ("fr", time(9, 30), "9 h 30"),
        ("fr", time(14), "14 h"),
        ("de", time(9, 30), "9.30 Uhr"),
        ("de", time(14), "14 Uhr"),
        ("en", time(9, 30), "9:30am"),
        ("en", time(14), "2pm"),
        ("en", time(12, 5), "12:05pm"),
        ("en", time(12), "midday"),
        ("en", time(0), "midnight"),
        ("en", time(0, 15), "12:15am"),
    ],
)
def test_hour_is_read_on_the_clock_of_its_language(code, hour, words):
    assert in_language(code, spelled.clock, hour) == words


@pytest.mark.parametrize(
    ("code", "day", "moment"),
    [
        ("fr", "11/03/2027", "11/03/2027 09:30"),
        ("de", "11.03.2027", "11.03.2027 09:30"),
        ("en", "11 Mar 2027", "11 Mar 2027, 09:30"),
    ],
)
def test_date_is_short_where_there_is_little_room(code, day, moment):
    at = datetime(2027, 3, 11, 9, 30, tzinfo=PARIS)
    assert (in_language(code, spelled.short_day, DAY), in_language(code, spelled.moment, at)) == (day, moment)


#: Each way to write a date, an hour or a duration, over values that change its words.
DAYS = [date(2027, month, day) for month in range(1, 13) for day in (1, 12)]
HOURS = [time(hour, minute) for hour in (0, 9, 12, 17) for minute in (0, 5, 30)]
SHORT = {
    spelled.day: DAYS,
    spelled.short_day: DAYS,
    spelled.month: DAYS,
    spelled.moment: [datetime.combine(day, HOURS[4], tzinfo=PARIS) for day in DAYS],
    spelled.clock: HOURS,
    spelled.duration: [Decimal(hours) for hours in ("0.5", "1", "1.5", "7")],
}


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("spell", SHORT, ids=lambda spell: spell.__name__)
def test_short_date_is_not_parted_at_the_end_of_a_line(spell, code):
    with translation.override(code):
        said = [str(spell(value)) for value in SHORT[spell]]
    assert [text for text in said if not text or re.search(r"[ \t\n-]", text)] == []


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_long_date_is_parted_after_its_weekday_only_and_a_range_around_its_word(code):
    with translation.override(code):
        last = spelled.day(DAYS[-1])
        said = [(spelled.day(day), spelled.day_of_week(day), spelled.days(day, DAYS[-1])) for day in DAYS[:-1]]
    assert [long for day, long, _range in said if long.split(" ")[1:] != [day]] == []
    assert [between for day, _long, between in said if day not in between or last not in between] == []


def days_in_french(*numbers):
    return in_language("fr", spelled.days_of, [date(2027, 2, number) for number in numbers])


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([9], "9 février 2027"),
        ([9, 10, 11], "du 9 février 2027 au 11 février 2027"),
        ([9, 16], "9 février 2027 et 16 février 2027"),
        ([9, 10, 16], "9 février 2027, 10 février 2027 et 16 février 2027"),
    ],
)
def test_days_that_do_not_follow_each_other_are_named_one_by_one(numbers, words):
    assert days_in_french(*numbers) == words


@pytest.mark.parametrize(
    ("code", "words"), [("de", "9. Februar 2027 und 16. Februar 2027"), ("en", "9 February 2027 and 16 February 2027")]
)
def test_days_apart_are_named_in_each_language(code, words):
    assert in_language(code, spelled.days_of, [date(2027, 2, 9), date(2027, 2, 16)]) == words


#: Of a date for programs, and of the big day of an agenda.
WITHOUT_SPACES = {"Y-m-d", "j", "c"}


def test_templates_write_dates_with_the_words_of_the_site():
    """A date that Django formats by itself may be parted: ``core.words`` does it for all."""
    formats = [
        (path.name, found)
        for path in (ROOT / "templates").rglob("*.html")
        for found in re.findall(r"""\|(?:date|time)\b(?::["']([^"']*)["'])?""", path.read_text("utf-8"))
    ]
    assert ([(name, found) for name, found in formats if found not in WITHOUT_SPACES], len(formats) > 0) == ([], True)


def test_code_writes_dates_with_the_words_of_the_site():
    rooms = ("site", "home", "guides", "training", "charter", "label_directory")
    found = [
        str(path.relative_to(ROOT))
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"\b(date_format|time_format)\(", path.read_text("utf-8"))
    ]
    assert found == ["site/core/words.py"]


@pytest.mark.parametrize(
    "spell", [spelled.day_of_week, spelled.month, spelled.duration, spelled.short_day, spelled.moment, spelled.clock]
)
def test_nothing_is_said_of_nothing(spell):
    assert spell(None) == ""
