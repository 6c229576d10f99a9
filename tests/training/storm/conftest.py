"""A site that is really written to: every commit counts, as threads, killed processes and a running server need it.

A test that says ``django_db(transaction=True)`` pays for a flush of all tables, some seconds on PostgreSQL. Those of
this folder say nothing: the database is opened to them, the pages are made once a run, and what a test left is swept
away before the next one. They carry no mark, so pytest-django runs them after all others; what the flush of those took
is put back.
"""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases

from tests.conftest import make_home
from tests.factories.core import UserFactory
from tests.factories.training import make_course
from tests.smtp_server import SmtpServer
from tests.training.storm.killing import Killer
from tests.training.storm.running_site import database_address
from tests.training.storm.world import make_session, sweep


@pytest.fixture(scope="session")
def _database(django_db_setup, django_db_blocker, django_db_keepdb):
    """The database of the tests, with the data of the migrations."""
    with django_db_blocker.unblock(), made_database(django_db_keepdb):
        if not ContentType.objects.exists():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
        yield


@contextmanager
def made_database(keepdb):
    """Make the database, unless a marked test had it made."""
    is_made = connection.settings_dict["NAME"] == connection.creation._get_test_db_name()
    made = [] if is_made else setup_databases(verbosity=0, interactive=False, keepdb=keepdb)
    try:
        yield
    finally:
        connections.close_all()
        teardown_databases(made, verbosity=0, keepdb=keepdb)


@pytest.fixture(scope="session")
def _site(_database, django_db_blocker):
    """The pages and the account that every storm uses."""
    with django_db_blocker.unblock():
        make_home()
        course = make_course()
        # Two months away: no deadline is near.
        yield (make_session(course, days=60), make_session(course, days=67)), UserFactory()


@pytest.fixture(scope="session")
def killer(_site, django_db_blocker):
    """A process whose copies die in the middle of their work, on the same database."""
    with django_db_blocker.unblock():
        process = Killer(database_address(), settings.BASE_DIR)
    yield process
    process.close()


@pytest.fixture(autouse=True)
def _opened(_site, django_db_blocker):
    """The database is open, and nobody has signed up yet."""
    with django_db_blocker.unblock():
        sweep()
        yield


@pytest.fixture
def pages(_site):
    """Two sessions of one course, with two seats each."""
    return _site[0]


@pytest.fixture
def session(pages):
    return pages[0]


@pytest.fixture
def other_session(pages):
    return pages[1]


@pytest.fixture
def user(_site):
    return _site[1]


@pytest.fixture
def smtp(request):
    """A mail server of our own, which Django is told to use."""
    with SmtpServer() as server:
        server.use(request.getfixturevalue("settings"))
        yield server
