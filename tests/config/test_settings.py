"""A server's settings come from the environment alone, and are safe by default."""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SETTINGS = Path(settings.BASE_DIR) / "site" / "config" / "settings"
SERVER = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "a-key-of-more-than-fifty-characters-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "www.example.org",
    "BASE_URL": "https://www.example.org",
    "DATABASE_URL": "postgres://site@127.0.0.1/site",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "DEFAULT_FROM_EMAIL": "site@example.org",
}


def run_on_server(*arguments: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run Python as a server would, with its environment and the changes (None takes a variable away)."""
    environment = {"PATH": os.environ["PATH"]} | SERVER | changes
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


def server_settings(*names: str, **changes: str | None) -> list:
    """Return settings of a server, as a server process reads them."""
    code = (
        "import sys; sys.path.insert(0, 'site')\n"
        "from django.conf import settings; import json\n"
        f"print(json.dumps([getattr(settings, name, None) for name in {names!r}], default=str))"
    )
    result = run_on_server("-c", code, **changes)
    assert result.stderr == ""
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", sorted(set(SERVER) - {"DJANGO_SETTINGS_MODULE"}))
def test_production_names_the_missing_variable(name):
    result = run_on_server("manage.py", "check", **{name: None})
    assert result.returncode == 1
    assert (
        result.stderr.strip()
        .splitlines()[-1]
        .startswith(f"django.core.exceptions.ImproperlyConfigured: The environment variable {name} must be set")
    )


def test_production_passes_the_deployment_checks():
    result = run_on_server("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (result.returncode, result.stdout) == (0, "System check identified no issues (2 silenced).\n")


def test_production_is_safe_by_default():
    assert server_settings(
        "DEBUG",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SERVE_MEDIA",
        "SECURE_PROXY_SSL_HEADER",
    ) == [False, True, 31_536_000, "__Host-sessionid", True, True, False, None]


def test_production_trusts_the_proxy_only_when_told():
    assert server_settings("TRUST_PROXY_HEADERS") == [False]
    assert server_settings("SECURE_PROXY_SSL_HEADER", "TRUST_PROXY_HEADERS", TRUST_PROXY_HEADERS="1") == [
        ["HTTP_X_FORWARDED_PROTO", "https"],
        True,
    ]


def test_production_takes_everything_from_the_environment():
    names = ["ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECRET_KEY_FALLBACKS", "MEDIA_ROOT", "EMAIL_HOST", "BASE_URL"]
    assert server_settings(
        *names,
        ALLOWED_HOSTS="a.example.org,b.example.org",
        CSRF_TRUSTED_ORIGINS="https://a.example.org",
        SECRET_KEY_FALLBACKS="the-key-of-before",
        MEDIA_ROOT="/srv/media",
        EMAIL_URL="smtps://mail.example.org",
        BASE_URL="https://a.example.org/",
    ) == [
        ["a.example.org", "b.example.org"],
        ["https://a.example.org"],
        ["the-key-of-before"],
        "/srv/media",
        "mail.example.org",
        "https://a.example.org",
    ]


def test_demo_has_the_static_files_and_errors_of_a_server_without_its_locks():
    debug, storages, redirect = server_settings(
        "DEBUG", "STORAGES", "SECURE_SSL_REDIRECT", DJANGO_SETTINGS_MODULE="config.settings.demo"
    )
    assert (debug, redirect) == (False, False)
    assert storages["staticfiles"]["BACKEND"] == "whitenoise.storage.CompressedManifestStaticFilesStorage"


def test_wsgi_finds_everything_from_any_folder(tmp_path):
    wsgi = Path(settings.BASE_DIR) / "site" / "config" / "wsgi.py"
    result = subprocess.run(
        [sys.executable, "-c", f"import runpy; print(type(runpy.run_path({str(wsgi)!r})['application']).__name__)"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]} | SERVER,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.stdout, result.returncode) == ("WSGIHandler\n", 0), result.stderr


@pytest.mark.parametrize("path", sorted(SETTINGS.glob("*.py")), ids=lambda path: path.stem)
def test_settings_file_is_readable_in_one_go(path):
    assert len(path.read_text().splitlines()) <= 300


def test_settings_package_imports_nothing():
    assert (SETTINGS / "__init__.py").read_text() == ""


def test_environment_is_read_in_one_file_only():
    readers = [
        path.relative_to(settings.BASE_DIR).as_posix()
        for folder in ("site", "home", "guides", "training", "charter", "label_directory")
        for path in (Path(settings.BASE_DIR) / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    # The tools of the workshop (measures, screenshots) start other programs: no server installs them.
    served = {name for name in readers if not name.startswith("site/workshop/")}
    # wsgi.py names the settings to Django, which has no other way to be told.
    assert served == {"site/config/env.py", "site/config/wsgi.py"}


def test_server_does_not_install_the_workshop():
    assert [name for name in server_settings("INSTALLED_APPS")[0] if name == "workshop"] == []
    assert [name for name in settings.INSTALLED_APPS if name == "workshop"] == ["workshop"]


def test_test_command_runs_pytest():
    assert settings.TEST_RUNNER == "core.test_runner.PytestRunner"


def test_chores_of_the_demo_end_by_themselves():
    # The last is no service, and has no other way to run.
    assert [line for line in settings.CHORES if not line.endswith(" --once")] == ["publish_scheduled"]
