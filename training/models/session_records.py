"""What the team decided about a session, beside its page: changes it told, trainers it named."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SessionMove(models.Model):
    """New days, hours or place of a session, and whether participants were told."""

    session_key = models.UUIDField(_("session"), db_index=True)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    is_told = models.BooleanField(_("participants told"))
    moved_at = models.DateTimeField(_("decided on"), default=timezone.now)
    moved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("change of a session")
        verbose_name_plural = _("changes of sessions")
        ordering = ["moved_at", "pk"]

    def __str__(self) -> str:
        return f"{self.session_key}, {self.moved_at:%Y-%m-%d}"


class SessionTrainer(models.Model):
    """An account that may see who comes to a session. Names of trainers for readers are on the page."""

    session_key = models.UUIDField(_("session"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="training_sessions"
    )

    class Meta:
        verbose_name = _("trainer of a session")
        verbose_name_plural = _("trainers of sessions")
        constraints = [
            models.UniqueConstraint(fields=["session_key", "user"], name="training_one_line_a_trainer"),
        ]

    def __str__(self) -> str:
        return f"{self.session_key}, {self.user_id}"
