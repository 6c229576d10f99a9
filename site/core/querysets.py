"""Questions about pages that do not depend on their type."""

from collections.abc import Iterable
from typing import Self, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Length, Substr
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.query import PageQuerySet

from core.languages import is_source

Pages = TypeVar("Pages", bound=PageQuerySet)


def visible(pages: Pages) -> Pages:
    """Those pages that any reader may open: live, and neither they nor a page above them restricted.

    Like Wagtail's ``live().public()``, in one query instead of two.
    """
    restrictions = PageViewRestriction.objects.filter(page__path=Substr(OuterRef("path"), 1, Length("page__path")))
    return pages.live().filter(~Exists(restrictions))


def readable_in(pages: Pages, locale: Locale) -> Pages:
    """Those pages that readers of a language may open: its own, and the French ones that it has no page for.

    The French ones are shown as such: see ``i18n_tags.foreign``. An alias in another language is none of its pages: its
    words are French.
    """
    pages = visible(pages)
    if locale.language_code == settings.LANGUAGE_CODE:
        return pages.filter(locale=locale)
    theirs = visible(Page.objects.filter(locale=locale, alias_of__isnull=True))
    return pages.filter(
        Q(locale=locale, alias_of__isnull=True)
        | Q(locale__language_code=settings.LANGUAGE_CODE)
        & ~Exists(theirs.filter(translation_key=OuterRef("translation_key")))
    )


def own_language_first(locale: Locale) -> Case:
    """How to order pages so that those of a language come before the French ones."""
    return Case(When(locale=locale, then=0), default=1)


class BasePageQuerySet(PageQuerySet):
    """Questions every page type answers."""

    def readable_in(self, locale: Locale) -> Self:
        """Pages that readers of a language may open; see :func:`readable_in`."""
        return readable_in(self, locale)

    def visible(self) -> Self:
        """Pages any reader may open; see :func:`visible`."""
        return visible(self)

    def in_source_language(self) -> Self:
        """The pages that hold the facts: see ``BasePage.facts``."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def by_facts(self, **conditions: object) -> Self:
        """Pages whose page in the source language meets some conditions: see ``BasePage.facts``."""
        sources = self.model._default_manager.filter(locale__language_code=settings.LANGUAGE_CODE, **conditions)
        return self.filter(translation_key__in=sources.values("translation_key"))

    def with_fact(self, name: str, field: str) -> Self:
        """These pages, each with a value of its page in the source language; its own where it has no such page.

        :param name: of the attribute that each gets.
        :param field: name of the field, or way to one of a row it leads to (``commitment__number``).
        """
        sources = self.model._default_manager.filter(
            locale__language_code=settings.LANGUAGE_CODE, translation_key=OuterRef("translation_key")
        )
        return self.annotate(**{name: Coalesce(Subquery(sources.values(field)[:1]), F(field))})


def attach_facts(pages: Iterable[Page]) -> None:
    """Look up at once the pages that hold the facts of some translations; see ``BasePage.facts``.

    :param pages: pages of one type; those in the source language hold their own, and those of their translations.
    """
    sources: dict[UUID, Page] = {}
    translations: dict[UUID, Page] = {}
    for page in pages:
        (sources if is_source(page) else translations)[page.translation_key] = page
    if lacking := translations.keys() - sources.keys():
        model = type(translations[next(iter(lacking))])
        found = model.objects.in_source_language().filter(translation_key__in=lacking)
        sources |= {source.translation_key: source for source in found}
    for key, page in translations.items():
        if key in sources:
            page.facts = sources[key]
