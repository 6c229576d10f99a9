"""The purge as a whole: it says what it would do, does it once, goes on when something fails, and runs by night."""

import datetime
import logging
from collections import Counter

import pytest
from django.db import OperationalError

from tests.whole_database import whole_database
from training.models import PurgeRun, SignUp
from training.services import purge_rules
from training.services.errors import SessionGone
from training.services.purge import due_counts, purge, purge_by_night
from training.services.purge_rules import RULES

pytestmark = pytest.mark.django_db

LONG_AFTER = datetime.datetime(2027, 8, 2, 9, tzinfo=datetime.UTC)
#: A request whose mail never left is somebody without a seat, once the session is long over.
EXPECTED = Counter({"access_needs": 3, "not_confirmed": 2, "confirmed": 2})
MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


@pytest.fixture
def people(session, ask, enter, clock):
    """Two who came, one who waited, one who never confirmed; long ago."""
    rows = [enter(name, access_needs="Une place assise") for name in ("Une", "Deux", "Trois")] + [ask("Quatre")]
    clock.move_to(LONG_AFTER)
    return rows


def known():
    return SignUp.objects.filter(anonymised_at=None).count()


def test_what_would_be_erased_is_said_and_kept(people):
    before = whole_database()
    counts = due_counts()
    assert counts == EXPECTED
    assert whole_database() == before


def test_a_run_records_how_much_it_erased(people):
    run = PurgeRun.objects.get(pk=purge().pk)
    assert {name: many for name, many in run.counts.items() if many} == EXPECTED
    assert (run.ran_at, run.ended_at, run.night, list(run.counts)) == (LONG_AFTER, LONG_AFTER, None, list(RULES))
    assert known() == 0


def test_a_second_run_finds_nothing(people):
    purge()
    before = whole_database()
    run = purge()
    assert sum(run.counts.values()) == 0
    run.delete()
    assert whole_database() == before


@pytest.mark.parametrize("error", [OperationalError("database is locked: Zoé"), SessionGone("Zoé")])
def test_what_fails_keeps_nothing_else_from_being_erased(people, monkeypatch, caplog, error):
    forget = purge_rules.forget

    def fail_for_the_first(*, session_key, public_id):
        if public_id == people[0].public_id:
            raise error
        return forget(session_key=session_key, public_id=public_id)

    monkeypatch.setattr(purge_rules, "forget", fail_for_the_first)
    run = purge()
    assert (run.counts["failed"], known()) == (1, 1)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        f"purge: confirmed failed ({type(error).__name__})"
    ]
    monkeypatch.undo()
    assert (purge().counts.get("failed"), known()) == (None, 0)


def test_a_rule_that_finds_nothing_out_stops_no_other(people, monkeypatch):
    def broken(today):
        raise OperationalError
        yield

    monkeypatch.setitem(RULES, "access_needs", purge_rules.Rule("Broken", broken))
    assert (purge().counts["failed"], known()) == (1, 0)


def test_it_can_be_broken_off_anywhere_and_run_again(people, monkeypatch):
    forget = purge_rules.forget

    def die_at_the_third(*, session_key, public_id):
        if known() == 2:
            raise KeyboardInterrupt
        return forget(session_key=session_key, public_id=public_id)

    monkeypatch.setattr(purge_rules, "forget", die_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        purge()
    assert (known(), PurgeRun.objects.get().ended_at) == (2, None)
    assert PurgeRun.objects.get().counts == {"access_needs": 3, "request": 0, "not_confirmed": 2}
    monkeypatch.undo()
    purge()
    assert known() == 0


@pytest.mark.parametrize(
    ("hour", "runs"), [("01:59", 0), ("02:00", 0), ("03:00", 1), ("04:59", 1), ("05:00", 0), ("14:00", 0)]
)
def test_the_clock_starts_it_by_night_in_paris(people, clock, hour, runs):
    night = datetime.datetime.fromisoformat(f"2027-08-03T{hour}+02:00")
    clock.move_to(night)
    purge_by_night()
    assert PurgeRun.objects.count() == runs


def test_each_night_is_purged_once(people, clock):
    clock.move_to(datetime.datetime(2027, 8, 3, 1, 5, tzinfo=datetime.UTC))
    assert purge_by_night() == 7
    clock.shift(MINUTE)
    assert (purge_by_night(), PurgeRun.objects.count()) == (0, 1)
    clock.shift(DAY)
    assert (purge_by_night(), PurgeRun.objects.count()) == (0, 2)
    assert purge(night=datetime.date(2027, 8, 4)) is None


def test_a_machine_that_is_off_at_night_purges_by_day_once_it_is_late(people, clock):
    purge()
    clock.shift(2 * DAY - MINUTE)
    purge_by_night()
    assert PurgeRun.objects.count() == 1
    clock.shift(MINUTE)
    purge_by_night()
    purge_by_night()
    assert PurgeRun.objects.count() == 2


def test_night_that_another_process_has_just_taken_erases_nothing(people, clock, monkeypatch):
    clock.move_to(datetime.datetime(2027, 8, 3, 1, 5, tzinfo=datetime.UTC))
    monkeypatch.setattr("training.services.purge.purge", lambda night: None)
    assert purge_by_night() == 0
