"""Tables to take away: participants of a session, for a purpose; numbers of all."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.alphabetical import sort_key
from core.desk.exports import ExportView, PeopleExportView, PurposeForm
from core.exports import Table
from training.desk.actions import SessionDecision
from training.desk.base import DeskMixin
from training.desk.tables import numbers_table, participants_table
from training.models import SessionPage, TrainingIndexPage
from training.querysets import SignUpQuerySet


class Purpose(models.TextChoices):
    """What the team takes participants away for."""

    RECEPTION = "reception", gettext_lazy("Welcome participants on the day")
    TRAINER = "trainer", gettext_lazy("Prepare the session with the trainer")
    VENUE = "venue", gettext_lazy("Venue, meals, access")
    FOLLOW_UP = "follow_up", gettext_lazy("Follow up the session")


class ParticipantsForm(PurposeForm):
    scope = forms.ChoiceField(
        label=gettext_lazy("Who"),
        choices=[
            ("coming", gettext_lazy("People who are coming")),
            ("active", gettext_lazy("Also people who are waiting or have yet to answer")),
        ],
        initial="coming",
        widget=forms.RadioSelect,
    )
    access_needs = forms.BooleanField(
        label=gettext_lazy("With access needs"),
        required=False,
        help_text=gettext_lazy("Only if the file needs them: they may reveal something about someone’s health."),
    )
    field_order = ("purpose", "scope", "access_needs", "format")

    def __init__(self, *args: Any, manages: bool, reads_access_needs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not manages:
            del self.fields["scope"]
        if not reads_access_needs:
            del self.fields["access_needs"]


class ExportParticipantsView(SessionDecision, PeopleExportView):
    page_title = gettext_lazy("Export the participants")
    form_class = ParticipantsForm
    purposes = Purpose
    action = "training.export_participants"

    def may_open(self) -> bool:
        return self.rights.exports and self.rights.sees_people(self.session.translation_key)

    def get_form_kwargs(self) -> dict[str, Any]:
        rights = {"manages": self.rights.manages, "reads_access_needs": self.rights.reads_access_needs}
        return super().get_form_kwargs() | rights

    def people(self, data: dict[str, Any]) -> Table:
        rows = self.rights.sign_ups(self.session.translation_key).order_by("pk")
        chosen = self.chosen(rows, data.get("scope", "coming")).select_related("organisation_kind", "access_need")
        return participants_table(
            self.session,
            # As a list of names is read: a database puts zoé behind Zacharie, and Émile behind both.
            sorted(chosen, key=lambda person: sort_key(person.name)),
            has_addresses=self.rights.manages,
            has_access_needs=bool(data.get("access_needs")),
        )

    def chosen(self, rows: SignUpQuerySet, scope: str) -> SignUpQuerySet:
        """The sign-ups that go into the file."""
        return rows.active() if scope == "active" else rows.confirmed()

    def file_name(self) -> str:
        return f"inscrits-{self.session.slug}"

    def noted_on(self) -> SessionPage:
        return self.session

    def noted(self, data: dict[str, Any]) -> dict[str, Any]:
        return super().noted(data) | {"access_needs": bool(data.get("access_needs"))}


class ExportNumbersView(DeskMixin, ExportView):
    """How full each session is, and of whom by kind and département: no name."""

    page_title = gettext_lazy("Export the numbers")
    action = "training.export_numbers"

    def may_open(self) -> bool:
        return self.rights.manages or self.rights.reads_numbers

    def back(self) -> str:
        return reverse("training_desk:sessions")

    def explanation(self) -> list[str]:
        return [
            _("One row per session: places, who is coming, who is waiting, by type of organisation and département.")
        ]

    def table(self, data: dict[str, Any]) -> Table:
        return numbers_table(self.rights.sessions())

    def file_name(self) -> str:
        return "formations-chiffres"

    def noted_on(self) -> Model:
        return TrainingIndexPage.objects.in_source_language().first() or super().noted_on()
