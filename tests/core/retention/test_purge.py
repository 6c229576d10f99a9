"""The purge as a whole: it says what it would do, does it once, goes on when something fails, and runs by night."""

import datetime
import logging
from collections import Counter

import pytest
from django.db import OperationalError

from core.models import PurgeRun
from core.retention import rules
from core.retention.purge import due_counts, purge, purge_by_night, purge_night
from core.retention.rules import Bit, Rule, Stage, all_rules
from tests.core.retention.conftest import DAY, NOW, known
from tests.whole_database import whole_database

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


class Refused(Exception):
    """Something that an application says no to, in its own words."""


@pytest.fixture
def add_rule(monkeypatch):
    """Register a rule for one test: ``add_rule("broken", find)``; it is the first of its stage."""

    def add(name, find, stage=Stage.PEOPLE):
        rule = Rule(name, name, stage, find)
        monkeypatch.setattr(rules, "_RULES", {name: rule, **rules._RULES})
        return rule

    return add


def found(counts):
    return {name: many for name, many in counts.items() if many}


def test_what_would_be_erased_is_said_and_kept(loans):
    before = whole_database()
    counts = due_counts()
    assert +counts == Counter({"borrowers": 3})
    assert list(counts) == [rule.name for rule in all_rules()]
    assert whole_database() == before


def test_a_run_records_how_much_it_erased(loans):
    run = purge()
    assert (found(run.counts), known()) == ({"borrowers": 3}, ["Quatre"])
    assert (run.ran_at, run.ended_at, run.night) == (NOW, NOW, None)
    assert list(run.counts) == [rule.name for rule in all_rules()]
    assert PurgeRun.objects.get().counts == run.counts


def test_a_second_run_finds_nothing(loans):
    purge()
    before = whole_database()
    run = purge()
    assert found(run.counts) == {}
    run.delete()
    assert whole_database() == before


@pytest.mark.parametrize("error", [OperationalError("database is locked: Zoé"), Refused("Zoé"), KeyError("Zoé")])
def test_a_bit_that_fails_keeps_nothing_else_from_being_erased(loans, add_rule, caplog, error):
    def fail():
        raise error

    add_rule("restless", lambda today: [Bit(1, fail), Bit(1, lambda: 1)])
    run = purge()
    assert (found(run.counts), known()) == ({"restless": 1, "failed": 1, "borrowers": 3}, ["Quatre"])
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        f"purge: restless failed ({type(error).__name__})"
    ]


def test_a_rule_that_finds_nothing_out_stops_no_other(loans, add_rule):
    def broken(today):
        raise OperationalError

    add_rule("broken", broken)
    assert (purge().counts["failed"], known()) == (1, ["Quatre"])


def test_it_can_be_broken_off_anywhere_and_run_again(loans, add_rule, monkeypatch):
    def die():
        raise KeyboardInterrupt

    add_rule("deadly", lambda today: [Bit(1, lambda: 1), Bit(1, die)], Stage.COPIES)
    with pytest.raises(KeyboardInterrupt):
        purge()
    run = PurgeRun.objects.get()
    assert (run.ended_at, found(run.counts), "deadly" in run.counts) == (None, {"borrowers": 3}, False)
    monkeypatch.undo()
    assert (purge().ended_at, known()) == (NOW, ["Quatre"])


@pytest.mark.parametrize(
    ("hour", "runs"), [("01:59", 0), ("02:00", 0), ("03:00", 1), ("04:59", 1), ("05:00", 0), ("14:00", 0)]
)
def test_the_clock_starts_it_by_night_in_paris(clock, hour, runs):
    clock.move_to(datetime.datetime.fromisoformat(f"2027-08-03T{hour}+02:00"))
    purge_by_night()
    assert PurgeRun.objects.count() == runs


def test_each_night_is_purged_once(loans, clock):
    clock.move_to(datetime.datetime(2027, 8, 3, 1, 5, tzinfo=datetime.UTC))
    assert purge_by_night() == 3
    clock.shift(MINUTE)
    assert (purge_by_night(), PurgeRun.objects.count()) == (0, 1)
    clock.shift(DAY)
    assert (purge_by_night(), PurgeRun.objects.count()) == (0, 2)
    assert purge_night(datetime.date(2027, 8, 4)) is None


def test_a_machine_that_is_off_at_night_purges_by_day_once_it_is_late(loans, clock):
    purge()
    clock.shift(2 * DAY - MINUTE)
    purge_by_night()
    assert PurgeRun.objects.count() == 1
    clock.shift(MINUTE)
    purge_by_night()
    purge_by_night()
    assert PurgeRun.objects.count() == 2


def test_night_that_another_process_has_just_taken_erases_nothing(clock, monkeypatch):
    clock.move_to(datetime.datetime(2027, 8, 3, 1, 5, tzinfo=datetime.UTC))
    monkeypatch.setattr("core.retention.purge.purge_night", lambda night: None)
    assert purge_by_night() == 0
