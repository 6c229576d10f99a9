import uuid
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from core.dates import PARIS, validate_day


class SessionSlot(Orderable):
    """One stretch of a session without a long pause: a half-day, as attendance is signed.

    Day and hours are kept as written on the wall in Paris, not as instants: saving one twice, or across a change of
    hour, cannot shift it.
    """

    page = ParentalKey("training.SessionPage", on_delete=models.CASCADE, related_name="slots")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    day = models.DateField(_("day"))
    start = models.TimeField(_("from"))
    end = models.TimeField(_("to"))

    panels = [FieldRowPanel([FieldPanel("day"), FieldPanel("start"), FieldPanel("end")])]

    class Meta(Orderable.Meta):
        verbose_name = _("half-day")
        verbose_name_plural = _("half-days")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="training_slot_ends_after_start",
                violation_error_message=_("A half-day must end after it starts."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.start:%H:%M}–{self.end:%H:%M}"

    def clean(self) -> None:
        super().clean()
        if self.day:
            try:
                validate_day(self.day)
            except ValidationError as error:
                raise ValidationError({"day": error}) from error

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, self.start, tzinfo=PARIS)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.day, self.end, tzinfo=PARIS)

    def as_told(self) -> dict[str, str]:
        """This half-day as participants are told it; see :class:`training.rules.told.Told`."""
        return {
            "uid": self.uid.hex,
            "day": self.day.isoformat(),
            "start": self.start.isoformat("minutes"),
            "end": self.end.isoformat("minutes"),
        }


def overlap(slots: Iterable[SessionSlot]) -> bool:
    """Whether two of these half-days share a moment."""
    return any(one.ends_at > other.starts_at for one, other in pairwise(sorted(slots, key=lambda slot: slot.starts_at)))


def overlap_message() -> str:
    """Why half-days that overlap are refused."""
    return gettext("Two half-days of this session overlap: check their days and hours.")


def flaws_of_moments(
    slots: Iterable[SessionSlot], *, closes_at: datetime | None, expire_at: datetime | None
) -> dict[str, str]:
    """What is wrong with the moments of a session beside its half-days, by field.

    :param slots: the half-days, saved or not.
    :param closes_at: when sign-up ends.
    :param expire_at: when the page leaves the site by itself.
    """
    end = max((slot.ends_at for slot in slots), default=None)
    found = {}
    if end and closes_at and closes_at > end:
        found["sign_up_closes_at"] = gettext("Bookings cannot close after the end of the session.")
    # Those who come would look in vain for a page that left by itself.
    if end and expire_at and expire_at < end:
        found["expire_at"] = gettext(
            "The page cannot leave the site before the session is over. To call the session off, cancel it."
        )
    return found
