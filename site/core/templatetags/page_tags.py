"""Pages that other pages show."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from wagtail.models import Page

from core.languages import beside

register = template.Library()


@register.filter(name="beside")
def page_beside(target: Page | None) -> Page | None:
    """A page in the reader's language, where it has one; see ``core.languages.beside``."""
    return beside(target) if target else None


@register.simple_tag
def highlights(index: Page | None, count: int) -> Sequence[Any]:
    """What an index page wants shown of itself elsewhere, in the reader's language."""
    shown = beside(index) if index else None
    return shown.specific.highlights(count) if shown and shown.live else []


@register.filter
def numbers(of: Iterable[dict[str, Any]] | int | None) -> list[int]:
    """Numbers of some squares of the grid, or of one commitment, as a list."""
    if of is None or of == "":
        return []
    return [of] if isinstance(of, int) else [square["number"] for square in of]
