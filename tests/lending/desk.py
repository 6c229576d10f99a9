"""The screens of loans: who asked, a decision, an export."""

from typing import Any

import django_filters
from django.db import models
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from core.desk.decisions import DecisionView
from core.desk.exports import PeopleExportView
from core.desk.pages import DeskPage
from core.desk.people import MomentColumn, PeopleView
from core.exports import Column as ExportColumn
from core.exports import Table
from tests.lending.models import Loan, LoanState
from tests.lending.services import NoCaseLeft, lend


class LoanPage(DeskPage):
    permission = "lending.manage_loans"
    header_icon = "group"


class LoanFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="État", choices=LoanState.choices)

    class Meta:
        model = Loan
        fields: tuple[str, ...] = ()


class LoansView(LoanPage, PeopleView):
    page_title = "Prêts"
    model = Loan
    index_url_name = "lending_loans"
    default_ordering = "name"
    filterset_class = LoanFilters
    columns = [
        TitleColumn("name", label="Nom", sort_key="name", url_name="lending_lend"),
        Column("state", label="État", accessor="get_state_display", sort_key="state"),
        MomentColumn("asked_at", label="Demandé le", sort_key="asked_at"),
    ]

    def export_url(self) -> str:
        return reverse("lending_export")


class LendView(LoanPage, DecisionView):
    page_title = "Prêter"
    button = "Prêter la mallette"
    told = {LoanState.ASKED: "la mallette les attend"}
    refusals = {NoCaseLeft: "Toutes les mallettes sont prêtées."}

    def load(self) -> None:
        self.loan = get_object_or_404(Loan, pk=self.kwargs["pk"])

    def obstacle(self) -> str:
        return "" if self.loan.state == LoanState.ASKED else f"Rien n’a changé : {self.loan.get_state_display()}."

    def explanation(self) -> list[str]:
        return ["La mallette part à la date convenue."]

    def concerned(self) -> list[Loan]:
        return [self.loan]

    def back(self) -> str:
        return reverse("lending_loans")

    def decide(self, form: Any) -> HttpResponse:
        lend(loan=self.loan)
        self.note("lending.lend", self.loan, loan=str(self.loan))
        return self.done("La mallette est prêtée.", self.back())


class Purpose(models.TextChoices):
    DELIVERY = "delivery", "Livraison"
    REVIEW = "review", "Bilan"


class ExportLoansView(LoanPage, PeopleExportView):
    page_title = "Exporter les prêts"
    purposes = Purpose
    action = "lending.export"

    def back(self) -> str:
        return reverse("lending_loans")

    def people(self, data: dict[str, Any]) -> Table:
        rows = [[str(loan), loan.name, loan.get_state_display()] for loan in Loan.objects.order_by("pk")]
        return Table("Prêts", [ExportColumn("Référence"), ExportColumn("Nom"), ExportColumn("État")], rows)

    def file_name(self) -> str:
        return "prets"
