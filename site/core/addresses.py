"""Addresses that the site itself answers, before any page."""

from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils import translation

#: Fixed ones, of ``config.urls``, and Wagtail's own.
FIXED = ("admin", "documents", "healthz", "readyz", "_util")
#: Those with a name in each language.
NAMED = ("search", "site_map", "sign_ups:lost_link")


@cache
def taken_slugs() -> frozenset[str]:
    """Ends of address that no page may have: below the home page, readers would never reach it."""
    taken = {*FIXED, settings.MEDIA_URL.strip("/"), settings.STATIC_URL.strip("/")}
    for code, _name in settings.LANGUAGES:
        taken.add(code)
        with translation.override(code):
            taken.update(reverse(name).strip("/").split("/")[-1] for name in NAMED)
    return frozenset(taken)
