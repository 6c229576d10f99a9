"""A session of one seat in January, seen in December; and the people of the desk."""

import copy
import datetime

import pytest
import time_machine
from django.urls import reverse

from tests.factories.roles import member_of
from tests.factories.training import SessionPageFactory, make_course, slot
from training.models import SessionTrainer

NOW = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def shared_session(shared_home):
    with time_machine.travel(NOW, tick=False):
        course = make_course(title="Animer ses engagements")
        return SessionPageFactory(parent=course, title="Metz", seats=1, slots=[slot(datetime.date(2027, 1, 12))])


@pytest.fixture
def session(shared_session, site_root):
    return copy.deepcopy(shared_session)


@pytest.fixture
def course(session):
    return session.get_parent().specific


@pytest.fixture
def other_session(course):
    return SessionPageFactory(parent=course, title="Reims", seats=5, slots=[slot(datetime.date(2027, 2, 2))])


@pytest.fixture
def team(session, client):
    """A member of the team, logged in."""
    user = member_of("formations")
    client.force_login(user)
    return user


@pytest.fixture
def trainer(session):
    """A trainer of the session, not logged in."""
    user = member_of("intervenants")
    SessionTrainer.objects.create(session_key=session.translation_key, user=user)
    return user


@pytest.fixture
def url():
    """The address of a page of the desk: ``url("confirm", sign_up)``."""

    def address(name, row=None):
        return reverse(f"training_desk:{name}", args=[row.pk] if row else [])

    return address
