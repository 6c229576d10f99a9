"""When and how one signs up: facts of the French page."""

import copy
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from core.dates import PARIS
from tests.factories.training import SessionPageFactory, SignUpFormFactory, make_course
from tests.factories.translations import translate
from training.models import SessionPage
from training.models.sign_up_window import SignUpWindow

pytestmark = pytest.mark.django_db

#: The factory's session ends on 12 January 2027 at 12:30.
END = datetime(2027, 1, 12, 12, 30, tzinfo=PARIS)
OPENS = datetime(2026, 12, 1, 9, 0, tzinfo=PARIS)


@pytest.fixture(scope="module")
def shared_session(shared_home):
    return SessionPageFactory(parent=make_course(), title="Metz")


@pytest.fixture
def session(shared_session, db):
    return copy.deepcopy(shared_session)


@pytest.mark.parametrize(
    ("closes_at", "is_right"),
    [(OPENS + timedelta(minutes=1), True), (None, True), (OPENS, False), (OPENS - timedelta(days=1), False)],
)
def test_sign_up_closes_after_it_opens(session, closes_at, is_right):
    session.sign_up_opens_at, session.sign_up_closes_at = OPENS, closes_at
    refused = []
    try:
        session.full_clean()
    except ValidationError as error:
        refused = list(error.message_dict)
    assert refused == ([] if is_right else ["sign_up_closes_at"])


@pytest.mark.parametrize(("late", "flaws"), [(timedelta(0), 0), (timedelta(minutes=1), 1)])
def test_session_whose_sign_up_closes_after_its_end_is_not_published(session, late, flaws):
    session.sign_up_closes_at = END + late
    assert len(session.publication_flaws()) == flaws


@pytest.mark.parametrize(("early", "flaws"), [(timedelta(0), 0), (timedelta(minutes=1), 1)])
def test_session_whose_page_would_leave_before_its_end_is_not_published(session, early, flaws):
    session.expire_at = END - early
    assert len(session.publication_flaws()) == flaws


def test_session_without_a_choice_asks_the_default_form(session):
    default = SignUpFormFactory(is_default=True)
    assert session.asked_form == default


def test_translated_session_asks_what_the_french_page_says(session):
    SignUpFormFactory(is_default=True)
    german = translate(session, "de", slug="metz-de")
    session.sign_up_form = SignUpFormFactory()
    session.save()
    assert SessionPage.objects.get(pk=german.pk).asked_form == session.sign_up_form


def test_form_that_a_session_asks_is_not_deleted(session):
    session.sign_up_form = SignUpFormFactory()
    session.save()
    with pytest.raises(ProtectedError), transaction.atomic():
        session.sign_up_form.delete()


def test_old_version_that_names_a_deleted_form_still_reads(session):
    form = SignUpFormFactory()
    session.sign_up_form = form
    revision = session.save_revision()
    form.delete()
    assert revision.as_object().sign_up_form is None


def test_version_keeps_the_form_it_names(session):
    session.sign_up_form = SignUpFormFactory()
    assert session.save_revision().as_object().sign_up_form == session.sign_up_form


# The rule alone, without a database.


class Window:
    """What a page knows of itself when it is asked for its seats."""

    is_cancelled = False
    ledger = None
    availability_at = SignUpWindow.availability_at
    status_at = SignUpWindow.status_at


def page(*, starts_at=OPENS + timedelta(days=9), ends_at=OPENS + timedelta(days=10), **facts):
    known = {"seats": 2, "live": True, "sign_up_opens_at": None, "sign_up_closes_at": None, "has_waiting_list": True}
    window = Window()
    window.starts_at, window.ends_at, window.facts = starts_at, ends_at, SimpleNamespace(**{**known, **facts})
    return window


@pytest.mark.parametrize(
    ("seats", "ledger", "counts", "expected"),
    [
        (2, None, {}, ("open", 2, 0, 0)),
        (None, None, {}, ("queue", 0, 0, 0)),
        (9, 3, {"confirmed": 1, "offered": 1}, ("open", 3, 2, 0)),
        (9, 3, {"confirmed": 2, "offered": 1, "requested": 5, "cancelled": 5}, ("queue", 3, 3, 0)),
        (9, 3, {"confirmed": 1, "waiting": 1}, ("queue", 3, 1, 1)),
        (9, 0, {}, ("queue", 0, 0, 0)),
    ],
)
def test_seats_are_those_of_the_ledger_or_of_the_page_before_there_is_one(seats, ledger, counts, expected):
    session = page(seats=seats, sign_up_closes_at=OPENS + timedelta(days=1))
    known = SimpleNamespace(capacity=ledger) if ledger is not None else None
    session.ledger = known
    found = session.availability_at(OPENS, counts)
    assert (found.status, found.capacity, found.taken, found.waiting) == expected
    assert (found.opens_at, found.closes_at) == (None, session.facts.sign_up_closes_at)


@pytest.mark.parametrize(
    ("facts", "left", "status"),
    [
        ({}, 1, "open"),
        ({}, 0, "queue"),
        ({}, -1, "queue"),
        ({"has_waiting_list": False}, 0, "full"),
        ({"starts_at": None, "ends_at": None}, 1, "closed"),
        ({"ends_at": None}, 1, "open"),
        ({"starts_at": OPENS, "ends_at": None}, 1, "closed"),
    ],
)
def test_status_is_the_strongest_reason(facts, left, status):
    assert page(**facts).status_at(OPENS, left=left) == status
