"""The environment, read in one place and doubted there."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch):
    monkeypatch.delenv("THING", raising=False)


def test_text_returns_what_is_set(monkeypatch):
    monkeypatch.setenv("THING", " a value ")
    assert env.text("THING") == "a value"


@pytest.mark.parametrize("value", [None, "", "   "])
def test_text_set_to_nothing_is_the_default(monkeypatch, value):
    if value is not None:
        monkeypatch.setenv("THING", value)
    assert env.text("THING", "default") == "default"


def test_text_without_default_names_the_missing_variable():
    with pytest.raises(ImproperlyConfigured) as error:
        env.text("THING")
    assert str(error.value) == "The environment variable THING must be set."


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("off", False)]
)
def test_boolean_understands_the_usual_words(monkeypatch, value, expected):
    monkeypatch.setenv("THING", value)
    assert env.boolean("THING", default=not expected) is expected


def test_boolean_refuses_another_word(monkeypatch):
    monkeypatch.setenv("THING", "maybe")
    with pytest.raises(ImproperlyConfigured, match="THING must be one of"):
        env.boolean("THING", default=False)


def test_integer_reads_a_whole_number(monkeypatch):
    monkeypatch.setenv("THING", "3600")
    assert env.integer("THING", 5) == 3600


@pytest.mark.parametrize("value", ["-1", "1.5", "ten", "²"])
def test_integer_refuses_anything_else(monkeypatch, value):
    monkeypatch.setenv("THING", value)
    with pytest.raises(ImproperlyConfigured, match="THING must be a whole number"):
        env.integer("THING", 5)


def test_words_splits_and_trims(monkeypatch):
    monkeypatch.setenv("THING", "a.example.org, b.example.org ,")
    assert env.words("THING") == ["a.example.org", "b.example.org"]


@pytest.mark.parametrize("value", ["", " , "])
def test_words_without_default_must_name_something(monkeypatch, value):
    monkeypatch.setenv("THING", value)
    with pytest.raises(ImproperlyConfigured, match="THING must be set"):
        env.words("THING")


def test_path_must_be_absolute(monkeypatch):
    monkeypatch.setenv("THING", "var/media")
    with pytest.raises(ImproperlyConfigured, match="THING must be an absolute path"):
        env.path("THING", Path("/srv/media"))


def test_path_returns_its_default():
    assert env.path("THING", Path("/srv/media")) == Path("/srv/media")


def test_url_loses_its_last_slash(monkeypatch):
    monkeypatch.setenv("THING", "https://www.example.org/")
    assert env.url("THING") == "https://www.example.org"


@pytest.mark.parametrize("value", ["www.example.org", "ftp://example.org", "https://"])
def test_url_refuses_what_is_no_address(monkeypatch, value):
    monkeypatch.setenv("THING", value)
    with pytest.raises(ImproperlyConfigured, match="THING must be an address"):
        env.url("THING")


def test_email_reads_a_whole_address(monkeypatch):
    monkeypatch.setenv("THING", "smtp+tls://site%40example.org:p%40ss@mail.example.org:2525?timeout=5")
    assert env.email("THING", "console://") == {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": 2525,
        "EMAIL_HOST_USER": "site@example.org",
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
        "EMAIL_TIMEOUT": 5,
    }


@pytest.mark.parametrize(("scheme", "port"), [("smtp", 25), ("smtp+tls", 587), ("smtps", 465)])
def test_email_takes_the_usual_port_of_its_scheme(monkeypatch, scheme, port):
    monkeypatch.setenv("THING", f"{scheme}://mail.example.org")
    assert env.email("THING", "console://")["EMAIL_PORT"] == port


@pytest.mark.parametrize("value", ["mail.example.org", "imap://mail.example.org", "smtp://mail.example.org:port"])
def test_email_refuses_what_it_cannot_use(monkeypatch, value):
    monkeypatch.setenv("THING", value)
    with pytest.raises(ImproperlyConfigured, match="The environment variable THING"):
        env.email("THING", "console://")
