from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.languages import active_locale, beside
from home.search import KINDS, clean_query, search_site
from home.site_map import pages_only_in_french, site_tree


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search page: a form, and what was found. Any text is a good question."""
    text = request.GET.get("q", "")
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    groups = search_site(text, active_locale(), kind, request.GET.get("page"))
    return render(
        request,
        "home/search.html",
        {
            "title": _("Search"),
            "query": text.replace("\x00", "")[:200],
            "is_searched": bool(clean_query(text)),
            "kinds": [(key, label) for key, (label, _models) in KINDS.items()],
            "kind": kind,
            "groups": groups,
            "total": sum(group.total for group in groups),
        },
    )


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Every page a reader may open, as the tree it is."""
    site = Site.find_for_request(request)
    branches = site_tree(beside(site.root_page), request) if site else []
    context = {"title": _("Site map"), "branches": branches, "only_french": pages_only_in_french(request)}
    return render(request, "home/site_map.html", context)
