"""The whole demo, three languages long, made once for all the tests that read it; and its pages, each read once."""

import io
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from tests import prepared_demo
from tests.home.crawl import crawl_of_the_run
from tests.unfinished import unfinished_pages  # noqa: F401 - a fixture


def load_demo() -> str:
    """Load the demo, or what it lacks; returns what the command said."""
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def loaded_demo(request, django_db_setup, django_db_blocker, folder_of_the_run, tmp_path_factory):
    """The demo, for all the tests of a module: a copy of the one of the run, or loaded anew on PostgreSQL."""
    folder = tmp_path_factory.mktemp("demo")
    # The page of all blocks has a video: the demo knows a host, and publishes nothing that its forms would refuse.
    as_the_demo = override_settings(VAR_DIR=folder, MEDIA_ROOT=folder / "media", VIDEO_HOSTS=["video.example"])
    with django_db_blocker.unblock(), as_the_demo:
        if connection.vendor == "sqlite":
            prepared_demo.bring(folder_of_the_run, folder)
            with opened(folder / "db.sqlite3"):
                yield
        else:
            request.getfixturevalue("shared_data")
            load_demo()
            yield


@contextmanager
def opened(database):
    """Open another SQLite file than the one of the tests."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(database)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


@pytest.fixture
def demo(loaded_demo, db, settings, tmp_path):
    """The loaded demo; what a test does to it is undone at its end."""
    settings.VAR_DIR = tmp_path


@pytest.fixture(scope="module")
def crawl(loaded_demo, folder_of_the_run):
    """Every address that a reader can come to from the pages of the three languages, by its path, read once a run."""
    return crawl_of_the_run(folder_of_the_run)
