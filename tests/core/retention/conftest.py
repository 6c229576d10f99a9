"""Loans of long ago, of the tiny second application: nothing here knows what else is kept for a time."""

import datetime

import pytest
import time_machine

from tests.lending.models import Loan

NOW = datetime.datetime(2027, 8, 2, 9, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def clock():
    """The hour, which moves when a test says so."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def loans(db, clock):
    """Three cases that came back long ago, and one that did not."""
    ends = [NOW - 40 * DAY, NOW - 35 * DAY, NOW - 31 * DAY, None]
    names = ("Une", "Deux", "Trois", "Quatre")
    return [
        Loan.objects.create(name=name, email=f"{name}@mairie-fictive.example", ended_at=end)
        for name, end in zip(names, ends, strict=True)
    ]


def known():
    """The borrowers whose names are still there."""
    return list(Loan.objects.exclude(name="").order_by("pk").values_list("name", flat=True))
