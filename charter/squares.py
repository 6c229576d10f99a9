"""The squares of the commitments that other pages serve."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Locale

from charter.enums import Tone
from charter.models import CommitmentPage
from core.languages import is_source
from core.models import BasePage
from core.querysets import attach_facts


def attach_squares(
    pages: Iterable[BasePage], request: HttpRequest | None = None, *, locale: Locale | None = None
) -> list[BasePage]:
    """Give each page the ``squares`` of the commitments it serves, and the stake most of them stand under, in two
    queries: its ``tone`` and ``tone_name``, the first among equals.

    :param pages: pages of one type that has a many-to-many field ``commitments``.
    :param request: lets the pages share one look-up of the site’s root.
    :param locale: language of the squares; without it, that of the first page.
    :returns: the same pages, in the same order.
    """
    pages = list(pages)
    if not pages:
        return pages
    # What a page serves is a fact: it is read from the page in the source language.
    name = pages[0]._meta.model_name
    served = defaultdict(set)
    links = type(pages[0]).commitments.through.objects.filter(
        **{
            f"{name}__translation_key__in": [page.translation_key for page in pages],
            f"{name}__locale__language_code": settings.LANGUAGE_CODE,
        }
    )
    for key, number in links.values_list(f"{name}__translation_key", "commitment__number"):
        served[key].add(number)
    if getattr(request, "is_preview", False) and len(pages) == 1 and is_source(pages[0]):
        # The draft of an editor, whose ticks are not in the database yet.
        served[pages[0].translation_key] = {commitment.number for commitment in pages[0].commitments.all()}
    attach_facts(pages)
    squares = (
        CommitmentPage.objects.filter(locale=locale or pages[0].locale_id)
        .in_order()
        .filter(number__in=set().union(*served.values()))
        .as_squares(request)
    )
    for page in pages:
        page.squares = [square for square in squares if square["number"] in served[page.translation_key]]
        tones = Counter(square["tone"] for square in page.squares)
        # `max` keeps the first of equals, and squares come in the order of their numbers.
        page.tone = max(tones, key=tones.__getitem__, default="")
        page.tone_name = Tone(page.tone).label if page.tone else ""
    return pages
