from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from core import words as spelled

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
        ("en", 1, "Jan. 2027"),
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
        ("en", "2.5", "2 h 30 min"),
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


@pytest.mark.parametrize("spell", [spelled.day_of_week, spelled.month, spelled.duration])
def test_nothing_is_said_of_nothing(spell):
    assert spell(None) == ""
