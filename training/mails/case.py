"""Somebody, a session, and what was decided: all that one mail needs to know, read when it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Self

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.dates import PARIS
from core.languages import active_locale
from core.mails.record import NotRelevant
from core.models import OutboxMail
from core.words import clock, day_of_week
from training.mails.facts import SessionFacts, Team, listing
from training.mails.invitations import Entry
from training.mails.wording import Words, words_in
from training.models import SeatLedger, SessionCancellation, SessionPage, SignUp
from training.models.listing import in_language
from training.rules.clocks import offer_deadline, request_deadline
from training.rules.states import SignUpState
from training.rules.told import Told
from training.services.shared.errors import SessionGone
from training.services.shared.session_facts import session_of

FORGOTTEN = _("The person’s data has been erased.")
NO_SESSION = _("The session no longer exists.")
#: No sign-up has this number.
NOBODY = 0
OTHER_ADDRESS = _("The address has been corrected since: a newer email says all this.")


@dataclass
class Case:
    """What a mail about one sign-up tells.

    :param context: what was true at the decision.
    :param now: when the mail leaves.
    :param recipient_key: of the address it goes to; none: that of the sign-up.
    """

    language: str
    now: datetime
    context: dict[str, Any]
    sign_up: SignUp
    session: SessionFacts
    team: Team
    page: SessionPage | None = field(default=None, repr=False)
    recipient_key: str | None = None

    @classmethod
    def of(cls, mail: OutboxMail) -> Self:
        """Read what a mail is about, as it is now.

        :raises NotRelevant: there is nobody, or no session, to write about.
        """
        sign_up = SignUp.objects.select_related("replaces").filter(public_id=mail.about).first() if mail.about else None
        if sign_up is None or sign_up.anonymised_at:
            raise NotRelevant(FORGOTTEN)
        if sign_up.is_active and sign_up.email_key != mail.recipient_key:
            # Its links would open a sign-up to whoever reads that address by mistake.
            raise NotRelevant(OTHER_ADDRESS)
        try:
            page = session_of(sign_up.session_key)
        except SessionGone:
            raise NotRelevant(NO_SESSION) from None
        return cls(
            language=mail.language,
            now=timezone.now(),
            context=mail.context,
            sign_up=sign_up,
            session=SessionFacts.of(page, page.course),
            team=Team.of(page.course),
            page=page,
            recipient_key=mail.recipient_key,
        )

    @property
    def has_confirmed(self) -> bool:
        """Whether the owner of the address has confirmed it for this very sign-up: nobody else is told a name."""
        is_theirs = self.recipient_key in (None, self.sign_up.email_key)
        return is_theirs and self.sign_up.address_confirmed_at is not None

    @property
    def name(self) -> str:
        """Of the person; empty for an address that may be a stranger’s."""
        return self.sign_up.name if self.has_confirmed else ""

    @property
    def words(self) -> Words:
        return words_in(self.language)

    @property
    def state(self) -> str:
        return self.sign_up.state

    @property
    def has_seat(self) -> bool:
        """Confirmed: an offer that is not accepted yet gives no right to the link of a meeting."""
        return self.state == SignUpState.CONFIRMED

    def need(self, condition: bool, reason: str | Promise) -> None:
        """Go on only if a condition holds.

        :raises NotRelevant: it does not.
        """
        if not condition:
            raise NotRelevant(reason)

    @cached_property
    def deadline(self) -> datetime | None:
        """Until when one may answer: as the clock runs, or as it will if this mail starts it."""
        if self.sign_up.deadline:
            return self.sign_up.deadline
        if self.state == SignUpState.REQUESTED:
            return request_deadline(self.now)
        return offer_deadline(self.now, self.session.starts_at) if self.session.starts_at else None

    def open_until(self, reason: str | Promise) -> datetime:
        """Until when one may answer, as long as that is still to come.

        :raises NotRelevant: it is not, for this reason.
        """
        deadline = self.deadline
        if deadline is None or deadline <= self.now:
            raise NotRelevant(reason)
        return deadline

    def moment(self, value: datetime) -> str:
        """A day and an hour in Paris, in words."""
        there = value.astimezone(PARIS)
        return self.words.form("moment", jour=day_of_week(there.date()), heure=clock(there.time()))

    @property
    def values(self) -> dict[str, str]:
        """What every mail about one person may name."""
        return {
            "personne": self.name,
            "formation": self.session.course,
            "dates": self.session.dates(self.words),
            "contact": self.team.email,
        }

    @property
    def place_in_queue(self) -> int:
        return self.sign_up.place_in_queue or 1

    def colleague(self, name: str) -> str:
        """Name of the other person of a seat given away; nothing when it was erased since, or is nobody’s business.

        :param name: key of the context that holds their sign-up.
        """
        other = SignUp.objects.filter(pk=self.context.get(name, NOBODY), anonymised_at=None).first()
        return other.name if other and self.has_confirmed else ""

    @cached_property
    def former(self) -> "Case | None":
        """The sign-up that this one replaces, or replaced; nothing when its session is gone."""
        other = self.sign_up.replaces
        try:
            page = session_of(other.session_key) if other else None
        except SessionGone:
            return None
        if other is None or page is None:
            return None
        facts = SessionFacts.of(page, page.course)
        return Case(self.language, self.now, self.context, other, facts, self.team, page, self.recipient_key)

    @cached_property
    def cancellation(self) -> SessionCancellation | None:
        """The decision to cancel the session; none when it was taken back."""
        return self.page.cancellation if self.page else None

    @property
    def takes_sign_ups(self) -> bool:
        """Whether one may sign up for this session now."""
        return self.page is not None and self.page.availability.takes_sign_ups

    def open_sessions(self) -> Sequence[tuple[str, str]]:
        """The other sessions of the course that take sign-ups."""
        if self.page is None:
            return []
        sessions = SessionPage.objects.agenda().child_of(self.page.get_parent()).upcoming()
        others = sessions.exclude(translation_key=self.page.translation_key)
        return listing(in_language(others, active_locale()), self.words)

    def entry(self, sequence: int, *, former: Sequence[Told] = ()) -> Entry:
        """The session in this person’s calendar.

        :param sequence: version of the entry.
        :param former: what it may have been, beyond what all participants were told last.
        """
        ledger = SeatLedger.objects.filter(session_key=self.sign_up.session_key).first()
        told = [Told.from_json(ledger.told)] if ledger else []
        return Entry(
            public_id=self.sign_up.public_id,
            name=self.name,
            email=self.sign_up.email,
            title=self.session.course,
            told=self.session.told,
            url=self.session.url,
            organiser=self.team.email,
            sequence=sequence,
            stamped_at=self.now,
            former=[*former, *told],
        )
