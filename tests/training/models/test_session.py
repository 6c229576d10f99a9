"""When a session takes place, where, and what cannot be."""

import copy
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tests.factories.training import SessionCancellationFactory, SessionPageFactory, make_course, slot
from tests.factories.translations import translate
from training.models import SessionMove, SessionPage, SessionSlot
from training.rules.told import Told

pytestmark = pytest.mark.django_db

#: The days around which Paris changes its hour in 2027.
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


@pytest.fixture(scope="module")
def shared_course(shared_home):
    return make_course(title="Acheter autrement", summary="Une journée pour commencer.")


@pytest.fixture
def course(shared_course, db):
    return copy.deepcopy(shared_course)


# What one tells of it


def test_what_one_tells_is_what_the_page_says(course):
    session = SessionPageFactory(
        parent=course,
        modality="hybrid",
        place_name="Salle A",
        city="Metz",
        remote_link="https://meet.example/b",
        slots=[slot(date(2027, 1, 12))],
    )
    session = SessionPage.objects.get(pk=session.pk)
    [half_day] = session.slots.all()
    assert session.to_tell == Told(
        slots=({"uid": half_day.uid.hex, "day": "2027-01-12", "start": "09:00", "end": "12:30"},),
        place=session.location,
        modality="hybrid",
        link="https://meet.example/b",
    )


def test_former_days_of_a_session_that_is_over_are_nobody_s_business(course):
    session = SessionPageFactory(parent=course, slots=[slot(date(2027, 1, 12))])
    before, after = session.to_tell.as_json(), session.to_tell.as_json()
    before["slots"] = [{**before["slots"][0], "day": "2027-01-05"}]
    SessionMove.objects.create(session_key=session.translation_key, before=before, after=after, is_told=True)
    shown = []
    for day in (11, 13):
        with time_machine.travel(datetime(2027, 1, day, 9, tzinfo=UTC), tick=False):
            shown.append(SessionPage.objects.get(pk=session.pk).former_days)
    assert shown == [(date(2027, 1, 5), date(2027, 1, 5)), None]


# Time


@pytest.mark.parametrize(
    ("day", "start", "end", "starts_at", "ends_at"),
    [
        (date(2027, 3, 27), "09:00", "12:30", (3, 27, 8, 0), (3, 27, 11, 30)),
        (SPRING, "09:00", "12:30", (3, 28, 7, 0), (3, 28, 10, 30)),
        (SPRING, "01:30", "04:00", (3, 28, 0, 30), (3, 28, 2, 0)),
        (date(2027, 3, 29), "09:00", "12:30", (3, 29, 7, 0), (3, 29, 10, 30)),
        (date(2027, 10, 30), "14:00", "17:00", (10, 30, 12, 0), (10, 30, 15, 0)),
        (AUTUMN, "01:30", "04:00", (10, 30, 23, 30), (10, 31, 3, 0)),
        (AUTUMN, "14:00", "17:00", (10, 31, 13, 0), (10, 31, 16, 0)),
    ],
)
def test_slot_is_the_instant_the_wall_in_paris_says(day, start, end, starts_at, ends_at):
    half_day = slot(day, start, end)
    assert half_day.starts_at.astimezone(UTC) == datetime(2027, *starts_at, tzinfo=UTC)
    assert half_day.ends_at.astimezone(UTC) == datetime(2027, *ends_at, tzinfo=UTC)


@pytest.mark.parametrize("day", [SPRING, AUTUMN, date(2027, 7, 14), date(2027, 1, 12)])
def test_slot_saved_twice_is_not_shifted(course, day):
    session = SessionPageFactory(parent=course, slots=[slot(day, "01:30", "12:30")])
    before = session.slots.values("uid", "day", "start", "end").get()
    for _time in range(2):
        revision = SessionPage.objects.get(pk=session.pk).get_latest_revision_as_object().save_revision()
        revision.publish()
    saved = SessionPage.objects.get(pk=session.pk)
    assert saved.slots.values("uid", "day", "start", "end").get() == before
    assert saved.starts_at == session.starts_at


def test_session_of_several_days_goes_from_its_first_slot_to_its_last(course):
    slots = [
        slot(date(2027, 3, 29), "14:00", "17:00"),
        slot(date(2027, 3, 27), "14:00", "17:00"),
        slot(date(2027, 3, 29), "09:00", "12:30"),
        slot(date(2027, 3, 27), "09:00", "12:30"),
    ]
    session = SessionPageFactory(parent=course, slots=slots)
    assert (session.first_day, session.last_day) == (date(2027, 3, 27), date(2027, 3, 29))
    assert session.starts_at.astimezone(UTC) == datetime(2027, 3, 27, 8, tzinfo=UTC)
    assert session.ends_at.astimezone(UTC) == datetime(2027, 3, 29, 15, tzinfo=UTC)
    assert [str(half_day) for half_day in session.slots_in_order] == [
        "2027-03-27 09:00–12:30",
        "2027-03-27 14:00–17:00",
        "2027-03-29 09:00–12:30",
        "2027-03-29 14:00–17:00",
    ]


def test_session_without_a_slot_has_no_time():
    session = SessionPage()
    session.facts = session
    assert (session.starts_at, session.ends_at, session.first_day, session.last_day) == (None, None, None, None)
    assert session.is_past is False


@pytest.mark.parametrize(
    ("now", "is_past"),
    [
        ("2027-01-12 08:00:00Z", False),
        ("2027-01-12 11:29:59.999Z", False),
        ("2027-01-12 11:30:00Z", True),
        ("2027-01-12 11:31:00Z", True),
    ],
)
def test_session_is_past_from_the_minute_it_ends(course, now, is_past):
    session = SessionPageFactory(parent=course, slots=[slot(date(2027, 1, 12), "09:00", "12:30")])
    with time_machine.travel(now, tick=False):
        assert session.is_past is is_past


def test_session_of_the_night_the_hour_changes_is_past_at_its_real_end(course):
    session = SessionPageFactory(parent=course, slots=[slot(AUTUMN, "01:00", "04:00")])
    with time_machine.travel("2027-10-31 02:59:59Z", tick=False):
        assert session.is_past is False
    with time_machine.travel("2027-10-31 03:00:00Z", tick=False):
        assert session.is_past is True


# What cannot be


@pytest.mark.parametrize(("start", "end"), [("12:30", "09:00"), ("09:00", "09:00")])
def test_slot_that_ends_before_it_starts_is_refused_by_the_model(start, end):
    with pytest.raises(ValidationError) as refusal:
        slot(date(2027, 1, 12), start, end).validate_constraints()
    assert refusal.value.messages == [_("A half-day must end after it starts.")]


@pytest.mark.parametrize(("start", "end"), [("12:30", "09:00"), ("09:00", "09:00")])
def test_slot_that_ends_before_it_starts_is_refused_by_the_database(course, start, end):
    session = SessionPageFactory(parent=course)
    half_day = slot(date(2027, 1, 12), start, end)
    half_day.page = session
    with transaction.atomic(), pytest.raises(IntegrityError):
        SessionSlot.objects.bulk_create([half_day])


@pytest.mark.parametrize(
    ("seats", "seats_min", "refused"),
    [(12, 13, ["seats_min"]), (12, 12, []), (12, 1, []), (None, 30, []), (0, 1, ["seats_min"])],
)
def test_session_cannot_need_more_people_than_it_has_seats(seats, seats_min, refused):
    try:
        SessionPage(seats=seats, seats_min=seats_min).clean()
        found = []
    except ValidationError as error:
        found = list(error.message_dict)
    assert found == refused


def test_session_accepts_two_slots_that_touch(course):
    slots = [slot(date(2027, 1, 12), "09:00", "12:30"), slot(date(2027, 1, 12), "12:30", "16:00")]
    assert SessionPageFactory(parent=course, slots=slots).slots.count() == 2


# Place


@pytest.mark.parametrize(
    ("fields", "location"),
    [
        ({}, ""),
        ({"city": "Metz"}, "Metz"),
        ({"postcode": "57000", "city": "Metz"}, "57000 Metz"),
        (
            {"place_name": "Maison", "address": "1 rue des Tests", "postcode": "57000", "city": "Metz"},
            "Maison, 1 rue des Tests, 57000 Metz",
        ),
        ({"city": "Metz", "modality": "remote"}, ""),
        ({"city": "Metz", "modality": "hybrid"}, "Metz"),
    ],
)
def test_session_location_is_one_line_or_nothing(fields, location):
    assert SessionPage(**fields).location == location


# Cancellation


def test_session_is_cancelled_in_every_language_at_once(course):
    session = SessionPageFactory(parent=course)
    german = translate(session)
    SessionCancellationFactory(session_key=session.translation_key)
    pages = SessionPage.objects.filter(pk__in=[session.pk, german.pk])
    assert [page.is_cancelled for page in pages] == [True, True]
