from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import IsNull
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.enums import Language
from core.mail_states import MailError, MailState, PauseReason


class OutboxMail(models.Model):
    """One mail to one person: decided, then sent. Written by ``core.outbox`` alone.

    It holds an address and a text about somebody: no revision, no search index, nothing of it in a log.
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    recipient = models.EmailField(_("recipient"))
    recipient_key = models.CharField(max_length=320, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    about = models.UUIDField(_("about"), null=True, blank=True, db_index=True)
    context = models.JSONField(_("facts when it was decided"), default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(_("state"), max_length=10, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    message_id = models.CharField(_("Message-ID"), max_length=320, unique=True, editable=False)
    error_code = models.CharField(_("fault"), max_length=20, choices=MailError, blank=True)
    last_error = models.CharField(_("server’s reply"), max_length=300, blank=True)
    #: When it was last taken to be sent to an address that nobody had confirmed (``core.outbox.ceiling``).
    to_unconfirmed_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    created_at = models.DateTimeField(_("decided at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    text = models.TextField(_("text"), blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("email message")
        verbose_name_plural = _("email messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="outbox_due"),
            models.Index(fields=["recipient_key", "created_at"], name="outbox_recipient"),
        ]
        constraints = [
            models.CheckConstraint(
                name="outbox_leased_while_sending",
                condition=Q(state=MailState.SENDING, lease__isnull=False, lease_until__isnull=False)
                | (~Q(state=MailState.SENDING) & Q(lease__isnull=True, lease_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="outbox_dated_when_sent",
                condition=Q(state=MailState.SENT, sent_at__isnull=False)
                | (~Q(state=MailState.SENT) & Q(sent_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_waiting(self) -> bool:
        return self.state == MailState.WAITING

    @property
    def is_sent(self) -> bool:
        return self.state == MailState.SENT


class OutboxPause(models.Model):
    """A time without mails: open until somebody ends it. At most one is open."""

    started_at = models.DateTimeField(_("since"), default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=20, choices=PauseReason)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("pause of emails")
        verbose_name_plural = _("pauses of emails")
        ordering = ["-started_at"]
        constraints = [
            # A null is equal to nothing, itself included: what is unique is the fact of being open.
            models.UniqueConstraint(
                IsNull(F("ended_at"), True), condition=Q(ended_at__isnull=True), name="outbox_one_open_pause"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class OutboxHeartbeat(models.Model):
    """When a worker was last seen, and what the mail server told it: one row (``core.outbox.heartbeat``)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    beat_at = models.DateTimeField(_("last seen"))
    server_error_code = models.CharField(_("fault of the server"), max_length=20, choices=MailError, blank=True)
    server_error = models.CharField(_("server’s reply"), max_length=300, blank=True)
    server_error_since = models.DateTimeField(_("since"), null=True, blank=True)

    class Meta:
        verbose_name = _("heartbeat of emails")
        verbose_name_plural = _("heartbeat of emails")
        constraints = [models.CheckConstraint(name="outbox_one_heartbeat", condition=Q(id=1))]

    def __str__(self) -> str:
        return str(self.pk)
