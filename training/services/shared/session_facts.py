"""A session as its services read it, once its ledger is locked: the page that holds the facts, and what is true now."""

from collections.abc import Iterable
from datetime import date, datetime
from operator import itemgetter
from uuid import UUID

from training.models import SeatLedger, SessionPage, SignUp
from training.rules.availability import Availability
from training.rules.told import Told
from training.services.shared.errors import SessionGone


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
    session.ledger = ledger
    return session.availability_at(now, counts)


def last_days(session_keys: Iterable[UUID]) -> dict[UUID, date]:
    """The last day of each session, as its published page has it or as participants were told: the later of the two.

    A wrong year on a page just published must not have everybody forgotten the same night; and a session whose page is
    gone still had the days that people were told. A session of which neither is known is left out.

    :param session_keys: sessions, whatever became of their pages.
    """
    keys = set(session_keys)
    pages = SessionPage.objects.in_source_language().filter(translation_key__in=keys)
    days = list(pages.filter(slots__day__isnull=False).values_list("translation_key", "slots__day"))
    for ledger in SeatLedger.objects.filter(session_key__in=keys):
        days += [(ledger.session_key, day) for day, _start, _end in Told.from_json(ledger.told).hours]
    # The latest day of a session is written last, and stays.
    return dict(sorted(days, key=itemgetter(1)))
