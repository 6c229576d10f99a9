"""Months later: when a guide is to be reviewed again, and a reference of law checked again."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import months_later

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
MONTHS = st.integers(min_value=0, max_value=120)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 4), 0, date(2026, 11, 4)),
        (date(2026, 11, 4), 12, date(2027, 11, 4)),
        (date(2026, 11, 4), 1, date(2026, 12, 4)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 1, 31), 11, date(2026, 12, 31)),
    ],
)
def test_months_later_ends_on_the_same_day_or_the_last_of_a_shorter_month(day, months, expected):
    assert months_later(day, months) == expected


@given(DAYS, MONTHS)
def test_months_later_counts_months(day, months):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months


@given(DAYS, MONTHS)
def test_months_later_keeps_the_day_where_the_month_has_it(day, months):
    later = months_later(day, months)
    assert later.day == min(day.day, calendar.monthrange(later.year, later.month)[1])


@given(DAYS, DAYS, MONTHS)
def test_months_later_keeps_the_order_of_days(day, other, months):
    first, second = sorted([day, other])
    assert (months_later(first, months) <= months_later(second, months)) is True
