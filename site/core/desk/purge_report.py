"""The report of the purge in the admin: when it ran, how much it erased. Nothing can be changed there."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext, gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from core.models import PurgeRun
from core.retention.purge import FAILED
from core.retention.rules import all_rules
from core.words import moment

VIEW = "core.view_purgerun"


def began(run: PurgeRun) -> str:
    """When a run began, in Paris."""
    return moment(run.ran_at)


def ended(run: PurgeRun) -> str:
    """When a run ended, in Paris; that it did not, otherwise."""
    if run.ended_at is None:
        return gettext("Interrupted, or still running")
    return moment(run.ended_at)


def erased(run: PurgeRun) -> str:
    """What a run erased, in words: the rules that found something, as far as it came."""
    found = [f"{rule.label}\u00a0: {run.counts[rule.name]}" for rule in all_rules() if run.counts.get(rule.name)]
    return " ; ".join(found) or (gettext("Nothing was due") if run.ended_at else "")


class PurgeReportView(ReportView):
    """Each run of the purge, the last one first."""

    model = PurgeRun
    page_title = gettext_lazy("Erasure of personal data")
    header_icon = "bin"
    permission_required = "view"
    index_url_name = "core_purge_report"
    index_results_url_name = "core_purge_report_results"
    default_ordering = "-ran_at"
    columns = [
        Column("began", label=gettext_lazy("Began"), accessor=began),
        Column("ended", label=gettext_lazy("Ended"), accessor=ended),
        Column("erased", label=gettext_lazy("Erased"), accessor=erased),
        Column(FAILED, label=gettext_lazy("Failures"), accessor=lambda run: run.counts.get(FAILED, 0)),
    ]

    def get_queryset(self) -> Any:
        return PurgeRun.objects.all()


class PurgeReportMenuItem(MenuItem):
    """The way there in the menu of reports, for those who may read it."""

    def __init__(self) -> None:
        url = reverse_lazy("core_purge_report")
        super().__init__(PurgeReportView.page_title, url, name="purge-report", icon_name="bin", order=650)

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VIEW)


urlpatterns: list[URLPattern] = [
    path("reports/purge/", PurgeReportView.as_view(), name="core_purge_report"),
    path("reports/purge/results/", PurgeReportView.as_view(results_only=True), name="core_purge_report_results"),
]
