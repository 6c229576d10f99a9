import datetime
import uuid

import pytest

from tests.factories.training import sign_up
from tests.factories.translations import translate
from training.services.errors import SessionGone
from training.services.seats import open_ledger
from training.services.session_facts import availability_now, session_of

pytestmark = pytest.mark.django_db


def test_session_is_the_page_that_holds_the_facts(session):
    translate(session, "de")
    assert session_of(session.translation_key) == session


def test_session_without_a_page_is_gone(db):
    with pytest.raises(SessionGone):
        session_of(uuid.uuid4())


def test_availability_is_that_of_the_locked_seats(session, other_session):
    ledger = open_ledger(session.translation_key)
    # What is not saved yet counts: it is read from the ledger, and not from the page.
    ledger.capacity = 5
    for name, state in [("Une", "confirmed"), ("Deux", "offered"), ("Trois", "waiting"), ("Quatre", "requested")]:
        sign_up(session, state, name=name)
    sign_up(other_session, "confirmed", name="Ailleurs")
    found = availability_now(session, ledger, datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC))
    assert (found.status, found.capacity, found.taken, found.waiting, found.left) == ("queue", 5, 2, 1, 0)
