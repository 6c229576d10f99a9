"""Addresses that the site itself answers, before any page."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

#: How an address begins that is the same for everybody: up to its first slash.
FIRST_STEP = re.compile(r"\^?([\w.-]+)(?=/|\$|$)")


@cache
def taken_slugs() -> frozenset[str]:
    """Ends of address that no page may have: below the home page, readers would never reach it."""
    taken = {settings.MEDIA_URL.strip("/"), settings.STATIC_URL.strip("/")}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            taken |= {code, *first_steps(get_resolver().url_patterns)}
    return frozenset(taken)


def first_steps(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    """What the addresses of some patterns begin with, in the active language, where it is the same for everybody."""
    for pattern in patterns:
        own = str(pattern.pattern)
        if isinstance(pattern, URLResolver) and (isinstance(pattern.pattern, LocalePrefixPattern) or not own):
            yield from first_steps(pattern.url_patterns)
        elif found := FIRST_STEP.match(own):
            yield found[1]
