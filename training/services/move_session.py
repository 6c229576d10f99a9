"""Tell participants that a session has other days, hours or another place; or note that they need not know."""

from uuid import UUID

from wagtail.log_actions import log

from core.models import User
from training.models import SeatLedger, SessionMove, SessionPage, SignUp
from training.rules.mail_names import MailName
from training.rules.states import SignUpState
from training.rules.told import Told
from training.services.shared.moves import post
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import session_of


def untold_changes(session: SessionPage, ledger: SeatLedger | None) -> list[str]:
    """What differs between the page of a session and what its participants were told: ``when``, ``where``, ``link``.

    :param session: the page in the source language.
    :param ledger: its seats; none before anything happened: then nobody was told anything.
    """
    if ledger is None or not ledger.told:
        return []
    return session.to_tell.changes_from(Told.from_json(ledger.told))


def told_of_move(session_key: UUID, changes: list[str]) -> list[SignUp]:
    """Who is told: those with a seat of a new link, also those who wait of a new day or place."""
    active = SignUp.objects.of_session(session_key).active().order_by("rank", "pk")
    if changes == ["link"]:
        return list(active.confirmed())
    return list(active.exclude(state=SignUpState.REQUESTED))


@seat_operation
def announce_move(*, session_key: UUID, user: User, tell: bool) -> SessionMove | None:
    """Take the page of a session, as it is published, for what participants know; and write to them, or not.

    Those with a seat get a new version of their calendar entry. Done twice, it changes nothing.

    :param tell: write to them; without, it is a correction that changes nothing for anybody.
    :returns: the record of the change, or nothing when there was none.
    :raises SessionGone: a session that has no page.
    """
    (ledger,) = lock_seats(session_key)
    session = session_of(session_key)
    changes = untold_changes(session, ledger)
    if not changes:
        return None
    now_told = session.to_tell.as_json()
    record = SessionMove.objects.create(
        session_key=session_key, before=ledger.told, after=now_told, is_told=tell, moved_by=user
    )
    people = told_of_move(session_key, changes) if tell else []
    for sign_up in people:
        post(
            MailName.SESSION_MOVED,
            sign_up,
            key=str(record.pk),
            before=ledger.told,
            changes=changes,
            has_entry=sign_up.state == SignUpState.CONFIRMED,
        )
    ledger.told = now_told
    ledger.save(update_fields=["told"])
    log(instance=session, action="training.move_session", user=user, data={"changes": changes, "told": len(people)})
    return record
