"""The only reader of environment variables: typed, and clear about what is wrong.

Every variable the site understands is read through these functions, from `config.settings`, and
listed in docs/howto/deploy.md. A variable set to nothing counts as not set.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})
EMAIL_SCHEMES: dict[str, dict[str, Any]] = {
    "console": {"BACKEND": "django.core.mail.backends.console.EmailBackend"},
    "smtp": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "PORT": 25},
    "smtp+tls": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "PORT": 587, "USE_TLS": True},
    "smtps": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "PORT": 465, "USE_SSL": True},
}


def text(name: str, default: str | None = None) -> str:
    """Return a variable as it stands; without a default, it must be set."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"The environment variable {name} must be set.")
    return default


def boolean(name: str, *, default: bool) -> bool:
    """Return a variable as a truth: 1, true, yes, on or 0, false, no, off."""
    value = text(name, "").lower()
    if not value:
        return default
    if value in TRUE_WORDS:
        return True
    if value in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"The environment variable {name} must be one of: 1, true, yes, on, 0, false, no, off.")


def integer(name: str, default: int) -> int:
    """Return a variable as a whole number, zero or more."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"The environment variable {name} must be a whole number, zero or more.")
    return int(value)


def words(name: str, default: Iterable[str] | None = None) -> list[str]:
    """Return a comma-separated variable as a list; without a default, it must name something."""
    found = [word.strip() for word in text(name, "").split(",") if word.strip()]
    if found:
        return found
    if default is None:
        raise ImproperlyConfigured(f"The environment variable {name} must be set, to values separated by commas.")
    return list(default)


def path(name: str, default: Path) -> Path:
    """Return a variable as an absolute path."""
    value = Path(text(name, str(default)))
    if not value.is_absolute():
        raise ImproperlyConfigured(f"The environment variable {name} must be an absolute path.")
    return value


def url(name: str, default: str | None = None) -> str:
    """Return a variable as the address of a site, without its last slash."""
    value = text(name, default)
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ImproperlyConfigured(f"The environment variable {name} must be an address, as https://example.org.")
    return value.rstrip("/")


def email(name: str, default: str) -> dict[str, Any]:
    """Return the settings of mail from one address: smtp+tls://user:password@host:587, or console://."""
    parts = urlsplit(text(name, default))
    if parts.scheme not in EMAIL_SCHEMES:
        schemes = ", ".join(sorted(EMAIL_SCHEMES))
        raise ImproperlyConfigured(f"The environment variable {name} must begin with one of: {schemes}.")
    settings = {"PORT": 25, "USE_TLS": False, "USE_SSL": False} | EMAIL_SCHEMES[parts.scheme]
    settings["HOST"] = parts.hostname or "localhost"
    settings["HOST_USER"] = unquote(parts.username or "")
    settings["HOST_PASSWORD"] = unquote(parts.password or "")
    timeout = parse_qs(parts.query).get("timeout", ["10"])[0]
    try:
        settings["PORT"] = parts.port or settings["PORT"]
        settings["TIMEOUT"] = int(timeout)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"The environment variable {name} holds a port or timeout that is not a number."
        ) from error
    return {f"EMAIL_{key}": value for key, value in settings.items()}
