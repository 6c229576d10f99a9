"""What a page says when it could not do what it was asked: what happened, and what to do."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from training.services.shared.errors import (
    AlreadySignedUp,
    NoSeatLeft,
    NotOpen,
    Refused,
    SessionGone,
    TooManyMails,
    WrongState,
)


@dataclass(frozen=True)
class Notice:
    """A few words, and a sentence or two.

    :param status: of the answer that says it, by RFC 9110.
    """

    title: str | Promise
    text: str | Promise
    status: int


TOO_FAST = Notice(
    _("Send the form again"),
    _("It was sent within seconds, as spam often is. Your answers are still here: check them and send the form again."),
    200,
)
TOO_OLD = Notice(
    _("Send the form again"),
    _("The page had been open for a long time. Your answers are still here: check them and send the form again."),
    200,
)
TOO_MANY = Notice(
    _("Too many requests have come from your network"),
    _("Nothing was sent. Your answers are still here: send them again in an hour, or contact the team."),
    429,
)
BUSY = Notice(
    _("The site is very busy at the moment"),
    _("Nothing has changed, and nothing is lost. Try again in a minute."),
    503,
)
#: When to try again, in seconds.
RETRY_AFTER = "60"
CLOSED = Notice(
    _("This session is no longer taking bookings"),
    _("This changed while you were filling in the form. Nothing was sent, and your answers are still here."),
    409,
)
#: By the reason a service gives.
REFUSALS: dict[type[Refused], Notice] = {
    SessionGone: Notice(_("This session is no longer on the site"), _("Contact the training team for help."), 409),
    NotOpen: Notice(
        _("This is no longer possible"),
        _("The session has started, is cancelled, or is no longer taking bookings. Nothing was changed."),
        409,
    ),
    NoSeatLeft: Notice(_("No places are left"), _("Someone else was faster. Nothing was changed."), 409),
    AlreadySignedUp: Notice(
        _("This person has already booked the session"),
        _("There is already a booking with the same name and email address. Nothing was changed."),
        409,
    ),
    WrongState: Notice(
        _("Your booking has changed in the meantime"),
        _("You cannot do this now. Nothing was changed: your page shows your booking."),
        409,
    ),
    TooManyMails: Notice(
        _("This address has received many emails today"),
        _("To protect its owner, we are not sending any more. Nothing was changed: try again tomorrow."),
        429,
    ),
}


def refusal(error: Refused) -> Notice:
    """What to say when a service refuses."""
    return REFUSALS[type(error)]
