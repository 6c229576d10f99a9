import datetime

import pytest

from core.models import OutboxMail
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, sign_up, slot
from tests.training.services.conftest import mails_to
from training.services.remind import remind, reminder_time

pytestmark = pytest.mark.django_db

EIGHT_UTC = datetime.datetime(2027, 1, 11, 8, 0, tzinfo=datetime.UTC)


def test_reminder_leaves_the_day_before_at_nine_in_paris(session, clock):
    person = sign_up(session, "confirmed")
    clock.move_to(EIGHT_UTC - datetime.timedelta(minutes=1))
    assert remind() == 0
    clock.move_to(EIGHT_UTC)
    assert (remind(), remind(), mails_to(person)) == (1, 0, ["reminder"])


def test_reminders_of_a_week_and_of_a_day_are_two(session, clock):
    person = sign_up(session, "confirmed")
    for moment in (EIGHT_UTC - datetime.timedelta(days=6), EIGHT_UTC):
        clock.move_to(moment)
        remind()
    assert [mail.context["days"] for mail in OutboxMail.objects.filter(about=person.public_id).order_by("pk")] == [7, 1]


def test_nobody_is_reminded_of_what_they_have_just_been_told(session, clock):
    clock.move_to(EIGHT_UTC + datetime.timedelta(minutes=5))
    person = sign_up(session, "confirmed")
    assert (remind(), mails_to(person)) == (0, [])


def test_reminder_missed_for_hours_does_not_leave(session, clock):
    sign_up(session, "confirmed")
    clock.move_to(EIGHT_UTC + datetime.timedelta(hours=9))
    assert remind() == 1
    OutboxMail.objects.all().delete()
    clock.move_to(EIGHT_UTC + datetime.timedelta(hours=11))
    assert remind() == 0


def test_only_those_who_come_are_reminded(session, clock):
    for state in ("requested", "waiting", "offered", "cancelled", "voided"):
        sign_up(session, state, name=f"Personne {state}")
    clock.move_to(EIGHT_UTC - datetime.timedelta(days=6))
    assert remind() == 0


def test_cancelled_session_reminds_nobody(session, clock):
    sign_up(session, "confirmed")
    SessionCancellationFactory(session_key=session.translation_key)
    clock.move_to(EIGHT_UTC)
    assert remind() == 0


def test_moved_session_reminds_again_before_its_new_day(session, clock):
    person = sign_up(session, "confirmed")
    clock.move_to(EIGHT_UTC)
    remind()
    session.slots = [slot(datetime.date(2027, 2, 9))]
    session.save_revision().publish()
    clock.move_to(EIGHT_UTC + datetime.timedelta(days=28))
    assert (remind(), mails_to(person)) == (1, ["reminder", "reminder"])


def test_those_who_wait_are_told_once_that_the_queue_is_closed(session, clock):
    person = sign_up(session, "waiting")
    clock.move_to(datetime.datetime(2027, 1, 11, 8, 0, tzinfo=datetime.UTC))
    assert (remind(), remind(), mails_to(person)) == (1, 0, ["queue_closed"])


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        # The clocks change on 28 March and 31 October 2027: at nine in Paris all the same.
        (datetime.date(2027, 3, 28), datetime.datetime(2027, 3, 27, 8, tzinfo=datetime.UTC)),
        (datetime.date(2027, 3, 29), datetime.datetime(2027, 3, 28, 7, tzinfo=datetime.UTC)),
        (datetime.date(2027, 10, 31), datetime.datetime(2027, 10, 30, 7, tzinfo=datetime.UTC)),
        (datetime.date(2027, 11, 1), datetime.datetime(2027, 10, 31, 8, tzinfo=datetime.UTC)),
    ],
)
def test_reminder_is_due_by_the_clock_on_the_wall(day, utc):
    assert reminder_time(day, 1) == utc


def test_reminders_cost_the_same_however_many_sessions(course, clock, django_assert_max_num_queries):
    for many in (1, 2):
        for _new in range(many):
            SessionPageFactory(parent=course, slots=[slot(datetime.date(2027, 1, 12))])
        with django_assert_max_num_queries(10):
            remind()
