"""Two hundred people for twenty seats, through real HTTP; and the same without the lock, which must go wrong."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.training.storm.running_site import database_address
from training.models import SeatLedger, SessionPage, SignUp
from workshop.rush import rush

PEOPLE, SEATS = 200, 20
#: Enough to go wrong without the lock.
FEWER = 60


@contextmanager
def served(*options):
    """The site on a port of its own, on the database of the test."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": database_address(),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": os.pathsep.join([".", "site"]),
    }
    command = [sys.executable, "-m", "tests.training.storm.serving", str(port), *options]
    server = subprocess.Popen(
        command, cwd=Path(settings.BASE_DIR), env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        assert server.stdout.readline() == b"Ready\n"
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=30)


@pytest.fixture
def twenty_seats(session):
    """The session with twenty seats."""
    SessionPage.objects.filter(pk=session.pk).update(seats=SEATS)
    SeatLedger.objects.update_or_create(session_key=session.translation_key, defaults={"capacity": SEATS})
    return SessionPage.objects.get(pk=session.pk)


def sold(session):
    """Confirmed, waiting, and whether each who waits has a rank of their own."""
    people = SignUp.objects.of_session(session.translation_key)
    ranks = list(people.waiting().values_list("rank", flat=True))
    return people.confirmed().count(), len(ranks), sorted(ranks) == list(range(1, len(ranks) + 1))


def test_two_hundred_people_for_twenty_seats_get_twenty_seats_and_as_many_ranks_as_they_are(twenty_seats):
    with served() as url:
        result = rush(url, twenty_seats, PEOPLE)
    assert (result.forms.statuses, result.buttons.statuses) == ({303: PEOPLE}, {303: PEOPLE})
    assert sold(twenty_seats) == (SEATS, PEOPLE - SEATS, True)


def test_without_the_lock_the_same_crowd_is_not_served_right(twenty_seats):
    with served("unlocked") as url:
        result = rush(url, twenty_seats, FEWER)
    served_right = (SEATS, FEWER - SEATS, True)
    assert (sold(twenty_seats) == served_right and result.buttons.statuses == {303: FEWER}) is False
