"""Where one is and where one may go: menu, footer, breadcrumb."""

from typing import Any

from django import template
from django.conf import settings
from django.db.models import F, Q
from django.template import Context
from wagtail.models import Page, Site

from core.languages import active_locale, beside, foreign
from core.models import BasePage
from core.querysets import visible
from home.enums import mention

register = template.Library()

#: One entry of a navigation: ``title``, ``url`` and, in the menu, ``is_current``.
Link = dict[str, Any]


def home_of(context: Context) -> Page | None:
    """The home page in the language of the page being shown, or in the source language."""
    request = context["request"]
    if not hasattr(request, "home_page"):
        site = Site.find_for_request(request)
        request.home_page = beside(site.root_page) if site else None
    return request.home_page


def frame_pages(context: Context) -> list[Page]:
    """Pages that the header and the footer of every page lead to, in the order of the French tree, found once a page.

    Each is in the reader's language where it is online there, else in French. What it is there for is a fact, read
    from the French page: ``in_menu``, ``in_footer`` and, for the accessibility statement, its ``compliance``.
    """
    request = context["request"]
    if not hasattr(request, "frame_pages"):
        site = Site.find_for_request(request)
        children = visible(Page.objects.child_of(site.root_page)) if site else Page.objects.none()
        framed = (
            children.filter(
                Q(show_in_menus=True) | Q(contentpage__show_in_footer=True) | Q(accessibilitypage__isnull=False)
            )
            .annotate(in_footer=F("contentpage__show_in_footer"), compliance=F("accessibilitypage__state"))
            .order_by("path")
        )
        request.frame_pages = in_active_language(list(framed))
    return request.frame_pages


def in_active_language(pages: list[Page]) -> list[Page]:
    """The same pages in the reader's language where they are online there, in the same order, with what they carry."""
    locale = active_locale()
    if locale.language_code == settings.LANGUAGE_CODE:
        return pages
    keys = [page.translation_key for page in pages]
    translations = visible(Page.objects.filter(translation_key__in=keys, locale=locale, alias_of__isnull=True))
    by_key = {page.translation_key: page for page in translations}
    shown = []
    for page in pages:
        chosen = by_key.get(page.translation_key, page)
        chosen.show_in_menus, chosen.in_footer, chosen.compliance = page.show_in_menus, page.in_footer, page.compliance
        shown.append(chosen)
    return shown


@register.simple_tag(takes_context=True)
def home_url(context: Context) -> str:
    """Address of the home page."""
    home = home_of(context)
    return home.get_url(context["request"]) if home else "/"


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[Link]:
    """The home page’s children that editors put in the menu, in the order of the tree."""
    path = getattr(context.get("page"), "path", "") or ""
    return [
        {
            "title": page.title,
            "url": page.get_url(context["request"]),
            "is_current": path.startswith(page.path),
            "lang": foreign(page),
        }
        for page in frame_pages(context)
        if page.show_in_menus
    ]


@register.simple_tag(takes_context=True)
def footer_links(context: Context) -> list[Link]:
    """The home page’s children that editors put at the foot of every page."""
    return [
        {"title": page.title, "url": page.get_url(context["request"]), "lang": foreign(page)}
        for page in frame_pages(context)
        if page.in_footer
    ]


@register.simple_tag(takes_context=True)
def accessibility_mention(context: Context) -> Link | None:
    """The state of compliance, in the words of the law, and the statement it comes from."""
    for page in frame_pages(context):
        if page.compliance:
            url = page.get_url(context["request"])
            return {"title": mention(page.compliance), "url": url, "lang": foreign(page)}
    return None


@register.simple_tag(takes_context=True)
def breadcrumbs(context: Context, page: Page | None = None) -> list[Link]:
    """The pages online above a page, the home page first; above anything else, the home page alone.

    :param page: the page being shown, which is not in the result.
    """
    home = home_of(context)
    if home is None:
        return []
    above = page.way_from_home if isinstance(page, BasePage) else [home]
    return [{"title": step.title, "url": step.get_url(context["request"])} for step in above if step.live]
