from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from wagtail.models import Locale, Page, PageManager

from charter.enums import Tone
from core.languages import is_source
from core.models import BasePage
from core.querysets import BasePageQuerySet, attach_facts

#: A commitment as lists show it: ``number``, ``title``, ``url``, ``tone``.
Square = dict[str, Any]


class CommitmentPageQuerySet(BasePageQuerySet):
    def in_order(self) -> Self:
        """Commitments any reader may open, in the order of their numbers; a page without one is not one yet."""
        return (
            self.visible().filter(commitment__isnull=False).select_related("commitment").order_by("commitment__number")
        )

    def under(self, page: Page) -> Self:
        """Live commitments below a page of the charter, in the order of their numbers."""
        return self.descendant_of(page).in_order()

    def with_tones(self) -> Self:
        """These pages, each knowing its stake’s colour, in the same query."""
        # A stake stands two levels above its commitments.
        stake_path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - 2 * self.model.steplen)
        stakes = apps.get_model("charter", "StakePage").objects.filter(path=stake_path)
        return self.annotate(tone=Subquery(stakes.values("tone")[:1]))

    def as_squares(self, request: HttpRequest | None = None) -> list[Square]:
        """These pages as squares of the grid.

        :param request: lets the pages share one look-up of the site’s root.
        """
        return [
            {"number": page.number, "title": page.title, "url": page.get_url(request), "tone": page.tone}
            for page in self.defer_streamfields().with_tones()
        ]


class CommitmentPageManager(PageManager.from_queryset(CommitmentPageQuerySet)):
    """Named, so that migrations can name it."""


def squares_of(charter: Page, request: HttpRequest | None = None) -> list[Square]:
    """Squares of a charter’s grid: one query, however many commitments.

    :param charter: the charter page of one language; a commitment that has no live page there has no square.
    :param request: lets the pages share one look-up of the site’s root.
    """
    return apps.get_model("charter", "CommitmentPage").objects.under(charter).as_squares(request)


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
        apps.get_model("charter", "CommitmentPage")
        .objects.filter(locale=locale or pages[0].locale_id, commitment__number__in=set().union(*served.values()))
        .in_order()
        .as_squares(request)
    )
    for page in pages:
        page.squares = [square for square in squares if square["number"] in served[page.translation_key]]
        tones = Counter(square["tone"] for square in page.squares)
        # `max` keeps the first of equals, and squares come in the order of their numbers.
        page.tone = max(tones, key=tones.__getitem__, default="")
        page.tone_name = Tone(page.tone).label if page.tone else ""
    return pages


def commitment_titles() -> dict[int, str]:
    """Titles of the commitments in the source language, drafts included, by number: for the editors’ forms."""
    pages = apps.get_model("charter", "CommitmentPage").objects.filter(
        locale=Locale.get_default(), commitment__isnull=False
    )
    return dict(pages.values_list("commitment__number", "title"))
