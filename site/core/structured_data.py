"""Pages in the words of schema.org."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from core.languages import language_of

Node = dict[str, Any]

_PUBLISHERS: list[Callable[[HttpRequest], str]] = []


def publisher_found_by(find: Callable[[HttpRequest], str]) -> None:
    """Have a function name the publisher: who it is stands in a table, and this module knows none."""
    _PUBLISHERS[:] = [find]


def breadcrumb_list(page: Page, request: HttpRequest) -> Node | None:
    """The way from the home page to a page, itself included; nothing for the home page.

    A page that is offline is no step of it. A private one is: whoever reads the page may open those above it.
    """
    names = [(step.title, step) for step in page.way_from_home if step.live]
    steps = [*names, (page.marked_title, page)]
    if len(steps) < 2:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": step.get_full_url(request)}
            for position, (name, step) in enumerate(steps, start=1)
        ],
    }


def publisher(request: HttpRequest) -> Node:
    """Who publishes everything: the owner of the site, and a demonstration as long as there is none."""
    return {
        "@type": "Organization",
        "@id": request.build_absolute_uri("/#programme"),
        "name": _PUBLISHERS[0](request),
        "url": request.build_absolute_uri("/"),
    }


def article(page: Page, request: HttpRequest) -> Node:
    """A page to read."""
    node: Node = {
        "@type": "Article",
        "headline": page.full_title,
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
