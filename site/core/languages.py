"""The languages of the site, without asking the database each time.

They are a handful of rows that hardly ever change, and every page asks for them many times.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from django.utils.translation import get_language
from wagtail.models import Locale, Page


@cache
def locales() -> dict[int, Locale]:
    """Every locale by its primary key, until one changes."""
    return Locale.objects.in_bulk()


def forget_locales(**kwargs: Any) -> None:
    """Read the locales anew at the next question."""
    locales.cache_clear()


post_save.connect(forget_locales, sender=Locale, dispatch_uid="forget_locales")
post_delete.connect(forget_locales, sender=Locale, dispatch_uid="forget_locales")


def locale_of(page: Page) -> Locale:
    """The locale of a page."""
    return locales().get(page.locale_id) or page.locale


def language_of(page: Page) -> str:
    """Language code of a page."""
    return locale_of(page).language_code


def is_source(page: Page) -> bool:
    """Whether a page is written in the source language, the one that holds the facts."""
    return language_of(page) == settings.LANGUAGE_CODE


def foreign(page: Page | None) -> str:
    """The language of a page that is not in the reader's, for its title and its link; empty for the others."""
    if page is None or not getattr(page, "locale_id", None):
        return ""
    language = language_of(page)
    return "" if language == get_language() else language


def beside(page: Page) -> Page:
    """The same page in the active language where it is online there, else the page itself.

    Asks nothing when it is that one, or when :func:`attach_beside` has asked already.
    """
    locale = active_locale()
    if page.locale_id == locale.pk:
        return page
    if getattr(page, "found_beside", None) is None:
        attach_beside([page], locale)
    return page.found_beside


def attach_beside(pages: Iterable[Page], locale: Locale) -> None:
    """Look up at once the pages of a language that stand beside some others; see :func:`beside`.

    :param pages: pages of any type, of any language; one query a type.
    """
    by_type: dict[type[Page], list[Page]] = defaultdict(list)
    for page in pages:
        if page.locale_id != locale.pk:
            by_type[type(page)].append(page)
    for model, alike in by_type.items():
        keys = [page.translation_key for page in alike]
        theirs = model._default_manager.filter(translation_key__in=keys, locale=locale, live=True, alias_of=None)
        found = {page.translation_key: page for page in theirs}
        for page in alike:
            page.found_beside = found.get(page.translation_key, page)


def active_locale() -> Locale:
    """The locale of the active language, or of the source language if it has none."""
    by_code = {locale.language_code: locale for locale in locales().values()}
    return by_code.get(get_language() or "") or by_code.get(settings.LANGUAGE_CODE) or Locale.get_default()
