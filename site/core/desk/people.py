"""A table of people: narrowed by filters in its address, searched by a form that stands in no address and no log."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from core.desk.pages import DeskPage
from core.desk.search import holds

#: How many rows a search shows at most.
MOST_FOUND = 1000


class MomentColumn(Column):
    """A day and an hour, in Paris."""

    cell_template_name = "core/desk/moment_cell.html"


class PeopleView(DeskPage, BaseListingView):
    """A table of people. Works without JavaScript: two plain forms, and headings that are links.

    A subclass says which rows there are (``get_base_queryset``, or ``model``), in which ``columns`` and order, what
    narrows them (``filterset_class``, a ``WagtailFilterSet``) and what they are found by.
    """

    template_name = "core/desk/people.html"
    results_template_name = "core/desk/people_results.html"
    http_method_names = ("get", "head", "options", "post")
    paginate_by = 50
    #: What puts rows that are otherwise equal in an order: no page of the list shows one twice.
    last_ordering = "pk"
    search_label: str | Promise = gettext_lazy("Name")
    longest_search = 100
    #: The columns that a search reads.
    searched_fields: tuple[str, ...] = ("name",)
    #: Words for a table without rows, and for one in which nobody matches.
    empty: str | Promise = gettext_lazy("Nobody yet.")
    no_match: str | Promise = gettext_lazy("Nobody matches.")

    def found_in_words(self, number: int) -> str:
        """How many rows match, in words."""
        return ngettext("%(number)s person found", "%(number)s people found", number) % {"number": number}

    def export_url(self) -> str:
        """Where the table is taken away, by those who may; nothing for the others."""
        return ""

    # The search

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Search, and nothing else: a name or an address that is looked up stands in no address and in no log."""
        return self.get(request, *args, **kwargs)

    @cached_property
    def search_query(self) -> str:
        return self.request.POST.get("q", "")[: self.longest_search].strip()

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return self.matching(queryset, self.search_query) if self.search_query else queryset

    def matching(self, queryset: QuerySet[Any], wanted: str) -> QuerySet[Any]:
        """Those rows that hold each word typed, whatever its accents and capitals.

        No database folds accents as SQLite and PostgreSQL alike: a table has some hundred rows, folded here.
        """
        rows = queryset.order_by().select_related(None).only(*self.searched_fields)
        return queryset.filter(pk__in=[row.pk for row in rows if holds(wanted, self.searched(row))])

    def searched(self, row: Any) -> list[str]:
        """What a row is found by, for this reader."""
        return [str(getattr(row, name)) for name in self.searched_fields]

    def get_paginate_by(self, queryset: QuerySet[Any]) -> int:
        # The pages of a list are links, and what is searched for may not stand in one: all is shown at once.
        return MOST_FOUND if self.search_query else self.paginate_by

    # The list

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.order_by(self.ordering, self.last_ordering)

    @property
    def shows_filters(self) -> bool:
        """Whether this reader is offered to narrow the list."""
        return bool(self.filters)

    @cached_property
    def no_results_message(self) -> str | Promise:
        return self.no_match if self.search_query or self.is_filtering else self.empty

    def get_header_buttons(self) -> list[HeaderButton]:
        url = self.export_url()
        export = [HeaderButton(_("Export"), url, icon_name="download", priority=2)] if url else []
        return [*export, *super().get_header_buttons()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = self.found_in_words(context["items_count"]) if self.search_query or self.is_filtering else ""
        return context | {
            "searched": self.search_query,
            "search_label": self.search_label,
            "longest_search": self.longest_search,
            "shows_filters": self.shows_filters,
            "found": found,
        }
