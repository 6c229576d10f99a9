"""The journal of mails in the admin: what waits, what left, what failed and why; and each mail as it was sent."""

import re
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from core.desk.pages import HOME, DeskPage
from core.desk.people import MomentColumn, PeopleView
from core.enums import Language
from core.mail_addresses import address_key
from core.mail_states import MailError, MailState
from core.mails.record import UnknownMail, mail_named, team_mails
from core.models import OutboxMail
from core.outbox.actions import OPEN_STATES
from core.outbox.board import read_board, team_rows

VIEW, CHANGE = "core.view_outboxmail", "core.change_outboxmail"
PERSONAL_LINK = re.compile(r"([0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/)[\w-]{16,}")
JOURNAL = {"url": reverse_lazy("core_outbox"), "label": gettext_lazy("Emails")}


class JournalPage(DeskPage):
    """A page of the journal, for those who may read it."""

    header_icon = "mail"
    permission = VIEW

    def trail(self) -> list[dict[str, Any]]:
        return [HOME, JOURNAL]


def kind_label(mail: OutboxMail) -> str | Promise:
    """The name of a mail, for people; its bare name when no application knows it any more."""
    try:
        return mail_named(mail.kind).label
    except UnknownMail:
        return mail.kind


def the_mail(number: int) -> OutboxMail:
    """A mail that the team runs.

    :raises Http404: there is none of this number.
    """
    return get_object_or_404(team_rows(OutboxMail.objects.all()), pk=number)


class MailFilters(WagtailFilterSet):
    """A plain form: it works without JavaScript."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=MailState.choices, empty_label=gettext_lazy("All")
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Which email"),
        choices=lambda: sorted((mail.name, mail.label) for mail in team_mails()),
        empty_label=gettext_lazy("All"),
    )
    fault = django_filters.ChoiceFilter(
        label=gettext_lazy("Fault"),
        field_name="error_code",
        choices=MailError.choices,
        empty_label=gettext_lazy("All"),
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"), choices=Language.choices, empty_label=gettext_lazy("All")
    )

    class Meta:
        model = OutboxMail
        fields: tuple[str, ...] = ()


class MailStateColumn(Column):
    cell_template_name = "core/desk/mail_state_cell.html"


class OutboxView(JournalPage, PeopleView):
    """All mails, the latest first, and how the outbox is doing."""

    page_title = gettext_lazy("Emails")
    template_name = "core/desk/mails.html"
    index_url_name = "core_outbox"
    model = OutboxMail
    default_ordering = "-created_at"
    last_ordering = "-pk"
    filterset_class = MailFilters
    search_label = gettext_lazy("Address")
    longest_search = 254
    empty = gettext_lazy("No emails yet.")
    no_match = gettext_lazy("No emails match.")

    def trail(self) -> list[dict[str, Any]]:
        return [HOME]

    def get_base_queryset(self) -> QuerySet[OutboxMail]:
        return team_rows(super().get_base_queryset())

    def matching(self, queryset: QuerySet[OutboxMail], wanted: str) -> QuerySet[OutboxMail]:
        return queryset.filter(recipient_key__contains=address_key(wanted))

    def found_in_words(self, number: int) -> str:
        return ngettext("%(number)s email found", "%(number)s emails found", number) % {"number": number}

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("kind", label=_("Which email"), accessor=kind_label, url_name="core_outbox_mail"),
            Column("recipient", label=_("To"), accessor=lambda mail: mail.recipient or _("(erased)")),
            MailStateColumn("state", label=_("State"), sort_key="state"),
            Column("attempts", label=_("Attempts")),
            MomentColumn("created_at", label=_("Decided on"), sort_key="created_at"),
            MomentColumn("sent_at", label=_("Sent on"), sort_key="sent_at"),
        ]

    @cached_property
    def board(self) -> Any:
        return read_board()

    def get_header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm(CHANGE):
            return []
        if self.board.pause:
            return [HeaderButton(_("Start sending emails again"), reverse("core_outbox_resume"), icon_name="mail")]
        return [HeaderButton(_("Pause all emails"), reverse("core_outbox_pause"), icon_name="minus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(board=self.board, **kwargs)


class MailView(JournalPage, TemplateView):
    """One mail: its words as they left, as long as they are kept; why it did not leave."""

    template_name = "core/desk/mail.html"

    def load(self) -> None:
        self.mail = the_mail(self.kwargs["mail_id"])

    def get_page_title(self) -> str:
        return str(kind_label(self.mail))

    def get_header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm(CHANGE):
            return []
        return [
            HeaderButton(label, reverse(f"core_outbox_{name}", args=[self.mail.pk]), icon_name=icon, priority=place)
            for place, (name, label, icon) in enumerate(actions_of(self.mail))
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(mail=self.mail, shown_text=without_tokens(self.mail.text), **kwargs)


def without_tokens(text: str) -> str:
    """Return the words of a mail, its personal links broken: nobody acts in the place of the person it went to.

    As ``core.links`` makes them: a UUID, then a token.
    """
    return PERSONAL_LINK.sub(r"\1…", text)


def actions_of(mail: OutboxMail) -> list[tuple[str, str, str]]:
    """What the team may do with a mail now: name of the page, words, icon."""
    if mail.state == MailState.SENT and mail.error_code == MailError.AFTER_SENDING:
        return [("retry", _("Record the follow-up"), "rotate")]
    if mail.state not in OPEN_STATES or not mail.recipient:
        return []
    return [
        ("retry", _("Try again now"), "rotate"),
        ("correct", _("Correct the address"), "edit"),
        ("skip", _("Do not send"), "cross"),
    ]
