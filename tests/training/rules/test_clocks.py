from datetime import datetime

import pytest

from core.dates import PARIS
from training.rules.clocks import offer_deadline, offers_until, request_deadline


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("sent", "starts", "ends"),
    [
        # Two days on a working day.
        ("2027-01-05T10:30", "2027-02-02T09:00", "2027-01-07T10:30"),
        # In the evening or at night: the next morning.
        ("2027-01-05T19:00", "2027-02-02T09:00", "2027-01-08T10:00"),
        ("2027-01-05T03:00", "2027-02-02T09:00", "2027-01-07T10:00"),
        # On a Saturday or a Sunday: Monday.
        ("2027-01-07T15:00", "2027-02-02T09:00", "2027-01-11T10:00"),
        ("2027-01-08T15:00", "2027-02-02T09:00", "2027-01-11T10:00"),
        # The session is near: the evening before, within office hours.
        ("2027-01-11T08:00", "2027-01-12T09:00", "2027-01-11T18:00"),
        ("2027-01-10T20:00", "2027-01-12T09:00", "2027-01-11T18:00"),
        # A session on Monday is answered by Friday evening.
        ("2027-01-08T09:00", "2027-01-11T09:00", "2027-01-08T18:00"),
        # Across the change of the clocks, two days of 24 hours, still in office hours.
        ("2027-03-26T15:00", "2027-05-04T09:00", "2027-03-29T10:00"),
    ],
)
def test_offer_ends_when_offices_are_open(sent, starts, ends):
    assert offer_deadline(at(sent), at(starts)) == at(ends)


@pytest.mark.parametrize(
    ("sent", "starts"), [("2027-01-11T17:00", "2027-01-12T09:00"), ("2027-01-09T12:00", "2027-01-11T09:00")]
)
def test_offer_without_time_to_answer_is_none(sent, starts):
    assert offer_deadline(at(sent), at(starts)) is None


def test_request_runs_for_three_days():
    assert request_deadline(at("2027-01-05T10:30")) == at("2027-01-08T10:30")


def test_offers_end_a_day_before_the_start():
    assert offers_until(at("2027-01-12T09:00")) == at("2027-01-11T09:00")
