from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db.models import Count, QuerySet

from training.states import ACTIVE, OCCUPYING, TIMED, SignUpState


class SignUpQuerySet(QuerySet):
    """Sign-ups of one session or of several; each answers for the session of its ``session_key``."""

    def of_session(self, session_key: UUID) -> Self:
        """Sign-ups of a session, whatever the language they were made in."""
        return self.filter(session_key=session_key)

    def active(self) -> Self:
        """Sign-ups that something is still to come of."""
        return self.filter(state__in=ACTIVE)

    def occupying(self) -> Self:
        """Sign-ups that hold a seat: confirmed, or offered and not yet answered."""
        return self.filter(state__in=OCCUPYING)

    def confirmed(self) -> Self:
        """People who come."""
        return self.filter(state=SignUpState.CONFIRMED)

    def waiting(self) -> Self:
        """The queue, the first in line first."""
        return self.filter(state=SignUpState.WAITING).order_by("rank")

    def overdue(self, now: datetime) -> Self:
        """Sign-ups whose time to answer is over. A clock that has not started runs for nobody."""
        return self.filter(state__in=TIMED, deadline__lte=now)

    def counts(self, session_keys: Iterable[UUID]) -> dict[UUID, Counter]:
        """How many sign-ups each session has in each state, in one query.

        :param session_keys: sessions to count for; one without sign-ups has an empty count.
        """
        found: dict[UUID, Counter] = {key: Counter() for key in session_keys}
        rows = self.filter(session_key__in=found).values_list("session_key", "state").annotate(many=Count("pk"))
        for session_key, state, many in rows.order_by():
            found[session_key][state] = many
        return found
