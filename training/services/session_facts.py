"""A session as its services read it, once its ledger is locked: the page that holds the facts, and what is true now."""

from datetime import datetime
from uuid import UUID

from training.availability import Availability, availability_of
from training.models import SeatLedger, SessionPage, SignUp
from training.services.errors import SessionGone


def session_of(session_key: UUID) -> SessionPage:
    """The page of a session in the source language, which holds the facts.

    :raises SessionGone: a session that has no page.
    """
    session = SessionPage.objects.in_source_language().filter(translation_key=session_key).first()
    if session is None:
        raise SessionGone
    return session


def availability_now(session: SessionPage, ledger: SeatLedger, now: datetime) -> Availability:
    """What is true of a session whose ledger is locked."""
    counts = SignUp.objects.counts([ledger.session_key])[ledger.session_key]
    return availability_of(session, ledger, counts, now)
