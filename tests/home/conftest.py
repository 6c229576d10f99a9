"""The whole demo, loaded once for all the tests of a module: it takes a while, three languages long."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


def load_demo() -> str:
    """Load the demo, or what it lacks; returns what the command said."""
    out = io.StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def loaded_demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo in a transaction around all the tests of the module; gone after the last of them."""
    whole = transaction.atomic()
    # As the transactions of Django's own tests: what must be one of its own (durable) may begin inside.
    whole._from_testcase = True
    with (
        django_db_blocker.unblock(),
        override_settings(VAR_DIR=tmp_path_factory.mktemp("demo")),
        whole,
    ):
        load_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded_demo, db, settings, tmp_path):
    """The loaded demo; what a test does to it is undone at its end."""
    settings.VAR_DIR = tmp_path
