from datetime import UTC, datetime

import pytest

from core.dates import PARIS
from training.rules.clocks import last_office_hour, next_office_hour, offer_deadline, offers_until, request_deadline


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
        # Half a day before an evening session: when offices open, or the evening before.
        ("2027-01-11T10:00", "2027-01-12T21:00", "2027-01-12T09:00"),
        ("2027-01-11T10:00", "2027-01-12T18:00", "2027-01-11T18:00"),
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


def in_utc(moment):
    return moment.astimezone(UTC).strftime("%a %d %b %H:%M:%S")


@pytest.mark.parametrize(
    ("moment", "following"),
    [
        # Offices are open from nine to six, both included.
        ("2027-01-05T09:00:00", "Tue 05 Jan 08:00:00"),
        ("2027-01-08T18:00:00", "Fri 08 Jan 17:00:00"),
        # Before nine: the same morning, once the first mails are read. After six: the next one.
        ("2027-01-05T08:59:59", "Tue 05 Jan 09:00:00"),
        ("2027-01-05T18:00:01", "Wed 06 Jan 09:00:00"),
        # From Friday evening to Sunday night: Monday.
        ("2027-01-08T18:00:01", "Mon 11 Jan 09:00:00"),
        ("2027-01-09T03:00:00", "Mon 11 Jan 09:00:00"),
        ("2027-01-09T12:00:00", "Mon 11 Jan 09:00:00"),
        ("2027-01-09T22:00:00", "Mon 11 Jan 09:00:00"),
        ("2027-01-10T03:00:00", "Mon 11 Jan 09:00:00"),
        ("2027-01-10T22:00:00", "Mon 11 Jan 09:00:00"),
        # Ten o'clock in Paris, the Monday after the clocks went forward, and after they went back.
        ("2027-03-27T12:00:00", "Mon 29 Mar 08:00:00"),
        ("2027-10-30T12:00:00", "Mon 01 Nov 09:00:00"),
    ],
)
def test_next_office_hour_is_the_moment_or_the_next_working_morning(moment, following):
    assert in_utc(next_office_hour(at(moment))) == following


@pytest.mark.parametrize(
    ("moment", "before"),
    [
        ("2027-01-05T09:00:00", "Tue 05 Jan 08:00:00"),
        ("2027-01-08T18:00:00", "Fri 08 Jan 17:00:00"),
        # After six: the same evening. Before nine: the one before.
        ("2027-01-05T18:00:01", "Tue 05 Jan 17:00:00"),
        ("2027-01-05T08:59:59", "Mon 04 Jan 17:00:00"),
        # From Saturday to Monday morning: Friday.
        ("2027-01-09T03:00:00", "Fri 08 Jan 17:00:00"),
        ("2027-01-09T12:00:00", "Fri 08 Jan 17:00:00"),
        ("2027-01-09T22:00:00", "Fri 08 Jan 17:00:00"),
        ("2027-01-10T12:00:00", "Fri 08 Jan 17:00:00"),
        ("2027-01-10T22:00:00", "Fri 08 Jan 17:00:00"),
        ("2027-01-11T08:59:59", "Fri 08 Jan 17:00:00"),
        # Six in the evening in Paris, the Friday before the clocks went forward, and before they went back.
        ("2027-03-29T08:00:00", "Fri 26 Mar 17:00:00"),
        ("2027-11-01T08:00:00", "Fri 29 Oct 16:00:00"),
    ],
)
def test_last_office_hour_is_the_moment_or_the_last_working_evening(moment, before):
    assert in_utc(last_office_hour(at(moment))) == before


def test_office_hours_are_those_of_paris():
    # Half past six in the evening there.
    moment = datetime(2027, 1, 5, 17, 30, tzinfo=UTC)
    assert in_utc(next_office_hour(moment)) == "Wed 06 Jan 09:00:00"
    assert in_utc(last_office_hour(moment)) == "Tue 05 Jan 17:00:00"


def test_two_hours_are_the_shortest_time_to_answer():
    starts = at("2027-01-12T09:00")
    assert offer_deadline(at("2027-01-11T16:00"), starts) == at("2027-01-11T18:00")
    assert offer_deadline(at("2027-01-11T16:01"), starts) is None
