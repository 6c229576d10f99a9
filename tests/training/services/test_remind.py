import datetime

import pytest

from core.models import OutboxMail
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, sign_up, slot
from tests.training.services.conftest import mails_to
from training.models import SessionSlot, SignUp
from training.services.remind import post_once, remind, remind_of, reminder_time

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


START = datetime.datetime(2027, 1, 12, 8, 0, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
HOUR = datetime.timedelta(hours=1)


def test_reminder_is_of_use_for_ten_hours(session):
    sign_up(session, "confirmed")
    moments = [EIGHT_UTC - SECOND, EIGHT_UTC + 10 * HOUR, EIGHT_UTC + 10 * HOUR - SECOND]
    assert [remind_of(session, START, moment) for moment in moments] == [0, 0, 1]


def test_reminder_of_the_same_day_is_of_no_use_once_the_session_begins(session, settings):
    settings.SIGN_UP_REMINDER_DAYS, settings.SIGN_UP_REMINDER_HOUR = (0,), 7
    sign_up(session, "confirmed")
    assert [remind_of(session, START, moment) for moment in (START, START - SECOND)] == [0, 1]


def test_queue_is_told_closed_for_ten_hours_from_the_day_before(session):
    sign_up(session, "waiting")
    closed = START - 24 * HOUR
    moments = [closed - SECOND, closed + 10 * HOUR, closed + 10 * HOUR - SECOND]
    assert [remind_of(session, START, moment) for moment in moments] == [0, 0, 1]


def test_who_came_at_the_very_hour_has_just_been_told(session):
    people = [sign_up(session, state, name=state) for state in ("confirmed", "waiting")]
    SignUp.objects.update(state_since=EIGHT_UTC)
    assert remind_of(session, START, EIGHT_UTC) == 0
    SignUp.objects.update(state_since=EIGHT_UTC - SECOND)
    assert remind_of(session, START, EIGHT_UTC) == 2
    assert [mails_to(person) for person in people] == [["reminder"], ["queue_closed"]]


def test_reminder_is_about_one_day_and_one_session(session, other_session):
    person = sign_up(session, "confirmed")
    elsewhere = [sign_up(other_session, state, name=state) for state in ("confirmed", "waiting")]
    assert remind_of(session, START, EIGHT_UTC) == 1
    mail = OutboxMail.objects.get()
    assert (mail.key, mail.context["days"]) == (f"reminder:{person.public_id}:2027-01-12:1", 1)
    assert [mails_to(other) for other in elsewhere] == [[], []]


def test_reminders_are_judged_at_the_moment_that_is_given(session):
    sign_up(session, "confirmed")
    assert [remind(now=moment) for moment in (EIGHT_UTC - SECOND, EIGHT_UTC)] == [0, 1]


def test_session_that_has_begun_reminds_nobody(session, settings):
    settings.SIGN_UP_REMINDER_DAYS, settings.SIGN_UP_REMINDER_HOUR = (0,), 7
    sign_up(session, "confirmed")
    assert [remind(now=moment) for moment in (START, START - SECOND)] == [0, 1]


def test_session_without_a_day_reminds_nobody(session):
    sign_up(session, "confirmed")
    SessionSlot.objects.all().delete()
    assert remind(now=EIGHT_UTC) == 0


def test_every_session_reminds_its_own(course, session):
    second = SessionPageFactory(parent=course, slots=[slot(datetime.date(2027, 1, 12), "14:00", "17:00")])
    for one in (session, second):
        sign_up(one, "confirmed")
        sign_up(one, "confirmed", name="Deux")
    assert remind(now=EIGHT_UTC) == 4


def test_mail_written_once_is_not_counted_again(session):
    people = [sign_up(session, name=name) for name in ("Une", "Deux")]
    assert [post_once("reminder", people, key="k", days=1) for _time in range(2)] == [2, 0]


def test_queue_that_closes_as_the_session_begins_is_not_told_then(session, settings):
    settings.SIGN_UP_OFFERS_UNTIL_HOURS = 5
    sign_up(session, "waiting")
    assert [remind(now=moment) for moment in (START, START - SECOND)] == [0, 1]
