from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel

from core.dates import validate_day
from label_directory.models.organisation import Organisation


class Award(models.Model):
    """The label, given to an organisation for a time. Recorded by an action, never edited: see ``viewsets``."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="awards"
    )
    awarded_on = models.DateField(_("awarded on"))
    valid_until = models.DateField(_("valid until"), help_text=_("The last day on which the label is valid."))

    panels = [
        HelpPanel(
            content=_(
                "An award is public from its first day, and its dates cannot be changed: check them. Administrators "
                "can delete a wrong one, so that it can be recorded again."
            )
        ),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("awarded_on"), FieldPanel("valid_until")]),
    ]

    class Meta:
        verbose_name = _("label award")
        verbose_name_plural = _("label awards")
        ordering: ClassVar[list[str]] = ["-awarded_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("awarded_on")),
                name="label_directory_award_ends_after_start",
                violation_error_message=_("The label must expire after the day on which it is awarded."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "awarded_on"],
                name="label_directory_award_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.awarded_on}"

    def clean(self) -> None:
        super().clean()
        days = {name: getattr(self, name) for name in ("awarded_on", "valid_until") if getattr(self, name)}
        errors = {}
        for name, day in days.items():
            try:
                validate_day(day)
            except ValidationError as error:
                errors[name] = error
        if errors:
            raise ValidationError(errors)
        if self.organisation_id and len(days) == 2 and self.valid_until > self.awarded_on and self.twins().exists():
            raise ValidationError(_("This organisation already holds the label on some of these days."), code="overlap")

    def twins(self) -> models.QuerySet:
        """The other awards of the organisation that share a day with this one."""
        others = Award.objects.filter(organisation=self.organisation_id).exclude(pk=self.pk)
        return others.filter(awarded_on__lte=self.valid_until, valid_until__gte=self.awarded_on)

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed, in Paris."""
        return self.valid_until < timezone.localdate()
