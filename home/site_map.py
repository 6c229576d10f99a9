"""The site as a tree to read."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from wagtail.models import Page

from charter.models import CommitmentPage
from core.languages import active_locale
from core.querysets import readable_in
from training.models import SessionPage


def site_tree(root: Page, request: HttpRequest) -> list[dict[str, Any]]:
    """The pages below a page that any reader may open, as nested lists: see :func:`entry`, and ``children``.

    Sessions come and go: the agenda lists them, not the map. Three queries, however many pages.

    :param root: the home page of a language.
    :param request: lets the pages share one look-up of the site’s root.
    """
    pages = root.get_descendants().live().public().not_type(SessionPage).order_by("path")
    return nested(pages, root.depth + 1, request)


def pages_only_in_french(request: HttpRequest) -> list[dict[str, Any]]:
    """Entries of the French pages that the reader's language has none for, sessions aside."""
    locale = active_locale()
    if locale.language_code == settings.LANGUAGE_CODE:
        return []
    pages = readable_in(Page.objects.filter(depth__gt=1).not_type(SessionPage), locale).exclude(locale=locale)
    illustrative = CommitmentPage.objects.illustrative_keys()
    return [entry(page, request, illustrative) for page in pages.order_by("path")]


def entry(page: Page, request: HttpRequest, illustrative: set[UUID]) -> dict[str, Any]:
    """One page of the map.

    :param illustrative: translation keys of the commitments whose words are not the charter’s.
    """
    return {
        "title": page.title,
        "url": page.get_url(request),
        "is_illustrative": page.translation_key in illustrative,
    }


def nested(pages: Iterable[Page], depth: int, request: HttpRequest) -> list[dict[str, Any]]:
    """Pages in tree order as nested lists; one whose parent is not among them is left out, like its parent."""
    branches: list[dict[str, Any]] = []
    open_branches = {depth - 1: branches}
    illustrative = CommitmentPage.objects.illustrative_keys()
    for page in pages:
        children = open_branches.get(page.depth - 1)
        if children is None:
            continue
        branch = entry(page, request, illustrative) | {"children": []}
        children.append(branch)
        open_branches = {level: rest for level, rest in open_branches.items() if level < page.depth}
        open_branches[page.depth] = branch["children"]
    return branches
