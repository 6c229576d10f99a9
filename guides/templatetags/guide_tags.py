"""Guides on other rooms' pages: a commitment does not know its guides, its template asks for them."""

from collections.abc import Iterable

from django import template

from core.languages import active_locale
from core.querysets import attach_facts
from guides.models import GuidePage

register = template.Library()

#: How many guides another page shows.
GUIDES_SHOWN = 24


@register.simple_tag
def guides_serving(numbers: Iterable[int]) -> list[GuidePage]:
    """The latest guides that serve at least one of these commitments, in the active language."""
    guides = list(GuidePage.objects.serving(numbers, active_locale())[:GUIDES_SHOWN])
    attach_facts(guides)
    return guides
