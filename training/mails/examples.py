"""Invented people, for the previews of mails. Nothing of them is stored."""

import uuid
from collections.abc import Sequence
from datetime import date, time, timedelta

from django.conf import settings
from django.utils import timezone

from core.mails.letter import Letter
from training.enums import CancellationReason, Modality
from training.mails.case import Case
from training.mails.facts import SessionFacts, Team
from training.mails.my_links import links_letter
from training.mails.wording import words_in
from training.models import SessionCancellation, SignUp
from training.rules.states import SignUpState
from training.rules.told import Told

#: Signs nothing that exists: no sign-up has this number.
NOBODY = uuid.UUID(int=0)
RANK = 3


class InventedCase(Case):
    """A case that asks the database nothing about people."""

    @property
    def place_in_queue(self) -> int:
        return RANK

    def colleague(self, name: str) -> str:
        return self.words.example("colleague")

    @property
    def former(self) -> "InventedCase | None":
        """Who has a seat may have left another session for this one: the same, a week earlier."""
        return invented_case(self.language, SignUpState(self.state), weeks=-1) if self.has_seat else None

    @property
    def cancellation(self) -> SessionCancellation:
        return SessionCancellation(session_key=NOBODY, reason=CancellationReason.TRAINER)

    @property
    def takes_sign_ups(self) -> bool:
        return False

    def open_sessions(self) -> Sequence[tuple[str, str]]:
        other = invented_session(self.language, weeks=4)
        return [(f"{other.dates(self.words)}, Metz", settings.BASE_URL)]


def example_of_links(language: str) -> Letter:
    """The links of one invented sign-up."""
    case = invented_case(language, SignUpState.CONFIRMED)
    return links_letter([case], case.team)


def invented_case(language: str, state: SignUpState, *, weeks: int = 0) -> InventedCase:
    """Somebody whose sign-up is in a state.

    :param weeks: how much later, or earlier, their session is.
    """
    words = words_in(language)
    session = invented_session(language, weeks=weeks)
    sign_up = SignUp(
        public_id=NOBODY,
        session_key=NOBODY,
        state=state,
        name=words.example("person"),
        email="camille.exemple@mairie-fictive.example",
        language=language,
        address_confirmed_at=None if state == SignUpState.REQUESTED else timezone.now(),
    )
    earlier = invented_session(language, weeks=weeks - 1).told.as_json()
    # What was before: the state of those whose session is cancelled, for the others what they were told.
    before = SignUpState.CONFIRMED.value if state == SignUpState.VOIDED else earlier
    context = {"sequence": 1, "left_sequence": 1, "before": before, "had_entry": True, "days": 365}
    team = Team(email="formations@commande-publique.example", phone="")
    return InventedCase(language, timezone.now(), context, sign_up, session, team)


def invented_session(language: str, *, weeks: int = 0) -> SessionFacts:
    """Two half-days on a Tuesday to come.

    :param weeks: how much later, or earlier.
    """
    words = words_in(language)
    soon = timezone.localdate() + timedelta(weeks=8 + weeks)
    day = soon + timedelta(days=1 - soon.weekday())
    told = Told(
        slots=(half_day(day, 9, 12), half_day(day, 14, 17)),
        place="Maison des communes, 1 rue des Exemples, 57000 Metz",
        modality=Modality.HYBRID,
        link="https://visio.example/salle-42",
    )
    return SessionFacts(
        course=words.example("course"),
        told=told,
        access=words.example("access"),
        language=language,
        url=settings.BASE_URL,
        course_url=settings.BASE_URL,
    )


def half_day(day: date, start: int, end: int) -> dict[str, str]:
    """Some hours of a day, as they are told.

    :param start: hour of the clock.
    :param end: hour of the clock.
    """
    start_text, end_text = (time(hour).isoformat("minutes") for hour in (start, end))
    return {"uid": uuid.UUID(int=start).hex, "day": day.isoformat(), "start": start_text, "end": end_text}
