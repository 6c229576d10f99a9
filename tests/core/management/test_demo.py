"""`make demo`: what it says when it cannot serve, and what it does not do twice."""

import io
import socket

import polib
import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import gettext
from django.utils.translation.reloader import translation_file_changed
from wagtail.models import Site

from core.management.commands import demo
from core.management.commands.compile_catalogues import compile_changed


@pytest.fixture
def busy_port():
    with socket.socket() as other:
        other.bind((demo.HOST, 0))
        other.listen()
        yield other.getsockname()[1]


def test_busy_port_is_said_before_any_work(busy_port):
    with pytest.raises(CommandError) as error:
        call_command("demo", port=busy_port)
    assert str(error.value) == (
        f"Port {busy_port} is taken by another program. Choose another one: make demo PORT={busy_port + 1}"
    )


def test_impossible_port_is_said(db):
    with pytest.raises(CommandError, match="A port is a number from 1 to 65535"):
        call_command("demo", port=70_000)


@pytest.fixture
def steps(db, monkeypatch, settings, tmp_path):
    """The commands that the demo calls, noted instead of run."""
    called = []
    settings.VAR_DIR = tmp_path / "var"
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setattr(demo, "call_command", lambda name, **options: called.append(name))
    monkeypatch.setattr(demo, "compile_changed", list)
    monkeypatch.setattr(demo, "static_fingerprint", lambda: "same files")
    return called


def test_first_run_prepares_everything(steps, monkeypatch):
    monkeypatch.setattr(demo, "unready_reason", lambda: "9 migrations wait to be applied")
    out = io.StringIO()
    call_command("demo", prepare_only=True, stdout=out)
    assert steps == ["migrate", "collectstatic", "load_demo"]
    assert out.getvalue() == "· Preparing the database\n· Gathering and compressing styles, scripts and icons\n"


def test_second_run_only_looks_at_the_content(steps, monkeypatch):
    monkeypatch.setattr(demo, "unready_reason", str)
    call_command("demo", prepare_only=True, stdout=io.StringIO())
    steps.clear()
    call_command("demo", prepare_only=True, stdout=io.StringIO())
    assert steps == ["load_demo"]


@pytest.mark.parametrize(
    ("named", "expected"), [("localhost", (demo.HOST, 8042)), ("www.example.org", ("www.example.org", 80))]
)
def test_site_without_a_name_takes_the_address_of_the_demo(site_root, named, expected):
    Site.objects.update(hostname=named)
    demo.name_site(8042)
    assert Site.objects.values_list("hostname", "port").get() == expected


def test_static_fingerprint_changes_with_a_file(settings, tmp_path):
    settings.STATICFILES_DIRS = [tmp_path]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    (tmp_path / "site.css").write_text("a {}")
    before = demo.static_fingerprint()
    assert demo.static_fingerprint() == before
    (tmp_path / "site.css").write_text("a { b: c }")
    assert demo.static_fingerprint() != before


def test_first_run_speaks_the_language_of_the_catalogues_it_compiled(steps, monkeypatch, settings, tmp_path):
    # A fresh clone: no compiled catalogue when the process starts, and something was said already.
    monkeypatch.setattr(demo, "unready_reason", str)
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.append(polib.POEntry(msgid="A word of the test", msgstr="Un mot du test"))
    catalogue.save(str(folder / "django.po"))
    settings.LOCALE_PATHS = [tmp_path]
    assert gettext("A word of the test") == "A word of the test"
    monkeypatch.setattr(demo, "compile_changed", compile_changed)
    try:
        call_command("demo", prepare_only=True, stdout=io.StringIO())
        assert gettext("A word of the test") == "Un mot du test"
    finally:
        translation_file_changed(sender=None, file_path=folder / "django.mo")
