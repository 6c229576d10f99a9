"""The demo's courses and sessions: as the editors wrote them, on days that follow the calendar."""

from datetime import date, time, timedelta

import pytest
import time_machine

from core.demo import read_content
from guides.reference import load_vocabularies
from training import demo
from training.models import (
    CoursePage,
    SessionPage,
    SessionSlot,
    SignUpForm,
    TrainingIndexPage,
)

pytestmark = pytest.mark.django_db

CONTENT = read_content(demo.__file__, "training")
SESSIONS = [session for course in CONTENT["courses"] for session in course["sessions"]]
REFERENCE_DAY = date.fromisoformat(CONTENT["reference_day"])
#: The reference day and the last of its week, any day, the extra day of a leap year.
DAYS = ["2026-11-23", "2026-11-29", "2027-06-01", "2028-02-29"]


@pytest.fixture(scope="module")
def shared_demo(shared_home):
    load_vocabularies()
    demo.load(shared_home)


@pytest.fixture
def loaded(shared_demo, site_root):
    return site_root


def state():
    sessions = SessionPage.objects.values("pk", "title", "slug", "latest_revision", "translation_key")
    return list(sessions), list(SessionSlot.objects.values("pk", "day", "start", "end"))


def test_load_publishes_every_course_and_session_of_the_file(loaded):
    assert sorted(CoursePage.objects.live().values_list("slug", flat=True)) == sorted(
        course["slug"] for course in CONTENT["courses"]
    )
    assert SessionPage.objects.live().count() == len(SESSIONS)
    assert SessionSlot.objects.count() == sum(len(session["slots"]) for session in SESSIONS)


def check_dates():
    agenda = SessionPage.objects.agenda()
    assert (agenda.past().count(), agenda.upcoming().count()) == (2, 14)
    moved = {(half_day.page.city, half_day.day.weekday(), half_day.start) for half_day in SessionSlot.objects.all()}
    written = {
        (session.get("city", ""), date.fromisoformat(slot["day"]).weekday(), time.fromisoformat(slot["start"]))
        for session in SESSIONS
        for slot in session["slots"]
    }
    assert moved == written
    for session in agenda:
        assert str(session.first.year) not in session.slug
        assert session.dated_title.endswith(f"\u00a0{session.first.year}")


def test_load_shows_sessions_past_and_to_come_today(loaded):
    check_dates()


@pytest.mark.parametrize(
    ("today", "weeks"),
    [("2026-11-22", -1), ("2026-11-23", 0), ("2026-11-29", 0), ("2026-11-30", 1), ("2027-11-23", 52)],
)
def test_days_move_by_whole_weeks(today, weeks):
    assert demo.weeks_between(REFERENCE_DAY, date.fromisoformat(today)) == timedelta(weeks=weeks)


def test_load_sorts_the_courses(loaded):
    for course in CONTENT["courses"]:
        page = CoursePage.objects.get(slug=course["slug"])
        assert sorted(page.commitments.values_list("number", flat=True)) == sorted(course["commitments"])
        assert sorted(page.audiences.values_list("slug", flat=True)) == sorted(course["audiences"])


def test_load_makes_the_form_that_the_sessions_ask(loaded):
    form = SignUpForm.objects.get()
    assert {session.asked_form for session in SessionPage.objects.all()} == {form}
    assert [row.label_fr for row in form.questions.all()] == [
        row["label_fr"] for row in CONTENT["sign_up_form"]["questions"]
    ]
    form.full_clean()


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_loaded_form_reads_in_each_language(loaded, language):
    for row in SignUpForm.objects.get().questions.all():
        row.full_clean()
        assert [row.words("label", language)[1], row.words("help", language)[1]] == [language, language]
        assert row.options(language)[1] == language


def test_load_makes_pages_that_an_editor_could_save(loaded):
    for page in [*CoursePage.objects.all(), *SessionPage.objects.all()]:
        page.full_clean()


@pytest.mark.parametrize("day", DAYS)
def test_load_twice_changes_nothing(loaded, day):
    before = state()
    with time_machine.travel(f"{day} 12:00+01:00", tick=False):
        demo.load(loaded)
    assert (state(), TrainingIndexPage.objects.count()) == (before, 1)


def test_loaded_pages_are_read(loaded, client):
    index = TrainingIndexPage.objects.get()
    pages = [index, CoursePage.objects.first(), SessionPage.objects.first()]
    answers = {page.url: client.get(page.url).status_code for page in pages}
    answers["ical"] = client.get(f"{index.url}ical/").status_code
    assert set(answers.values()) == {200}
