"""Periods are whole days of the calendar in Paris, as the settings have them."""

import datetime

import pytest

from core.retention.periods import cutoff, period


def test_period_is_that_of_the_settings(settings):
    settings.RETENTION_DAYS = {"loan": 7}
    assert period("loan") == datetime.timedelta(days=7)


@pytest.mark.parametrize(
    ("today", "moment"),
    [
        (datetime.date(2027, 1, 31), datetime.datetime(2026, 12, 31, 23, tzinfo=datetime.UTC)),
        (datetime.date(2027, 8, 31), datetime.datetime(2027, 7, 31, 22, tzinfo=datetime.UTC)),
    ],
)
def test_cutoff_is_midnight_in_paris(today, moment):
    assert cutoff("loan", today) == moment
