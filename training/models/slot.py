import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from core.dates import validate_day

#: Sessions take place in France: what is written is the time on the wall there.
PARIS = ZoneInfo("Europe/Paris")


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
