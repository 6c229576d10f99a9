from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PurgeRun(models.Model):
    """What one run of the purge erased, by rule: the proof that it ran, without a word about anyone."""

    ran_at = models.DateTimeField(_("began on"), default=timezone.now)
    #: None while it runs, and for ever if it was broken off.
    ended_at = models.DateTimeField(_("ended on"), null=True)
    #: The night it was started in by the clock, which starts one a night; none for one that somebody asked for.
    night = models.DateField(_("night"), null=True, unique=True)
    counts = models.JSONField(_("erased, by rule"), default=dict)

    class Meta:
        verbose_name = _("run of the purge")
        verbose_name_plural = _("runs of the purge")
        ordering = ["-ran_at", "-pk"]
        # It writes itself: people may only read it.
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.ran_at:%Y-%m-%d %H:%M}"
