"""When and how one signs up: facts of the French page."""

import copy
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from tests.factories.training import SessionPageFactory, SignUpFormFactory, make_course
from tests.factories.translations import translate
from training.models import SessionPage
from training.models.slot import PARIS

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
