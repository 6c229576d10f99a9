"""A decision at the desk of sign-ups: about a session or about a sign-up, taken by those who manage them."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.desk.decisions import DecisionView
from training.desk.attention import session_url
from training.desk.base import SessionMixin, SignUpMixin
from training.models import SignUp
from training.services.shared.errors import (
    AlreadySignedUp,
    NoSeatLeft,
    NotOpen,
    SessionGone,
    TooManyMails,
    WrongState,
)

#: Why the services of sign-ups refuse, in the words of the team.
REFUSALS: dict[type[Exception], str | Promise] = {
    SessionGone: gettext_lazy("This session has no page any more."),
    NotOpen: gettext_lazy(
        "Not possible now: the session has started, is over or cancelled, or does not take bookings."
    ),
    NoSeatLeft: gettext_lazy("No place is free any more: check the numbers, then decide again."),
    AlreadySignedUp: gettext_lazy("This person has already booked that session."),
    WrongState: gettext_lazy("Someone else acted first: the state of this booking no longer allows it."),
    TooManyMails: gettext_lazy(
        "This address has already received as many emails today as we allow. Try again tomorrow."
    ),
}


class SessionDecision(SessionMixin, DecisionView):
    """A decision about a session."""

    template_name = "training/admin/desk/decision.html"
    refusals = REFUSALS

    def may_open(self) -> bool:
        return self.rights.manages

    def back(self) -> str:
        return session_url("session", self.session)

    def note_sign_up(self, action: str, sign_up: SignUp, **data: Any) -> None:
        """Write in the history of the session who decided what about a sign-up: its reference.

        Of the session and not of the sign-up: Wagtail shows the history of a model to whoever has any right on it, and
        trainers have one.

        :param action: registered in ``training.wagtail_hooks``, without its prefix.
        """
        self.note(f"training.{action}", self.session, sign_up=sign_up.reference, **data)


class SignUpDecision(SignUpMixin, SessionDecision):
    """A decision about a sign-up."""

    def may_open(self) -> bool:
        return self.rights.manages

    def back(self) -> str:
        return self.sign_up_url

    def get_page_subtitle(self) -> str:
        return self.sign_up.reference

    def no_longer(self) -> str:
        """The words for a decision that the state of the sign-up does not allow."""
        return _("Nothing was changed: this booking is now in the state “%(state)s”.") % {
            "state": self.sign_up.get_state_display()
        }
