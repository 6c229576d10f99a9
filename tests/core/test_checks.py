"""Rules of the project that the start of the site checks."""

from types import SimpleNamespace

import pytest
from django.conf import settings

from config.databases import configure
from core import checks


@pytest.fixture
def project(monkeypatch):
    """Settings for the checks alone: Django's own override would set the whole project up anew."""
    given = SimpleNamespace(**{name: getattr(settings, name) for name in dir(settings) if name.isupper()})
    monkeypatch.setattr(checks, "settings", given)
    return given


def ids(messages) -> list[str]:
    """Return the identifiers of system check messages."""
    return [message.id for message in messages]


def test_sqlite_as_we_configure_it_is_accepted(project):
    project.DATABASES = {"default": configure("sqlite:////srv/site.sqlite3")}
    assert checks.check_sqlite_is_tuned(None) == []


def test_sqlite_without_tuning_is_refused_with_what_it_lacks(project):
    project.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/site.sqlite3"}}
    (error,) = checks.check_sqlite_is_tuned(None)
    assert (error.id, error.msg) == (
        "core.E001",
        "The SQLite database 'default' lacks: journal_mode = WAL, synchronous = NORMAL, foreign_keys = ON, "
        "transaction_mode IMMEDIATE, timeout 20.",
    )


def test_postgresql_needs_no_sqlite_tuning(project):
    project.DATABASES = {"default": configure("postgres://site@127.0.0.1/site")}
    assert checks.check_sqlite_is_tuned(None) == []


@pytest.mark.parametrize("name", sorted(checks.FORBIDDEN_APPS))
def test_forbidden_application_is_refused(project, name):
    project.INSTALLED_APPS = [*project.INSTALLED_APPS, name]
    assert ids(checks.check_no_forbidden_app(None)) == ["core.E002"]


def test_transaction_per_request_is_refused(project):
    project.DATABASES = {"default": configure("sqlite:////srv/site.sqlite3") | {"ATOMIC_REQUESTS": True}}
    assert ids(checks.check_requests_are_not_transactions(None)) == ["core.E003"]


def test_another_first_language_is_refused(project):
    project.LANGUAGES = list(reversed(project.LANGUAGES))
    assert ids(checks.check_french_is_first(None)) == ["core.E004"]


def test_project_as_it_is_passes():
    every_check = (
        checks.check_sqlite_is_tuned,
        checks.check_no_forbidden_app,
        checks.check_requests_are_not_transactions,
        checks.check_french_is_first,
    )
    assert [check(None) for check in every_check] == [[], [], [], []]


UNUSED = "MACHINE_TRANSLATION_URL or MACHINE_TRANSLATION_KEY is set, and MACHINE_TRANSLATION is not."
NO_ADDRESS = (
    "MACHINE_TRANSLATION is libretranslate: MACHINE_TRANSLATION_URL must be an address, as https://example.org."
)
NO_KEY = "MACHINE_TRANSLATION is deepl, and MACHINE_TRANSLATION_KEY is not set."
KNOWN = "MACHINE_TRANSLATION is deepl, whose address is known: MACHINE_TRANSLATION_URL must not be set."


@pytest.mark.parametrize(
    ("machine", "url", "key", "told"),
    [
        ("", "", "", []),
        ("libretranslate", "http://127.0.0.1:5000", "", []),
        ("libretranslate", "https://words.example.org", "key", []),
        ("deepl", "", "key", []),
        ("google", "", "", ["MACHINE_TRANSLATION must be libretranslate, deepl, or nothing."]),
        ("", "http://127.0.0.1:5000", "", [UNUSED]),
        ("", "", "key", [UNUSED]),
        ("libretranslate", "", "key", [NO_ADDRESS]),
        ("libretranslate", "words.example.org", "", [NO_ADDRESS]),
        ("deepl", "", "", [NO_KEY]),
        ("deepl", "https://api.example.org", "", [NO_KEY, KNOWN]),
    ],
)
def test_machine_that_could_not_be_asked_is_refused(project, machine, url, key, told):
    project.MACHINE_TRANSLATION, project.MACHINE_TRANSLATION_URL, project.MACHINE_TRANSLATION_KEY = machine, url, key
    assert [error.msg for error in checks.check_machine_translation(None)] == told
