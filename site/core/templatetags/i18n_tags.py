"""The same page in other languages. A language is offered only where there is something live to read in it."""

from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from core.languages import beside, foreign, is_source, language_of
from core.models import PublishedTranslation
from core.querysets import visible

register = template.Library()
register.filter(foreign)


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
def leads_to(context: Context, target: Page) -> SafeString:
    """Attributes of a link to a page: its address in the reader's language, else the French one, marked as such."""
    shown = beside(target)
    url = shown.get_url(context.get("request"))
    if language := foreign(shown):
        return format_html('href="{}" hreflang="{}"', url, language)
    return format_html('href="{}"', url)


@register.inclusion_tag("components/translation_note.html", takes_context=True)
def translation_note(context: Context) -> dict[str, Any]:
    """What readers of a translated page must know: which text prevails, and whether the French page has moved on."""
    page = context.get("page")
    if not isinstance(page, Page) or not page.pk or is_source(page):
        return {}
    source = live_translations(context, page).get(settings.LANGUAGE_CODE)
    published = PublishedTranslation.objects.filter(
        translation__source__object_id=page.translation_key, translation__target_locale=page.locale_id
    )
    missing, changed_on = published.values_list("missing", "source_changed_on").first() or (0, None)
    # For whoever marks these words once the page is written: core.translation.french_words.
    context["request"].is_partly_french = bool(missing)
    return {
        "source_url": source.get_url(context["request"]) + context.get("subpath", "") if source else "",
        "missing": missing,
        "changed_on": changed_on,
    }


@register.simple_tag(takes_context=True)
def language_choices(context: Context) -> list[dict[str, Any]]:
    """Languages to offer on this page: ``code``, ``name`` in the language itself, ``url``, ``is_current``, ``is_home``.

    Of what is no page, the address itself is translated, or the ``shared_path`` that a view gives instead of one that
    is somebody's own. A language without this page leads to its home page, and ``is_home`` says so; one without a home
    page is not offered. Empty when there is no choice to make.
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
        is_home = False
        if page is None:
            url = translate_url(context.get("shared_path") or request.get_full_path(), code)
        elif code in translations:
            url = translations[code].get_url(request) + context.get("subpath", "")
        else:
            url, is_home = homes[code].get_url(request), True
        choices.append(
            {
                "code": code,
                "name": get_language_info(code)["name_local"],
                "url": url,
                "is_current": code == get_language(),
                "is_home": is_home,
            }
        )
    return choices if len(choices) > 1 else []


@register.simple_tag(takes_context=True)
def alternates(context: Context, page: Page | None) -> list[dict[str, str]]:
    """``hreflang`` addresses of a page in each language it is live in, French as the default; empty when alone."""
    if not isinstance(page, Page) or not page.pk or context.get("is_unlisted"):
        return []
    translations = live_translations(context, page)
    if len(translations) < 2:
        return []
    subpath = context.get("subpath", "")
    addresses = {
        code: translation.get_full_url(context["request"]) + subpath for code, translation in translations.items()
    }
    links = [{"lang": code, "url": url} for code, url in addresses.items()]
    if settings.LANGUAGE_CODE in addresses:
        links.append({"lang": "x-default", "url": addresses[settings.LANGUAGE_CODE]})
    return links
