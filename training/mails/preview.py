"""A mail about invented people, to look at while its text is written. Nothing of it is stored, and nothing is sent."""

import uuid
from collections.abc import Sequence
from datetime import date, time, timedelta

from django.conf import settings
from django.utils import timezone, translation

from core.outbox.kinds import Message
from training.enums import CancellationReason, Modality
from training.mails.case import Case
from training.mails.facts import SessionFacts, Team
from training.mails.my_links import links_letter
from training.mails.rendering import TELLERS, message_of
from training.mails.wording import Text, words_in
from training.models import SessionCancellation, SignUp
from training.rules.mail_names import MailName
from training.rules.states import SignUpState
from training.rules.told import Told

#: Signs nothing that exists: no sign-up has this number.
NOBODY = uuid.UUID(int=0)
RANK = 3
#: What each mail is about, where it is not a confirmed seat.
STATES = {
    MailName.CONFIRM_ADDRESS: SignUpState.REQUESTED,
    MailName.ALREADY_SIGNED_UP: SignUpState.WAITING,
    MailName.WAITING: SignUpState.WAITING,
    MailName.SESSION_FULL: SignUpState.LAPSED,
    MailName.OFFER: SignUpState.OFFERED,
    MailName.OFFER_LAPSED: SignUpState.LAPSED,
    MailName.OFFER_DECLINED: SignUpState.DECLINED,
    MailName.WITHDRAWN: SignUpState.CANCELLED,
    MailName.HANDED_OVER: SignUpState.CANCELLED,
    MailName.SESSION_CANCELLED: SignUpState.VOIDED,
    MailName.QUEUE_CLOSED: SignUpState.WAITING,
}


class InventedCase(Case):
    """A case that asks the database nothing about people."""

    @property
    def place_in_queue(self) -> int:
        return RANK

    def colleague(self, name: str) -> str:
        return self.words.example("colleague")

    @property
    def former(self) -> "InventedCase | None":
        """The session left for this one: the same, a week earlier."""
        return invented_case(self.kind, self.language, weeks=-1) if self.kind == MailName.OTHER_SESSION else None

    @property
    def cancellation(self) -> SessionCancellation:
        return SessionCancellation(session_key=NOBODY, reason=CancellationReason.TRAINER)

    @property
    def takes_sign_ups(self) -> bool:
        return False

    def open_sessions(self) -> Sequence[tuple[str, str]]:
        other = invented_session(self.language, weeks=4)
        return [(f"{other.dates(self.words)}, Metz", settings.BASE_URL)]


def preview(kind: MailName, language: str, text: Text) -> Message:
    """A mail in some words, as one of its readers would get it.

    :param text: the words to try, checked.
    """
    with translation.override(language):
        case = invented_case(kind, language)
        letter = links_letter([case], case.team) if kind == MailName.LINKS else TELLERS[kind](case)
        state = None if kind == MailName.LINKS else case.state
        return message_of(text, letter, team=case.team, state=state, language=language)


def invented_case(kind: MailName, language: str, *, weeks: int = 0) -> InventedCase:
    """Somebody in the state that the mail is about.

    :param weeks: how much later, or earlier, their session is.
    """
    words = words_in(language)
    session = invented_session(language, weeks=weeks)
    sign_up = SignUp(
        public_id=NOBODY,
        session_key=NOBODY,
        state=STATES.get(kind, SignUpState.CONFIRMED),
        name=words.example("person"),
        email="camille.exemple@mairie-fictive.example",
        language=language,
    )
    before = invented_session(language, weeks=weeks - 1).told.as_json()
    context = {"sequence": 1, "left_sequence": 1, "before": before, "had_entry": True, "days": 365}
    if kind == MailName.SESSION_CANCELLED:
        context["before"] = SignUpState.CONFIRMED.value
    team = Team(email="formations@commande-publique.example", phone="")
    return InventedCase(kind, language, timezone.now(), context, sign_up, session, team)


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
