"""A table to take away: asked for by a form, written in Wagtail's log, never stored.

With people in it, it also wants a purpose: one of a list, written in the file and in the log.
"""

from dataclasses import replace
from typing import Any, cast

from django import forms
from django.db.models import Model, TextChoices
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.desk.decisions import DecisionView
from core.exports import Table, csv_response, shown, xlsx_response


class FormatForm(forms.Form):
    format = forms.ChoiceField(
        label=gettext_lazy("File"),
        choices=[("xlsx", gettext_lazy("Excel workbook (XLSX)")), ("csv", gettext_lazy("Text table (CSV)"))],
        initial="xlsx",
        widget=forms.RadioSelect,
    )


class PurposeForm(FormatForm):
    """Wants to know what people are taken away for."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("Purpose"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say what the file is for.")},
        help_text=gettext_lazy("It is written in the file and in the journal."),
    )
    field_order: tuple[str, ...] = ("purpose", "format")

    def __init__(self, *args: Any, purposes: type[TextChoices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["purpose"]).choices = purposes.choices


class ExportView(DecisionView):
    """A table without people in it."""

    page_title = gettext_lazy("Export")
    button = gettext_lazy("Download")
    form_class: type[forms.Form] = FormatForm
    #: What the log calls it, as the application registers it.
    action = ""

    def table(self, data: dict[str, Any]) -> Table:
        """The table to take away.

        :param data: what the form says.
        """
        raise NotImplementedError

    def file_name(self) -> str:
        """The name of the file, without its ending."""
        raise NotImplementedError

    def noted_on(self) -> Model:
        """Whose history says that it was taken away: of what the table is about, or else of who takes it."""
        return self.user

    def noted(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the log keeps beside the number of rows: nothing about a person."""
        return {"format": data["format"]}

    def decide(self, form: forms.Form) -> HttpResponse:
        data = form.cleaned_data
        table = self.table(data)
        rows = list(table.rows)
        self.note(self.action, self.noted_on(), rows=len(rows), **self.noted(data))
        write = csv_response if data["format"] == "csv" else xlsx_response
        return write(replace(table, rows=rows), self.file_name())


class PeopleExportView(ExportView):
    """A table of people: for a purpose."""

    form_class: type[forms.Form] = PurposeForm
    #: What the team takes these people away for.
    purposes: type[TextChoices]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"purposes": self.purposes}

    def explanation(self) -> list[str]:
        return [
            _(
                "The file holds personal data: keep it where only those who need it can read it, and delete it after "
                "use. The site keeps no copy, and notes that you made it."
            )
        ]

    def people(self, data: dict[str, Any]) -> Table:
        """The people to take away; the purpose and the day are added to its legend.

        :param data: what the form says.
        """
        raise NotImplementedError

    def table(self, data: dict[str, Any]) -> Table:
        table = self.people(data)
        purpose = self.purposes(data["purpose"])
        return replace(table, legend=[*table.legend, *legend_of_people(purpose.label)])

    def noted(self, data: dict[str, Any]) -> dict[str, Any]:
        return super().noted(data) | {"purpose": data["purpose"]}


def legend_of_people(purpose: str | Promise) -> list[tuple[str, str]]:
    """What whoever opens a file of people must know of it."""
    return [
        (_("Purpose"), str(purpose)),
        (_("Made on"), shown(timezone.now())),
        (_("Handling"), _("Personal data: for this purpose only, to be deleted after use.")),
    ]
