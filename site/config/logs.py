"""Where logs go, and what never stands in them.

They go to the console, for the machine to keep. No mail, no request body: they would hold personal data. Personal links
and e-mail addresses are taken out on the way; gunicorn's log has the same filter (core.apps).
"""

from typing import Any


def configure() -> dict[str, Any]:
    """Return Django's ``LOGGING``."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
        "filters": {"privacy": {"()": "core.log_filters.PrivacyFilter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["privacy"]}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
            # Each save of a page runs two small tasks: not news.
            "django_tasks": {"level": "WARNING"},
            "django.security.DisallowedHost": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
        },
    }
