"""Dates and numbers as the readers of each language write them, and read back as they are shown in the admin."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.conf import settings
from django.utils import formats, translation

DAY = date(2027, 4, 3)


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_day_shown_by_the_admin_is_read_back_the_same(language):
    with translation.override(language):
        assert forms.DateField().clean(DAY.strftime(settings.WAGTAIL_DATE_FORMAT)) == DAY


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "3 avril 2027"), ("de", "3. April 2027"), ("en", "3 April 2027")]
)
def test_day_is_written_as_readers_of_the_language_write_it(language, words):
    with translation.override(language):
        assert formats.date_format(DAY, "DATE_FORMAT") == words


#: The first of a month, which French says apart; an afternoon, to tell the clocks of 12 and 24 hours apart.
FIRST = datetime(2027, 4, 1, 14, 5)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("DATE_FORMAT", {"fr": "1 avril 2027", "de": "1. April 2027", "en": "1 April 2027"}),
        ("SHORT_DATE_FORMAT", {"fr": "01/04/2027", "de": "01.04.2027", "en": "1 Apr 2027"}),
        ("YEAR_MONTH_FORMAT", {"fr": "avril 2027", "de": "April 2027", "en": "April 2027"}),
        ("MONTH_DAY_FORMAT", {"fr": "1 avril", "de": "1. April", "en": "1 April"}),
        ("TIME_FORMAT", {"fr": "14:05", "de": "14:05", "en": "14:05"}),
        ("DATETIME_FORMAT", {"fr": "1 avril 2027 14:05", "de": "1. April 2027 14:05", "en": "1 April 2027, 14:05"}),
    ],
)
def test_dates_and_times_are_european_in_every_language(form, words):
    assert {code: in_language(code, formats.date_format, FIRST, form) for code in words} == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1234567, {"fr": "1 234 567", "de": "1.234.567", "en": "1,234,567"}),
        (Decimal("1.5"), {"fr": "1,5", "de": "1,5", "en": "1.5"}),
    ],
)
def test_numbers_are_written_as_readers_of_the_language_write_them(number, words):
    assert {code: in_language(code, formats.number_format, number) for code in words} == words


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_weeks_begin_on_monday(language):
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def in_language(code, spell, *values):
    """What a formatter says in a language, with plain spaces."""
    with translation.override(code):
        return re.sub(r"\s", " ", spell(*values))
