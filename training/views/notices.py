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
    _("Please send the form once more"),
    _("It came back within seconds, as programs do. Your answers are still there: check them and send them again."),
    200,
)
TOO_OLD = Notice(
    _("Please send the form once more"),
    _("The page had been open for a long time. Your answers are still there: check them and send them again."),
    200,
)
TOO_MANY = Notice(
    _("Too many requests have come from your network"),
    _("Nothing was sent. Your answers are still there: send them again in an hour, or write to the team."),
    429,
)
BUSY = Notice(
    _("The site is very busy at the moment"),
    _("Nothing was done, and nothing is lost. Try again in a minute."),
    503,
)
#: When to try again, in seconds.
RETRY_AFTER = "60"
CLOSED = Notice(
    _("This session takes no request any more"),
    _("It changed while you were filling in the form. Nothing was sent, and your answers are still there."),
    409,
)
#: By the reason a service gives.
REFUSALS: dict[type[Refused], Notice] = {
    SessionGone: Notice(
        _("This session is no longer on the site"), _("Write to the training team: it will answer you."), 409
    ),
    NotOpen: Notice(
        _("This is no longer possible"),
        _("The session has begun, is cancelled, or takes nobody any more. Nothing was changed."),
        409,
    ),
    NoSeatLeft: Notice(_("No seat is left"), _("Somebody else was faster. Nothing was changed."), 409),
    AlreadySignedUp: Notice(
        _("This person has already signed up for the session"),
        _("The same name and the same address have a sign-up there. Nothing was changed."),
        409,
    ),
    WrongState: Notice(
        _("Your sign-up has changed in the meantime"),
        _("What you asked is not possible now. Nothing was changed: your page says where you stand."),
        409,
    ),
    TooManyMails: Notice(
        _("This address has received many messages today"),
        _("To protect its owner, we send no more of them. Nothing was changed: try again tomorrow."),
        429,
    ),
}


def refusal(error: Refused) -> Notice:
    """What to say when a service refuses."""
    return REFUSALS[type(error)]
