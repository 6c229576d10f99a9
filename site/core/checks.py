"""Rules of this project that a start of the site can check, beside Django's and Wagtail's own."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

# What config.databases gives; said again here, since `core` does not know `config`.
SQLITE_SECONDS = 20
SQLITE_PRAGMAS = ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON")
FORBIDDEN_APPS = {
    "wagtail.contrib.table_block": "had a stored script injection, and its cells cannot be translated",
    "wagtail.contrib.forms": "keeps what visitors type without a limit of time",
    "wagtail.api.v3": "is a preview, and answers anonymous readers with original pictures",
    "wagtail.locales": "is replaced by wagtail_localize.locales",
}


@register
def check_sqlite_is_tuned(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a SQLite database without its tuning: under load it loses what people write."""
    problems: list[CheckMessage] = []
    for alias, database in settings.DATABASES.items():
        if not database["ENGINE"].endswith("sqlite3"):
            continue
        missing = missing_sqlite_tuning(database.get("OPTIONS", {}))
        if missing:
            problems.append(
                Error(
                    f"The SQLite database '{alias}' lacks: {', '.join(missing)}.",
                    hint="Build the entry with config.databases.configure().",
                    id="core.E001",
                )
            )
    return problems


def missing_sqlite_tuning(options: dict[str, Any]) -> list[str]:
    """Return what the options of a SQLite database lack for several writers to live together."""
    pragmas = options.get("init_command", "")
    missing = [pragma for pragma in SQLITE_PRAGMAS if pragma not in pragmas]
    if options.get("transaction_mode") != "IMMEDIATE":
        missing.append("transaction_mode IMMEDIATE")
    if options.get("timeout", 0) < SQLITE_SECONDS:
        missing.append(f"timeout {SQLITE_SECONDS}")
    return missing


@register
def check_no_forbidden_app(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse applications that the project decided not to have."""
    return [
        Error(f"'{name}' must not be installed: it {reason}.", id="core.E002")
        for name, reason in FORBIDDEN_APPS.items()
        if name in settings.INSTALLED_APPS
    ]


@register
def check_requests_are_not_transactions(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a transaction per request: on SQLite each page read would take the only writer's lock."""
    return [
        Error(
            f"The database '{alias}' must not have ATOMIC_REQUESTS.",
            hint="Open a transaction in the service that writes.",
            id="core.E003",
        )
        for alias, database in settings.DATABASES.items()
        if database.get("ATOMIC_REQUESTS")
    ]


@register
def check_french_is_first(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse content languages that differ from the site's, or another first one: addresses depend on it."""
    if settings.LANGUAGE_CODE == "fr" and settings.LANGUAGES[0][0] == "fr" and _same_languages():
        return []
    return [Error("LANGUAGES and WAGTAIL_CONTENT_LANGUAGES must be the same, French first.", id="core.E004")]


@register
def check_machine_translation(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a machine that could not be asked, or an address or a key that no machine would use."""
    return [
        Error(problem, hint="See docs/howto/deploy.md, “Filling in by machine”.", id="core.E006")
        for problem in problems_of_machine(
            settings.MACHINE_TRANSLATION, settings.MACHINE_TRANSLATION_URL, settings.MACHINE_TRANSLATION_KEY
        )
    ]


def problems_of_machine(machine: str, url: str, key: str) -> list[str]:
    """What three settings lack to go together, a sentence each."""
    parts = urlsplit(url)
    problems = {
        "MACHINE_TRANSLATION must be libretranslate, deepl, or nothing.": machine
        not in ("", "libretranslate", "deepl"),
        "MACHINE_TRANSLATION_URL or MACHINE_TRANSLATION_KEY is set, and MACHINE_TRANSLATION is not.": (
            not machine and bool(url or key)
        ),
        "MACHINE_TRANSLATION is libretranslate: MACHINE_TRANSLATION_URL must be an address, as https://example.org.": (
            machine == "libretranslate" and not (parts.scheme in ("http", "https") and parts.netloc)
        ),
        "MACHINE_TRANSLATION is deepl, and MACHINE_TRANSLATION_KEY is not set.": machine == "deepl" and not key,
        "MACHINE_TRANSLATION is deepl, whose address is known: MACHINE_TRANSLATION_URL must not be set.": (
            machine == "deepl" and bool(url)
        ),
    }
    return [problem for problem, is_one in problems.items() if is_one]


def _same_languages() -> bool:
    return list(settings.LANGUAGES) == list(settings.WAGTAIL_CONTENT_LANGUAGES)
