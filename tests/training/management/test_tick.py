"""The command that looks at the clock. What each step does is tested with its service."""

import datetime
import uuid

import pytest
import time_machine
from django.core.management import call_command
from django.db import DatabaseError

from core.models import OutboxMail, PurgeRun
from tests.factories.training import SessionPageFactory, make_course, sign_up, slot
from training.models import SignUp

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 1, 11, 8, 0, tzinfo=datetime.UTC)


@pytest.fixture
def session(site_root):
    with time_machine.travel(NOW, tick=False):
        yield SessionPageFactory(parent=make_course(), seats=2, slots=[slot(datetime.date(2027, 1, 12))])


def tick():
    call_command("tick", "--once")


def test_tick_lapses_reminds_and_forgets(session):
    before = NOW - datetime.timedelta(days=1)
    overdue = sign_up(session, "requested", name="Une", deadline=before)
    comes = sign_up(session, "confirmed", name="Deux", state_since=before)
    leaves = sign_up(session, "cancelled", name="Trois", erasure_asked_at=before)
    tick()
    assert SignUp.objects.get(pk=overdue.pk).state == "lapsed"
    assert list(OutboxMail.objects.values_list("about", "kind")) == [(comes.public_id, "reminder")]
    assert SignUp.objects.get(pk=leaves.pk).name == ""
    tick()
    assert OutboxMail.objects.count() == 1


def test_tick_does_the_rest_when_a_session_has_no_page_any_more(session):
    orphan = sign_up(session, "waiting", name="Une")
    SignUp.objects.filter(pk=orphan.pk).update(session_key=uuid.uuid4())
    comes = sign_up(session, "confirmed", name="Deux", state_since=NOW - datetime.timedelta(days=1))
    tick()
    assert list(OutboxMail.objects.values_list("about", flat=True)) == [comes.public_id]


def test_tick_outlives_a_database_that_fails(session, monkeypatch):
    def fail():
        raise DatabaseError

    monkeypatch.setattr("training.management.commands.tick.remind", fail)
    leaves = sign_up(session, "cancelled", erasure_asked_at=NOW)
    tick()
    assert SignUp.objects.get(pk=leaves.pk).name == ""


@pytest.mark.parametrize(("hour", "runs"), [("03:30", 1), ("12:00", 0)])
def test_tick_purges_once_a_night(site_root, hour, runs):
    with time_machine.travel(f"2027-01-12 {hour}+01:00", tick=False):
        tick()
        tick()
    assert PurgeRun.objects.count() == runs
