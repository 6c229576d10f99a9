"""The states of a sign-up, and the only moves between them.

::

    requested ──address confirmed──▶ confirmed ──▶ cancelled
        │             └─ full ──▶ waiting ──▶ offered ──accepted──▶ confirmed
        └─ 72 h ─▶ lapsed            │            └─▶ declined, lapsed
                                     └─▶ cancelled
    any active ──the session is cancelled──▶ voided

A final state never changes: who comes back gets a new sign-up, at the end of the queue.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignUpState(models.TextChoices):
    REQUESTED = "requested", _("Address to confirm")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("Place offered")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", _("Booking cancelled")
    DECLINED = "declined", _("Offer declined")
    LAPSED = "lapsed", _("Not taken up")
    VOIDED = "voided", _("Session cancelled")


#: Still something to come: one person has at most one of these a session.
ACTIVE = (SignUpState.REQUESTED, SignUpState.WAITING, SignUpState.OFFERED, SignUpState.CONFIRMED)
#: Holds a seat.
OCCUPYING = (SignUpState.OFFERED, SignUpState.CONFIRMED)
#: May hold a deadline: the time left to confirm an address, or to answer an offer.
TIMED = (SignUpState.REQUESTED, SignUpState.OFFERED)

#: From each state, those it may move to; from None, those a sign-up may begin with.
ALLOWED_MOVES: dict[SignUpState | None, frozenset[SignUpState]] = {
    None: frozenset({SignUpState.REQUESTED, SignUpState.WAITING, SignUpState.CONFIRMED}),
    SignUpState.REQUESTED: frozenset(
        {
            SignUpState.CONFIRMED,
            SignUpState.WAITING,
            SignUpState.CANCELLED,
            SignUpState.LAPSED,
            SignUpState.VOIDED,
        }
    ),
    SignUpState.WAITING: frozenset(
        {
            SignUpState.OFFERED,
            SignUpState.CONFIRMED,
            SignUpState.CANCELLED,
            SignUpState.LAPSED,
            SignUpState.VOIDED,
        }
    ),
    SignUpState.OFFERED: frozenset(
        {
            SignUpState.CONFIRMED,
            SignUpState.DECLINED,
            SignUpState.LAPSED,
            SignUpState.CANCELLED,
            SignUpState.VOIDED,
        }
    ),
    SignUpState.CONFIRMED: frozenset({SignUpState.CANCELLED, SignUpState.VOIDED}),
    SignUpState.CANCELLED: frozenset(),
    SignUpState.DECLINED: frozenset(),
    SignUpState.LAPSED: frozenset(),
    SignUpState.VOIDED: frozenset(),
}


class Actor(models.TextChoices):
    """Who made a move."""

    PARTICIPANT = "participant", _("Participant")
    TEAM = "team", _("Team")
    CLOCK = "clock", _("Automatic")


class Reason(models.TextChoices):
    """Why a sign-up moved: closed words, so that the journal holds nothing about people."""

    ASKED = "asked", _("Form sent")
    ADDRESS_CONFIRMED = "address_confirmed", _("Address confirmed")
    REGISTERED = "registered", _("Booked by the team")
    SEAT_FREE = "seat_free", _("A place became free")
    ACCEPTED = "accepted", _("Offer accepted")
    DECLINED = "declined", _("Offer declined")
    TOO_LATE = "too_late", _("No answer in time")
    FULL = "full", _("Session full, without a waiting list")
    WITHDRAWN = "withdrawn", _("Cancelled by the participant")
    WITHDRAWN_BY_TEAM = "withdrawn_by_team", _("Cancelled by the team")
    PRIORITY = "priority", _("Confirmed by the team")
    HANDED_OVER = "handed_over", _("Place given to a colleague")
    OTHER_SESSION = "other_session", _("Moved to another session")
    SESSION_CANCELLED = "session_cancelled", _("Session cancelled")
    SESSION_BEGAN = "session_began", _("The session has started")


class Source(models.TextChoices):
    """How a sign-up came about."""

    SITE = "site", _("Website")
    TEAM = "team", _("Team")
    HAND_OVER = "hand_over", _("Given by a colleague")
    TRANSFER = "transfer", _("Change of session")
