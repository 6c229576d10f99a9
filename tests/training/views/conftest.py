"""A session to ask a seat of, in a December when nobody is asleep; and a watch over what a page may do."""

import copy
import datetime
from contextlib import contextmanager

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client

from core.links import issue_form_token
from core.models import ProgrammeSettings
from tests.factories.training import SessionPageFactory, make_course, slot

#: A Tuesday morning, six weeks before the session.
NOW = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)
SESSION_DAY = datetime.date(2027, 1, 12)
ZOE = {
    "name": "Zoé Lambert",
    "email": "zoe.lambert@mairie-fictive.example",
    "organisation": "Mairie fictive",
    "organisation_kind": "*",
    "department": "57",
    "function": "acheteuse",
}


@pytest.fixture
def clock():
    """The hour, which moves when a test says so: ``clock.shift(timedelta(hours=1))``."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def shared_session(shared_home):
    with time_machine.travel(NOW, tick=False):
        # Wagtail makes this row when it is first read.
        ProgrammeSettings.for_site(shared_home.sites_rooted_here.get())
        course = make_course(title="Acheter autrement")
        return SessionPageFactory(parent=course, title="Metz", seats=2, slots=[slot(SESSION_DAY)])


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
    day = SESSION_DAY + datetime.timedelta(days=7)
    return SessionPageFactory(parent=course, title="Nancy", seats=1, slots=[slot(day)])


@pytest.fixture
def browser():
    """A reader who checks nothing twice: no cookie, no script."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def send(browser, session, clock):
    """Fill in the form at leisure and send it: ``send(name="Ali Benoît")``."""

    def fill_in(*, to=session, token=None, **said):
        if token is None:
            token = issue_form_token()
            clock.shift(datetime.timedelta(minutes=2))
        return browser.post(f"{to.url}inscription/", {**ZOE, "token": token, **said})

    return fill_in


def main_of(response):
    """The main part of a page."""
    return BeautifulSoup(response.content, "html.parser").main


def words_of(response):
    """The words of the main part of a page, in one line."""
    return " ".join(main_of(response).get_text(" ").split())


@contextmanager
def nothing_written():
    """Fail at the first statement that would write to the database."""

    def watch(execute, sql, params, many, context):
        assert not sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE")), sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield
