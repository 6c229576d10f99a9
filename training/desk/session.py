"""One session: who signed up, in what order, and why the queue moves or does not."""

from collections import Counter
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import Button, HeaderButton

from core.desk.people import MomentColumn, PeopleView
from core.mail_states import MailState
from core.models import OutboxMail
from training.desk.attention import attention_of, failed_mails, session_url
from training.desk.base import SessionMixin, sign_up_url
from training.desk.filters import SignUpFilters
from training.desk.tables import breakdown
from training.enums import DEPARTMENTS
from training.models import AccessNeed, SignUp
from training.querysets import SignUpQuerySet
from training.rules.states import SignUpState
from training.services.shared.settle import why_not_served

#: The order in which the team reads: those who come, those who may, those who wait; then what is over.
READING_ORDER = (
    SignUpState.CONFIRMED, SignUpState.OFFERED, SignUpState.WAITING, SignUpState.REQUESTED,
)  # fmt: skip

DEPARTMENT_NAMES = dict(DEPARTMENTS)


class StateColumn(Column):
    cell_template_name = "training/admin/desk/state_cell.html"


class NameColumn(TitleColumn):
    cell_template_name = "training/admin/desk/name_cell.html"


def department_of(sign_up: SignUp) -> str:
    """The name of the département somebody works in."""
    return str(DEPARTMENT_NAMES.get(sign_up.department, ""))


class SessionView(SessionMixin, PeopleView):
    """The sign-ups of a session, for those who may read names; its numbers, for all who may open it."""

    template_name = "training/admin/desk/session.html"
    filterset_class = SignUpFilters
    default_ordering = "reading"
    searched_fields = ("name", "organisation", "email")
    empty = gettext_lazy("No bookings yet.")

    def load(self) -> None:
        super().load()
        by_address = self.rights.manages
        self.search_label = (
            _("Name, organisation, address or reference") if by_address else _("Name, organisation or reference")
        )

    @property
    def sees_people(self) -> bool:
        return self.rights.sees_people(self.session.translation_key)

    def get_page_title(self) -> str:
        return self.session.get_admin_display_title()

    def get_page_subtitle(self) -> str:
        return self.session.course.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.desk_items, {"url": "", "label": self.get_page_title()}]

    def get_index_url(self) -> str:
        return session_url("session", self.session)

    # The list

    def get_base_queryset(self) -> SignUpQuerySet:
        reading = Case(
            *(When(state=state, then=Value(place)) for place, state in enumerate(READING_ORDER)),
            default=Value(len(READING_ORDER)),
            output_field=IntegerField(),
        )
        failed = OutboxMail.objects.filter(about=OuterRef("public_id"), state=MailState.FAILED)
        failed = failed if self.rights.manages else failed.none()
        needs = AccessNeed.objects.filter(sign_up=OuterRef("pk"))
        # Even that there are some is for those who may read them.
        needs = needs if self.rights.reads_access_needs else needs.none()
        return (
            self.rights.sign_ups(self.session.translation_key)
            .select_related("organisation_kind")
            .annotate(
                reading=reading,
                has_failed_mail=Exists(failed),
                has_access_need=Exists(needs),
            )
        )

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.ordering == self.default_ordering:
            return queryset.order_by("reading", "rank", "state_since", "pk")
        return super().order_queryset(queryset)

    def searched(self, row: SignUp) -> list[str]:
        # An address only by those who may read it.
        return [row.name, row.organisation, row.reference, *([row.email] if self.rights.manages else [])]

    def found_in_words(self, number: int) -> str:
        return ngettext("%(number)s booking found", "%(number)s bookings found", number) % {"number": number}

    @property
    def shows_filters(self) -> bool:
        return self.rights.manages

    @property
    def columns(self) -> list[Column]:
        columns = [
            NameColumn("name", label=_("Name"), sort_key="name", get_url=sign_up_url),
            StateColumn("state", label=_("State"), sort_key="state"),
            Column("organisation", label=_("Organisation"), sort_key="organisation"),
            Column("organisation_kind", label=_("Kind")),
            Column("department", label=_("Département"), sort_key="department", accessor=department_of),
        ]
        if self.rights.manages:
            columns.append(MomentColumn("created_at", label=_("Requested on"), sort_key="created_at"))
        return columns

    def get_valid_orderings(self) -> list[str]:
        return [*super().get_valid_orderings(), self.default_ordering]

    # The rest of the page

    @cached_property
    def counts(self) -> Counter[str]:
        key = self.session.translation_key
        return SignUp.objects.counts([key])[key]

    def export_url(self) -> str:
        return session_url("export", self.session) if self.rights.exports and self.sees_people else ""

    def get_header_buttons(self) -> list[HeaderButton]:
        buttons = super().get_header_buttons()
        if self.rights.manages and self.session.is_to_come:
            url = session_url("register", self.session)
            buttons.insert(0, HeaderButton(_("Book a place for someone"), url, icon_name="plus", priority=1))
        return buttons

    def get_header_more_buttons(self) -> list[Button]:
        if not self.rights.manages:
            return []
        return [Button(_("Trainers"), session_url("trainers", self.session), icon_name="user", priority=10)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key = self.session.translation_key
        context = {
            "availability": self.session.availability,
            "closed_seats": max(0, (self.session.seats or 0) - self.session.availability.capacity),
            "numbers": [(state.label, self.counts.get(state, 0)) for state in SignUpState],
            "sees_people": self.sees_people,
            "queue": self.queue_note(),
        }
        if not self.sees_people:
            context["breakdown"] = breakdown(key)
        if self.rights.manages:
            context["attention"] = attention_of(self.session, self.counts, failed_mails([key])[key])
        return super().get_context_data(**context, **kwargs)

    def queue_note(self) -> str:
        """How many wait, and why they are not served."""
        waiting = self.counts.get(SignUpState.WAITING, 0)
        if not waiting:
            return ""
        stop = why_not_served(self.session.translation_key, self.session.ledger, timezone.now())
        many = ngettext("%(number)d person is waiting.", "%(number)d people are waiting.", waiting)
        reason = stop.label if stop else _("The next person on the waiting list is about to be offered a place.")
        return f"{many % {'number': waiting}} {reason}"
