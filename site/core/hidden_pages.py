"""Titles that are not public: of drafts and of private pages, whose readers in the admin are those with rights there.

Wagtail’s choosers list every page to everybody who may enter the admin, and a few of its screens name a page without
asking for rights on it. Live public pages are everybody’s: one links to them from anywhere.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

#: Screens that name pages and ask for no right on them; what of their address is the number of one.
NAMING = {
    "wagtailadmin_choose_page_child": ("parent_page_id",),
    "wagtailadmin_choose_page_chosen_multiple": (),
    "wagtailadmin_pages:move_confirm": ("page_to_move_id", "destination_id"),
}
BULK = "wagtail_bulk_action"


def visible_to(user: Any, pages: PageQuerySet) -> PageQuerySet:
    """The pages whose titles somebody of the team may read: live public ones, and those of the trees they work in.

    :param user: somebody who may enter the admin.
    """
    if user.is_superuser:
        return pages
    public = Page.objects.live().public()
    explored = page_permission_policy.explorable_instances(user)
    return pages.filter(pk__in=public.values("pk")) | pages.filter(pk__in=explored.values("pk"))


@hooks.register("construct_page_chooser_queryset")
def only_visible(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Choosers list, and search, what one may read."""
    return visible_to(request.user, pages)


class HiddenPagesMiddleware:
    """Answers of a page that one may not read, asked for by its number, as if there were none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, arguments: Iterable[Any], named: Mapping[str, Any]
    ) -> None:
        """Refuse a screen that would name a hidden page.

        :raises Http404: one of the pages that the address names is hidden.
        """
        match = request.resolver_match
        # Names first: a page for readers that looked at who asks would no longer be the same for all.
        if match is None or match.view_name not in (*NAMING, BULK) or not request.user.is_authenticated:
            return
        if match.view_name in NAMING:
            numbers = [named[name] for name in NAMING[match.view_name]] or request.GET.getlist("id")
            asked = pages_of(numbers)
        elif (named["app_label"], named["model_name"]) == ("wagtailcore", "page"):
            asked = pages_of(request.GET.getlist("id"), within=request.GET.get("childOf", ""))
        else:
            return
        if asked.exclude(pk__in=visible_to(request.user, asked).values("pk")).exists():
            raise Http404


def pages_of(numbers: Iterable[Any], within: str = "") -> PageQuerySet:
    """The pages that an address names by their numbers, or all of a list.

    :param within: number of the page whose list “all” is of; empty: of the whole site.
    """
    if "all" not in numbers:
        return Page.objects.filter(pk__in=[number for number in numbers if str(number).isdecimal()])
    parent = Page.objects.filter(pk=within).first() if within.isdecimal() else None
    return Page.objects.descendant_of(parent) if parent else Page.objects.all()


class PageTypesUsage(PageTypesUsageReportView):
    """Wagtail’s report, which names the page of each type that was edited last."""

    def decorate_paginated_queryset(self, page_types: Iterable[Any]) -> Iterable[Any]:
        rows = super().decorate_paginated_queryset(page_types)
        numbers = [row.last_edited_page_id for row in rows if row.last_edited_page_id]
        visible = set(visible_to(self.request.user, Page.objects.filter(pk__in=numbers)).values_list("pk", flat=True))
        for row in rows:
            if row.last_edited_page_id not in visible:
                row.last_edited_page = None
        return rows


REPORT = "admin/reports/page-types-usage/"
#: In front of Wagtail’s addresses of the same names.
urlpatterns = [
    path(REPORT, require_admin_access(PageTypesUsage.as_view())),
    path(f"{REPORT}results/", require_admin_access(PageTypesUsage.as_view(results_only=True))),
]
