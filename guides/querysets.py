from collections.abc import Iterable
from typing import Self

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Locale, PageManager

from core.querysets import BasePageQuerySet, own_language_first


class GuidePageQuerySet(BasePageQuerySet):
    def latest_first(self) -> Self:
        """The guide published last comes first, by the date of the French page: a translation may come years later."""
        sources = self.model.objects.in_source_language().filter(translation_key=OuterRef("translation_key"))
        first = Coalesce(Subquery(sources.values("first_published_at")[:1]), "first_published_at")
        return self.alias(first=first).order_by(F("first").desc(nulls_last=True), "-pk")

    def library(self, locale: Locale) -> Self:
        """Guides for readers of a language, the latest first, those that are only in French behind the others."""
        guides = self.readable_in(locale).latest_first()
        return guides.order_by(own_language_first(locale), *guides.query.order_by)

    def serving(self, numbers: Iterable[int], locale: Locale) -> Self:
        """Guides for readers of a language that serve at least one of these commitments; see :meth:`library`."""
        return self.by_facts(commitments__number__in=list(numbers)).library(locale)


# Wagtail has no types to read it by.
class GuidePageManager(PageManager.from_queryset(GuidePageQuerySet)):  # type: ignore[misc]
    """Named, so that migrations can name it."""
