"""What can be said of a mail of the outbox, and of a pause: closed lists, shown in the journal of mails."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """The life of a mail: waiting → sending → sent, with the ways out of it."""

    WAITING = "waiting", _("waiting")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    SKIPPED = "skipped", _("not sent: no longer useful")


class MailError(models.TextChoices):
    """Why a mail is not sent, or not yet: the code, which the team reads in its own words."""

    BAD_ADDRESS = "bad-address", _("the address is not well formed")
    RECIPIENT_REFUSED = "recipient-refused", _("the recipient’s server refuses this address")
    MESSAGE_REFUSED = "message-refused", _("the recipient’s server refuses this email")
    LATER = "later", _("the server asks us to try again later")
    DROPPED = "dropped", _("the email server broke off in the middle")
    SERVER_DOWN = "server-down", _("the email server does not answer")
    SERVER_SETTINGS = "server-settings", _("the email server refuses this site: check its settings")
    NOT_WRITTEN = "not-written", _("the email could not be written: a fault in the site")
    UNKNOWN_KIND = "unknown-kind", _("the site no longer knows this kind of email")
    WORKER_DIED = "worker-died", _("sending was broken off each time")
    AFTER_SENDING = "after-sending", _("the email was sent, but its follow-up was not recorded")
    NOT_RELEVANT = "not-relevant", _("no longer true when its turn came")
    CORRECTED = "corrected", _("replaced by an email to a corrected address")
    BY_STAFF = "by-staff", _("the team decided not to send it")


class PauseReason(models.TextChoices):
    """Who or what stopped all mails."""

    STAFF = "staff", _("the team")
    STALE_DATABASE = "stale-database", _("the database looks like an old copy")
