"""Error pages that help."""

import difflib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from charter.models import CommitmentPage
from core.languages import active_locale, foreign
from core.querysets import readable_in

#: How many near pages a “not found” page proposes.
NEAR_PAGES = 4


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The 404 page: a search box filled from the address, and the pages whose addresses are nearest."""
    words = request.path.strip("/").rpartition("/")[2].replace("-", " ")[:100]
    context = {"words": words, "near_pages": near_pages(words.replace(" ", "-"), request)}
    return render(request, "404.html", context, status=404)


def near_pages(slug: str, request: HttpRequest) -> list[dict[str, Any]]:
    """Live pages whose slugs look like this one, the nearest first: ``title``, ``url``, ``lang`` if it is another.

    A commitment whose words are not the charter’s ``is_illustrative``.

    A page that is only in French is found by its French slug.
    """
    if not slug:
        return []
    pages = readable_in(Page.objects.filter(depth__gt=2), active_locale())
    slugs = dict(pages.values_list("slug", "pk"))
    near = difflib.get_close_matches(slug, slugs, n=NEAR_PAGES, cutoff=0.5)
    found = {page.slug: page for page in Page.objects.filter(pk__in=[slugs[slug] for slug in near])}
    illustrative = CommitmentPage.objects.illustrative_keys() if found else set()
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "lang": foreign(page),
            "is_illustrative": page.translation_key in illustrative,
        }
        for page in (found[slug] for slug in near)
    ]
