"""A session to sign up for, in a December when nobody is asleep."""

import copy
import datetime
import uuid

import pytest
import time_machine

from core.models import OutboxMail
from tests.factories.core import UserFactory
from tests.factories.training import SessionPageFactory, make_course, participant, slot
from training.models import SignUp
from training.services.confirm_address import confirm_address
from training.services.request_seat import request_seat

#: A Tuesday morning, six weeks before the session.
NOW = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)
SESSION_DAY = datetime.date(2027, 1, 12)


@pytest.fixture
def clock():
    """The hour, which moves when a test says so: ``clock.shift(timedelta(hours=1))``."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def shared_session(shared_home):
    with time_machine.travel(NOW, tick=False):
        return SessionPageFactory(parent=make_course(), seats=2, slots=[slot(SESSION_DAY)])


@pytest.fixture
def session(shared_session, site_root, clock):
    """A session with two seats, on a January morning from nine."""
    return copy.deepcopy(shared_session)


@pytest.fixture
def course(session):
    return session.get_parent().specific


@pytest.fixture
def other_session(course):
    """Another session of the same course, with one seat."""
    return SessionPageFactory(parent=course, seats=1, slots=[slot(SESSION_DAY + datetime.timedelta(days=7))])


@pytest.fixture
def user(db):
    return UserFactory()


@pytest.fixture
def ask(session):
    """Somebody fills in the form: ``ask("Zoé Lambert")`` gives their sign-up."""

    def fill_in(name, email=None, *, to=session, form_token=None, **details):
        person = participant(name, email, **details)
        request_seat(
            session_key=to.translation_key,
            participant=person,
            language="fr",
            form_token=form_token or uuid.uuid4(),
        )
        found = SignUp.objects.of_session(to.translation_key).filter(person_key=person.person_key)
        return found.order_by("-pk").first()

    return fill_in


@pytest.fixture
def enter(ask):
    """Somebody fills in the form and confirms the address."""

    def both(name, **details):
        sign_up = ask(name, **details)
        return confirm_address(session_key=sign_up.session_key, public_id=sign_up.public_id)

    return both


def mails_to(sign_up):
    """The names of the mails written about a sign-up, in order."""
    return list(OutboxMail.objects.filter(about=sign_up.public_id).order_by("pk").values_list("kind", flat=True))


def moves_of(sign_up):
    """The journal of a sign-up: from, to, by, why."""
    return list(sign_up.transitions.values_list("from_state", "to_state", "actor", "reason"))


def now_is(sign_up):
    """The state of a sign-up in the database."""
    return SignUp.objects.get(pk=sign_up.pk).state
