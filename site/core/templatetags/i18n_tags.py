"""The same page in other languages. A language is offered only where there is something live to read in it."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from core.languages import language_of
from core.querysets import visible

register = template.Library()


def live_translations(context: Context, page: Page | None) -> dict[str, Page]:
    """Pages that readers may open and that say the same as this one, itself included, by language code.

    Those of the home page are looked up with it, once a page: the language switcher asks for both.
    """
    request = context["request"]
    site = Site.find_for_request(request)
    if site is None or page is None:
        return {}
    if not hasattr(request, "live_translations"):
        request.live_translations = {}
    if page.translation_key not in request.live_translations:
        keys = {page.translation_key, site.root_page.translation_key}
        found: dict[Any, dict[str, Page]] = {key: {} for key in keys}
        for translation in visible(Page.objects.filter(translation_key__in=keys, alias_of__isnull=True)):
            found[translation.translation_key][language_of(translation)] = translation
        request.live_translations |= found
    return request.live_translations[page.translation_key]


@register.simple_tag(takes_context=True)
def language_choices(context: Context) -> list[dict[str, Any]]:
    """Languages to offer on this page: ``code``, ``name`` in the language itself, ``url`` and ``is_current``.

    A language without this page leads to its home page; one without a home page is not offered. Empty when there is no
    choice to make.
    """
    request, page = context["request"], context.get("page")
    site = Site.find_for_request(request)
    if site is None:
        return []
    shown = page if isinstance(page, Page) and page.pk else None
    translations = live_translations(context, shown)
    homes = live_translations(context, site.root_page)
    choices = []
    for code, _name in settings.LANGUAGES:
        if code not in homes:
            continue
        if page is None:
            url = translate_url(request.get_full_path(), code)
        else:
            url = translations.get(code, homes[code]).get_url(request)
        choices.append(
            {
                "code": code,
                "name": get_language_info(code)["name_local"],
                "url": url,
                "is_current": code == get_language(),
            }
        )
    return choices if len(choices) > 1 else []


@register.simple_tag(takes_context=True)
def alternates(context: Context, page: Page | None) -> list[dict[str, str]]:
    """``hreflang`` addresses of a page in each language it is live in, French as the default; empty when alone."""
    if not isinstance(page, Page) or not page.pk:
        return []
    translations = live_translations(context, page)
    if len(translations) < 2:
        return []
    links = [
        {"lang": code, "url": translation.get_full_url(context["request"])}
        for code, translation in translations.items()
    ]
    if settings.LANGUAGE_CODE in translations:
        default = translations[settings.LANGUAGE_CODE].get_full_url(context["request"])
        links.append({"lang": "x-default", "url": default})
    return links
