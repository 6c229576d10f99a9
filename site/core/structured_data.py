"""Pages in the words of schema.org."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.languages import language_of

Node = dict[str, Any]


def breadcrumb_list(page: Page, request: HttpRequest) -> Node | None:
    """The way from the home page to a page, itself included; nothing for the home page.

    A page that is offline is no step of it. A private one is: whoever reads the page may open those above it.
    """
    steps = [*(step for step in page.way_from_home if step.live), page]
    if len(steps) < 2:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": step.title, "item": step.get_full_url(request)}
            for position, step in enumerate(steps, start=1)
        ],
    }


def publisher(request: HttpRequest) -> Node:
    """The programme, as the publisher of everything, under its name in the reader's language."""
    return {
        "@type": "Organization",
        "@id": request.build_absolute_uri("/#programme"),
        "name": _("Responsible public procurement, Grand Est"),
        "url": request.build_absolute_uri("/"),
    }


def article(page: Page, request: HttpRequest) -> Node:
    """A page to read."""
    node: Node = {
        "@type": "Article",
        "headline": page.title,
        "description": page.summary,
        "inLanguage": language_of(page),
        "url": page.get_full_url(request),
        "publisher": publisher(request),
    }
    if page.first_published_at:
        node["datePublished"] = page.first_published_at.isoformat()
    if page.last_published_at:
        node["dateModified"] = page.last_published_at.isoformat()
    return node
