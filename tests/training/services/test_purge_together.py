"""Two purges, an erasure and a mail that leaves, all at once, with real commits: nobody is half forgotten."""

import datetime
import threading

import pytest
from django.db import connections

from core.mail_states import MailError
from core.models import OutboxMail, PurgeRun
from core.outbox.leases import claim
from core.outbox.outcomes import try_later
from core.retention.purge import purge, purge_night
from tests.factories.training import SessionPageFactory, make_course, sign_up, slot
from tests.whole_database import whole_database
from training.models import SignUp, Transition
from training.services.erase_sign_up import erase_due
from training.services.shared.moves import post

pytestmark = pytest.mark.django_db(transaction=True)

MARKER = "zqmarqueur"
MANY = 12


@pytest.fixture
def people(site_root):
    """People of a session of years ago: some waited, some asked to be erased, each with a mail that still waits."""
    session = SessionPageFactory(parent=make_course(), slots=[slot(datetime.date(2020, 1, 14))])
    rows = []
    for number in range(MANY):
        state = "waiting" if number % 3 else "confirmed"
        row = sign_up(session, state, name=f"{MARKER} {number}")
        post("seat_confirmed", row)
        rows.append(row)
    SignUp.objects.filter(pk__in=[row.pk for row in rows[::2]]).update(erasure_asked_at=rows[0].created_at)
    return rows


def together(*steps):
    """Run steps in a thread each, all at once; returns the errors."""
    gate, errors = threading.Barrier(len(steps)), []

    def run(step):
        try:
            gate.wait(timeout=30)
            step()
        except Exception as error:
            errors.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return errors


def deliver_in_vain():
    """A worker that takes each mail, and has to try again later."""
    while mail := claim():
        try_later(mail, MailError.LATER, MARKER)


def test_everybody_is_forgotten_once_whoever_else_is_at_work(people):
    assert together(purge, purge, erase_due, deliver_in_vain) == []
    purge()
    assert MARKER not in whole_database()
    assert SignUp.objects.filter(anonymised_at=None).count() == 0
    assert SignUp.objects.values("token_version").distinct().get() == {"token_version": 2}
    assert Transition.objects.filter(to_state="lapsed").count() == SignUp.objects.filter(state="lapsed").count()
    assert OutboxMail.objects.exclude(state="skipped").count() == 0
    assert [run.counts.get("failed", 0) for run in PurgeRun.objects.all()] == [0, 0, 0]


def test_a_night_is_purged_by_one_of_two_clocks(people):
    night = datetime.date(2027, 8, 3)
    assert together(lambda: purge_night(night), lambda: purge_night(night)) == []
    assert PurgeRun.objects.count() == 1
