import datetime

import pytest

from training.rules.retention import kept_until, rule_for
from training.rules.states import SignUpState

LAST = datetime.date(2027, 1, 14)


@pytest.mark.parametrize(
    ("rule", "until"),
    [
        ("confirmed", datetime.date(2027, 7, 13)),
        ("not_confirmed", datetime.date(2027, 4, 14)),
        ("access_needs", datetime.date(2027, 1, 29)),
    ],
)
def test_kept_until_counts_from_the_last_day(rule, until):
    assert kept_until(LAST, rule) == until


def test_kept_until_follows_the_settings(settings):
    settings.RETENTION_DAYS = {**settings.RETENTION_DAYS, "confirmed": 1}
    assert kept_until(LAST, "confirmed") == datetime.date(2027, 1, 15)


def test_kept_until_is_unknown_without_a_day():
    assert kept_until(None, "confirmed") is None


def test_only_people_with_a_seat_are_kept_as_participants():
    kept = {state: rule_for(state) for state in SignUpState}
    assert [state for state, rule in kept.items() if rule == "confirmed"] == [SignUpState.CONFIRMED]
