"""The sessions and how full they are."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from core.words import days_of
from training.desk.attention import attach_attention, session_url
from training.desk.base import DeskMixin
from training.models import SessionPage, SignUp
from training.models.listing import attach_courses, attach_decisions
from training.querysets import SessionPageQuerySet


class SessionColumn(TitleColumn):
    cell_template_name = "training/admin/desk/session_cell.html"


class StatusColumn(Column):
    cell_template_name = "training/admin/desk/status_cell.html"


class SeatsColumn(Column):
    cell_template_name = "training/admin/desk/seats_cell.html"


class AttentionColumn(Column):
    cell_template_name = "training/admin/desk/attention_cell.html"


def sessions_of_desk(sessions: SessionPageQuerySet) -> SessionPageQuerySet:
    """Those sessions that are online or have sign-ups, with their first and last day."""
    signed_up = SignUp.objects.filter(session_key=OuterRef("translation_key"))
    return sessions.filter(Q(live=True) | Exists(signed_up)).with_days().select_related("locale")


def with_numbers(sessions: QuerySet[SessionPage]) -> list[SessionPage]:
    """Sessions with course, seats, decisions and what awaits the team; the number of queries is constant."""
    found = list(sessions.prefetch_related("slots"))
    attach_courses(found)
    attach_decisions(found)
    attach_attention(found)
    return found


class SessionsView(DeskMixin, BaseListingView):
    """Sessions to come, the nearest first; or those that are over, the latest first."""

    page_title = gettext_lazy("Bookings")
    template_name = "training/admin/desk/sessions.html"
    results_template_name = "training/admin/desk/sessions_results.html"
    index_url_name = "training_desk:sessions"
    paginate_by = 30
    verbose_name_plural = gettext_lazy("sessions")

    @property
    def columns(self) -> list[Column]:
        columns = [
            SessionColumn("title", label=_("Session"), get_url=lambda session: session_url("session", session)),
            Column("city", label=_("Town"), accessor=lambda session: session.city or session.get_modality_display()),
            StatusColumn("status", label=_("Booking"), accessor=lambda session: session.availability.status.label),
            SeatsColumn("seats", label=_("Places taken"), accessor="availability"),
            Column("waiting", label=_("Waiting"), accessor=lambda session: session.availability.waiting),
        ]
        if self.rights.manages:
            columns.append(AttentionColumn("attention", label=_("Waiting for you")))
        return columns

    @property
    def is_past(self) -> bool:
        return self.request.GET.get("when") == "past"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [self.desk_items[0], {"url": "", "label": self.get_page_title()}]

    def get_queryset(self) -> SessionPageQuerySet:
        sessions = sessions_of_desk(self.rights.sessions())
        return sessions.past() if self.is_past else sessions.not_over()

    def paginate_queryset(self, queryset: QuerySet[SessionPage], page_size: int) -> tuple:
        paginator, page, rows, is_paginated = super().paginate_queryset(queryset, page_size)
        page.object_list = with_numbers(rows)
        return paginator, page, page.object_list, is_paginated

    def get_header_buttons(self) -> list[HeaderButton]:
        if not (self.rights.reads_numbers or self.rights.manages):
            return []
        return [HeaderButton(_("Export the numbers"), reverse("training_desk:export_numbers"), icon_name="download")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(is_past=self.is_past, **kwargs)


def when(session: SessionPage) -> str:
    """The days of a session in words."""
    if not session.first_day:
        return _("No date yet")
    return days_of(session.days)
