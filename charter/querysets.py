"""Questions about the charter."""

from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length, Substr
from django.http import HttpRequest
from wagtail.models import Locale, Page, PageManager

from charter.enums import Wording
from core.querysets import BasePageQuerySet

#: A commitment as lists show it: ``number``, ``title``, ``url``, ``tone``; whether it ``is_illustrative``, and its
#: ``name``, title and mark in one text, where no component shows that.
Square = dict[str, Any]


class CommitmentQuerySet(QuerySet):
    def titles(self) -> dict[int, str]:
        """Titles of the commitments in the source language, drafts included, by number: for the editors’ forms."""
        return dict(self.filter(pages__locale=Locale.get_default()).values_list("number", "pages__title"))


class CommitmentPageQuerySet(BasePageQuerySet):
    def in_order(self) -> Self:
        """Commitments any reader may open, in the order of their numbers; a page without one is not one yet."""
        known = self.visible().with_fact("number", "commitment__number").with_fact("origin", "wording")
        return known.filter(number__isnull=False).order_by("number")

    def illustrative_keys(self) -> set[UUID]:
        """What the pages of commitments whose words are not the charter’s have in common in all languages."""
        found = self.model.objects.in_source_language().filter(wording=Wording.ILLUSTRATIVE)
        return set(found.values_list("translation_key", flat=True))

    def under(self, page: Page) -> Self:
        """Live commitments below a page of the charter, in the order of their numbers."""
        return self.descendant_of(page).in_order()

    def with_tones(self) -> Self:
        """These pages, each knowing its stake’s colour, in the same query."""
        # A stake stands two levels above its commitments.
        stakes = Page.objects.filter(
            path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - 2 * self.model.steplen)
        )
        french = Page.objects.filter(
            locale__language_code=settings.LANGUAGE_CODE, translation_key=OuterRef("stake_key")
        )
        return self.alias(stake_key=Subquery(stakes.values("translation_key")[:1])).annotate(
            tone=Coalesce(
                Subquery(french.values("stakepage__tone")[:1]), Subquery(stakes.values("stakepage__tone")[:1])
            )
        )

    def as_squares(self, request: HttpRequest | None = None) -> list[Square]:
        """These pages as squares of the grid: one query, however many commitments.

        :param request: lets the pages share one look-up of the site’s root.
        """
        return [
            {
                "number": page.number,
                "title": page.title,
                "url": page.get_url(request),
                "tone": page.tone,
                "is_illustrative": page.is_illustrative,
                "name": page.marked_title,
            }
            for page in self.defer_streamfields().with_tones()
        ]


# Wagtail has no types to read it by.
class CommitmentPageManager(PageManager.from_queryset(CommitmentPageQuerySet)):  # type: ignore[misc]
    """Named, so that migrations can name it."""
