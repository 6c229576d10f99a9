"""What of the sessions waits for the team: the decisions that each calls for."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from core.models import User
from core.waiting import Item, Source, Waiting
from training.desk.attention import session_url
from training.desk.rights import MANAGE
from training.desk.sessions import sessions_of_desk, with_numbers
from training.models import SessionPage, SignUp


def awaiting_sessions() -> list[SessionPage]:
    """The sessions that await a decision, the nearest first."""
    # Only those that somebody signed up for: nothing awaits the others.
    keys = SignUp.objects.active().values("session_key")
    found = sessions_of_desk(SessionPage.objects.in_source_language().filter(translation_key__in=keys))
    return [session for session in with_numbers(found.order_by("first", "pk")) if session.attention]


def decisions(user: User) -> Iterator[Waiting]:
    """Each session that awaits a decision, with what there is to decide."""
    if not (sessions := awaiting_sessions()):
        return
    text = ngettext("%(number)d session awaits a decision", "%(number)d sessions await a decision", len(sessions))
    yield Waiting(
        len(sessions),
        text % {"number": len(sessions)},
        reverse("training_desk:sessions"),
        items=[
            Item(session.full_title, session_url("session", session), steps=session.attention) for session in sessions
        ],
    )


DECISIONS = Source("decisions", 20, is_for=lambda user: user.has_perm(MANAGE), find=decisions)
