from collections.abc import Iterable
from typing import Self

from wagtail.models import Locale, PageManager

from core.querysets import BasePageQuerySet


class GuidePageQuerySet(BasePageQuerySet):
    def latest_first(self) -> Self:
        """The guide published last comes first."""
        return self.order_by("-first_published_at", "-pk")

    def by_facts(self, **conditions: object) -> Self:
        """Guides whose page in the source language meets some conditions.

        What a guide is sorted by is a fact: its translations carry no list of their own.
        """
        sources = self.model.objects.in_source_language().filter(**conditions)
        return self.filter(translation_key__in=sources.values("translation_key"))

    def serving(self, numbers: Iterable[int], locale: Locale) -> Self:
        """Live guides of a language that serve at least one of these commitments."""
        guides = self.visible().filter(locale=locale)
        return guides.by_facts(commitments__number__in=list(numbers)).latest_first()


class GuidePageManager(PageManager.from_queryset(GuidePageQuerySet)):
    """Named, so that migrations can name it."""
