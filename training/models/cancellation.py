from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training.enums import CancellationReason


class SessionCancellation(models.Model):
    """The decision to cancel a session, apart from its page.

    An admin save rewrites every column of a page and Wagtail saves drafts by itself, so a decision never sits on a form
    that an editor saves. It hangs on the translation key: the session is cancelled in every language at once.
    """

    session_key = models.UUIDField(_("session"), unique=True)
    reason = models.CharField(_("reason"), max_length=10, choices=CancellationReason)
    cancelled_at = models.DateTimeField(_("cancelled on"), default=timezone.now)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("cancelled by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("session cancellation")
        verbose_name_plural = _("session cancellations")

    def __str__(self) -> str:
        return str(self.session_key)
