"""When and how one signs up for a session: the part of its page that an editor sets."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from training.models.seat_ledger import SeatLedger
from training.models.sign_up_form import SignUpForm
from training.rules.availability import Availability, Status
from training.rules.clocks import offers_until
from training.rules.states import OCCUPYING, SignUpState


class Session(Protocol):
    """The page that the window is a part of, as far as the window looks at it."""

    live: bool
    seats: int | None
    sign_up_form: SignUpForm | None
    sign_up_opens_at: datetime | None
    sign_up_closes_at: datetime | None
    has_waiting_list: bool

    @property
    def facts(self) -> "Session": ...

    @property
    def ledger(self) -> SeatLedger | None: ...

    @property
    def is_cancelled(self) -> bool: ...

    @property
    def starts_at(self) -> datetime | None: ...

    @property
    def ends_at(self) -> datetime | None: ...

    def status_at(self, now: datetime, *, left: int) -> Status: ...


class SignUpWindow(models.Model):
    """Facts of a session page, read from ``page.facts`` like its dates and seats."""

    sign_up_form = models.ForeignKey(
        SignUpForm,
        verbose_name=_("booking form"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
        help_text=_("What is asked of participants. Without a choice: the default form."),
    )
    sign_up_opens_at = models.DateTimeField(
        _("bookings open on"),
        null=True,
        blank=True,
        help_text=_("Paris time. Empty: as soon as the page is published."),
    )
    sign_up_closes_at = models.DateTimeField(
        _("bookings close on"), null=True, blank=True, help_text=_("Paris time. Empty: when the session starts.")
    )
    has_waiting_list = models.BooleanField(
        _("waiting list"),
        default=True,
        help_text=_("Once the session is full, people can ask to be told of a free place."),
    )

    sign_up_panel = MultiFieldPanel(
        [
            FieldPanel("sign_up_form"),
            FieldRowPanel([FieldPanel("sign_up_opens_at"), FieldPanel("sign_up_closes_at")]),
            FieldPanel("has_waiting_list"),
        ],
        heading=_("Booking"),
    )
    sign_up_facts: ClassVar[tuple[str, ...]] = (
        "sign_up_form", "sign_up_opens_at", "sign_up_closes_at", "has_waiting_list",
    )  # fmt: skip

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        opens_at, closes_at = self.sign_up_opens_at, self.sign_up_closes_at
        if opens_at and closes_at and opens_at >= closes_at:
            raise ValidationError({"sign_up_closes_at": _("Bookings must close after they open.")})

    def availability_at(self: Session, now: datetime, counts: Mapping[str, int]) -> Availability:
        """Whether one can take part at some moment.

        :param counts: sign-ups of this session by state.
        """
        facts = self.facts
        # Before anything happened to its seats, they are those of its page.
        capacity = self.ledger.capacity if self.ledger else facts.seats or 0
        taken = sum(counts.get(state, 0) for state in OCCUPYING)
        waiting = counts.get(SignUpState.WAITING, 0)
        return Availability(
            status=self.status_at(now, left=0 if waiting else capacity - taken),
            capacity=capacity,
            taken=taken,
            waiting=waiting,
            opens_at=facts.sign_up_opens_at,
            closes_at=facts.sign_up_closes_at,
        )

    def status_at(self: Session, now: datetime, *, left: int) -> Status:
        """What to say of this session at some moment, the strongest reason first.

        :param left: seats that the next person would get.
        """
        facts = self.facts
        if self.is_cancelled:
            return Status.CANCELLED
        if self.ends_at and self.ends_at <= now:
            return Status.PAST
        if not facts.live or not self.starts_at or self.starts_at <= now:
            return Status.CLOSED
        if facts.sign_up_opens_at and now < facts.sign_up_opens_at:
            return Status.OPENS_LATER
        if facts.sign_up_closes_at and now >= facts.sign_up_closes_at:
            return Status.CLOSED
        if left > 0:
            return Status.OPEN
        return Status.QUEUE if facts.has_waiting_list and now < offers_until(self.starts_at) else Status.FULL

    @cached_property
    def asked_form(self: Session) -> SignUpForm:
        """The form that participants fill in."""
        return self.facts.sign_up_form or SignUpForm.default()

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        # An old version of the page may name a form deleted since. modelcluster fails on that for a protected row; the
        # version reads, and uses the default form.
        key = data.get("sign_up_form")
        if key is not None and not SignUpForm.objects.filter(pk=key).exists():
            data = {**data, "sign_up_form": None}
        return super().from_serializable_data(data, *args, **kwargs)  # type: ignore[misc]  # the page has it
