"""Tables to take away: participants of a session, numbers of all. Asked for a purpose, logged, never stored."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.log_actions import log

from core.exports import csv_response, xlsx_response
from training.desk.actions import DecisionMixin, SessionDecision
from training.desk.base import DeskMixin
from training.desk.tables import numbers_table, participants_table
from training.models import TrainingIndexPage


class Purpose(models.TextChoices):
    """What the team takes participants away for."""

    RECEPTION = "reception", gettext_lazy("Welcome participants on the day")
    TRAINER = "trainer", gettext_lazy("Prepare the session with the trainer")
    VENUE = "venue", gettext_lazy("Venue, meals, access")
    FOLLOW_UP = "follow_up", gettext_lazy("Follow up the session")


class FormatForm(forms.Form):
    format = forms.ChoiceField(
        label=gettext_lazy("File"),
        choices=[("xlsx", gettext_lazy("Excel workbook (XLSX)")), ("csv", gettext_lazy("Text table (CSV)"))],
        initial="xlsx",
        widget=forms.RadioSelect,
    )


class ExportForm(FormatForm):
    purpose = forms.ChoiceField(
        label=gettext_lazy("Purpose"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what the file is for.")},
        help_text=gettext_lazy("It is written in the file and in the journal."),
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Who"),
        choices=[
            ("coming", gettext_lazy("Those who come")),
            ("active", gettext_lazy("Also those who wait or have yet to answer")),
        ],
        initial="coming",
        widget=forms.RadioSelect,
    )
    access_needs = forms.BooleanField(
        label=gettext_lazy("With access needs"),
        required=False,
        help_text=gettext_lazy("Only if the file cannot do without: they may tell of somebody’s health."),
    )
    field_order = ("purpose", "scope", "access_needs", "format")

    def __init__(self, *args: Any, manages: bool, reads_access_needs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not manages:
            del self.fields["scope"]
        if not reads_access_needs:
            del self.fields["access_needs"]


class ExportParticipantsView(SessionDecision):
    page_title = gettext_lazy("Export the participants")
    button = gettext_lazy("Download")

    def may_open(self) -> bool:
        return self.rights.exports and self.rights.sees_people(self.session.translation_key)

    def get_form(self, form_class: Any = None) -> ExportForm:
        return ExportForm(
            **self.get_form_kwargs(),
            manages=self.rights.manages,
            reads_access_needs=self.rights.reads_access_needs,
        )

    def explanation(self) -> list[str]:
        return [
            _(
                "The file holds personal data: keep it where only those who need it can read it, and delete it after "
                "use. The site keeps no copy, and notes that you made it."
            )
        ]

    def decide(self, form: ExportForm) -> HttpResponse:
        data = form.cleaned_data
        rows = self.rights.sign_ups(self.session.translation_key).order_by("name", "pk")
        people = list(self.chosen(rows, data.get("scope", "coming")).select_related("organisation_kind", "access_need"))
        purpose = Purpose(data["purpose"])
        has_needs = bool(data.get("access_needs"))
        table = participants_table(
            self.session, people, purpose.label, has_addresses=self.rights.manages, has_access_needs=has_needs
        )
        log(
            instance=self.session,
            action="training.export_participants",
            user=self.request.user,
            data={"purpose": str(purpose), "rows": len(people), "access_needs": has_needs, "format": data["format"]},
        )
        return download(table, f"inscrits-{self.session.slug}", data["format"])

    def chosen(self, rows: Any, scope: str) -> Any:
        """The sign-ups that go into the file."""
        return rows.active() if scope == "active" else rows.confirmed()


class ExportNumbersView(DecisionMixin, DeskMixin, FormView):
    """How full each session is, and of whom by kind and département: no name."""

    page_title = gettext_lazy("Export the numbers")
    button = gettext_lazy("Download")
    form_class = FormatForm

    def may_open(self) -> bool:
        return self.rights.manages or self.rights.reads_numbers

    def back(self) -> str:
        return reverse("training_desk:sessions")

    def explanation(self) -> list[str]:
        return [_("One line a session: seats, who comes, who waits, by kind of organisation and département.")]

    def decide(self, form: FormatForm) -> HttpResponse:
        table = numbers_table(self.rights.sessions())
        index = TrainingIndexPage.objects.in_source_language().first()
        if index:
            data = {"rows": len(table.rows), "format": form.cleaned_data["format"]}
            log(instance=index, action="training.export_numbers", user=self.request.user, data=data)
        return download(table, "formations-chiffres", form.cleaned_data["format"])


def download(table: Any, name: str, file_format: str) -> HttpResponse:
    """A table as a file.

    :param file_format: ``xlsx`` or ``csv``.
    """
    return csv_response(table, name) if file_format == "csv" else xlsx_response(table, name)
