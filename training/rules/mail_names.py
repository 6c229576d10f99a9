"""The mails that participants receive, by name: what each looks like is in :mod:`training.mails`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailName(models.TextChoices):
    CONFIRM_ADDRESS = "confirm_address", _("Confirm your address")
    ALREADY_SIGNED_UP = "already_signed_up", _("You have already signed up")
    SEAT_CONFIRMED = "seat_confirmed", _("Your seat is confirmed")
    WAITING = "waiting", _("You are on the waiting list")
    SESSION_FULL = "session_full", _("No seat left")
    OFFER = "offer", _("A seat is offered to you")
    OFFER_LAPSED = "offer_lapsed", _("Your offer has lapsed")
    OFFER_DECLINED = "offer_declined", _("You have declined the seat")
    WITHDRAWN = "withdrawn", _("Your sign-up is withdrawn")
    SESSION_CANCELLED = "session_cancelled", _("The session is cancelled")
    SESSION_MOVED = "session_moved", _("The session has changed")
    HANDED_OVER = "handed_over", _("You have given your seat")
    SEAT_RECEIVED = "seat_received", _("A colleague gives you a seat")
    OTHER_SESSION = "other_session", _("You have changed session")
    ADDRESS_CORRECTED = "address_corrected", _("Your details have been corrected")
    LINKS = "links", _("Your links")
    REMINDER = "reminder", _("Reminder")
    QUEUE_CLOSED = "queue_closed", _("The waiting list is closed")


#: Mails that anybody can have sent to any address by filling in a form: they count towards its daily limit.
ASKED_BY_ANYBODY = (MailName.CONFIRM_ADDRESS, MailName.ALREADY_SIGNED_UP, MailName.LINKS)
