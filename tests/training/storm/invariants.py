"""What must be true of sign-ups whatever happened to them, and whoever did what at once.

The journal is read again from its first line: each line must be a move that was allowed at that moment, with the seats
as they were. Then the mails are counted, then what must be true at rest. The numbers are those of the study
(``training.md``, §4.4).
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from core.mails.record import mail_named
from core.models import OutboxMail
from training.models import SeatLedger, SessionCancellation, SignUp, Transition
from training.rules.mail_names import MailName
from training.rules.states import ACTIVE, ALLOWED_MOVES, OCCUPYING, Actor, Reason, SignUpState
from training.services.shared.settle import obstacle

OF_A_SEAT = frozenset({MailName.SEAT_CONFIRMED, MailName.OTHER_SESSION})
#: Mails that no move brings: asked for again, or about something else.
OF_NO_MOVE = frozenset(
    {
        MailName.ALREADY_SIGNED_UP,
        MailName.ADDRESS_CORRECTED,
        MailName.SESSION_MOVED,
        MailName.REMINDER,
        MailName.QUEUE_CLOSED,
        MailName.LINKS,
    }
)


def faults(*sessions):
    """Every broken invariant of these sessions, in words; nothing when all is well."""
    found = []
    for session in sessions:
        journal = Journal(session.translation_key)
        found += journal.read()
        found += faults_of_rows(journal)
        found += faults_at_rest(session.translation_key)
    return found + faults_of_mails(sessions) + faults_of_changes(sessions)


@dataclass
class Journal:
    """The state of everybody in one session, moved on by each line of the journal."""

    session_key: object
    states: dict = field(default_factory=dict)
    found: list = field(default_factory=list)
    taken: int = 0

    def read(self):
        """Follow every line, and say what should not have been."""
        lines = Transition.objects.filter(sign_up__session_key=self.session_key).order_by("pk")
        given_away = 0
        for line in lines.select_related("sign_up"):
            before = self.states.get(line.sign_up_id)
            self.check_move(line, before)
            gains = line.to_state in OCCUPYING and before not in OCCUPYING
            self.states[line.sign_up_id] = line.to_state
            self.taken = sum(state in OCCUPYING for state in self.states.values())
            if self.taken != line.occupied:
                self.note(line, f"says that {line.occupied} seats are taken, {self.taken} are")
            if gains:
                self.check_gain(line, given_away)
            leaves = line.to_state == SignUpState.CANCELLED and line.reason == Reason.HANDED_OVER
            given_away = given_away + 1 if leaves and before == SignUpState.CONFIRMED else 0
        return self.found

    def note(self, line, what):
        self.found.append(f"{line.sign_up} {line.from_state or 'nothing'} → {line.to_state} ({line.reason}): {what}")

    def check_move(self, line, before):
        """Invariants 5 and 6: one line a move, no line after the end; 4: nobody is overtaken."""
        if line.from_state != (before or ""):
            self.note(line, f"was {before or 'nothing'}")
        if line.to_state not in ALLOWED_MOVES[SignUpState(before) if before else None]:
            self.note(line, "is no move")
        if line.to_state == SignUpState.OFFERED:
            queue = self.ranks()
            if line.sign_up.rank != min(queue, default=None):
                self.note(line, f"rank {line.sign_up.rank} is served before {queue}")

    def check_gain(self, line, given_away):
        """Invariants 1, 4 and 10: no seat that is not there, none before those who wait."""
        if line.reason == Reason.HANDED_OVER:
            if given_away != 1:
                self.note(line, "nobody gave that seat")
            return
        if self.taken > line.capacity and not line.is_over_capacity:
            self.note(line, f"{self.taken} seats taken of {line.capacity}")
        if line.actor != Actor.TEAM and line.to_state == SignUpState.CONFIRMED and self.ranks():
            self.note(line, f"overtakes {self.ranks()}")

    def ranks(self):
        """The ranks of those who wait."""
        waiting = [pk for pk, state in self.states.items() if state == SignUpState.WAITING]
        return sorted(SignUp.objects.filter(pk__in=waiting).values_list("rank", flat=True))


def faults_of_rows(journal):
    """Invariants 2, 5, 9: one active sign-up a person, rows as the journal says, none left of a cancelled session."""
    rows = list(SignUp.objects.of_session(journal.session_key))
    found = [
        f"{row} is {row.state}, the journal says {journal.states.get(row.pk)}"
        for row in rows
        if row.state != journal.states.get(row.pk)
    ]
    people = Counter(row.person_key for row in rows if row.state in ACTIVE)
    found += [f"{many} active sign-ups of one person" for many in people.values() if many > 1]
    ranks = Counter(row.rank for row in rows if row.rank is not None)
    found += [f"rank {rank} given {many} times" for rank, many in ranks.items() if many > 1]
    if SessionCancellation.objects.filter(session_key=journal.session_key).exists():
        found += [f"{row} is {row.state} in a cancelled session" for row in rows if row.state in ACTIVE]
    return found


def faults_at_rest(session_key):
    """Invariant 3: a free seat and a queue together need a reason."""
    ledger = SeatLedger.objects.filter(session_key=session_key).first()
    waits = SignUp.objects.of_session(session_key).waiting().exists()
    if ledger and waits and obstacle(ledger, timezone.now()) is None:
        return ["a seat is free, somebody waits, and nothing is in the way"]
    return []


def mails_of(line):
    """The mails that a move must have brought: one of each group."""
    fixed = {
        (SignUpState.REQUESTED, Reason.ASKED): MailName.CONFIRM_ADDRESS,
        (SignUpState.OFFERED, Reason.SEAT_FREE): MailName.OFFER,
        (SignUpState.LAPSED, Reason.FULL): MailName.SESSION_FULL,
        (SignUpState.DECLINED, Reason.DECLINED): MailName.OFFER_DECLINED,
        (SignUpState.CONFIRMED, Reason.HANDED_OVER): MailName.SEAT_RECEIVED,
        (SignUpState.CANCELLED, Reason.WITHDRAWN): MailName.WITHDRAWN,
        (SignUpState.CANCELLED, Reason.WITHDRAWN_BY_TEAM): MailName.WITHDRAWN,
    }.get((line.to_state, line.reason))
    if fixed:
        return {fixed}
    if line.to_state == SignUpState.CONFIRMED:
        return OF_A_SEAT
    if line.to_state == SignUpState.LAPSED:
        return {MailName.OFFER_LAPSED} if line.from_state == SignUpState.OFFERED else None
    if line.to_state == SignUpState.CANCELLED:
        gave = line.reason == Reason.HANDED_OVER and line.from_state == SignUpState.CONFIRMED
        return {MailName.HANDED_OVER} if gave else None
    return {{SignUpState.WAITING: MailName.WAITING, SignUpState.VOIDED: MailName.SESSION_CANCELLED}[line.to_state]}


def faults_of_mails(sessions):
    """Invariant 5: each move has its mail, each mail its move; a calendar never goes back."""
    keys = [session.translation_key for session in sessions]
    expected, written = defaultdict(list), defaultdict(list)
    for line in Transition.objects.filter(sign_up__session_key__in=keys).order_by("pk").select_related("sign_up"):
        if names := mails_of(line):
            expected[line.sign_up.public_id].append(names)
    found = []
    sequences = defaultdict(list)
    corrections = dict(SignUp.objects.filter(session_key__in=keys).values_list("public_id", "token_version"))
    # Of somebody who was forgotten, no mail says anything any more.
    for mail in OutboxMail.objects.exclude(about=None).order_by("pk"):
        if mail.kind not in OF_NO_MOVE:
            written[mail.about].append(mail.kind)
        if mail_named(mail.kind).changes_calendars and mail.context:
            sequences[mail.about].append(mail.context["sequence"])
    for about in expected.keys() | written.keys():
        # A new address is asked to be confirmed once more.
        again = [{MailName.CONFIRM_ADDRESS}] * (written[about].count(MailName.CONFIRM_ADDRESS) - 1)
        if not agree(expected[about] + again[: corrections.get(about, 1) - 1], written[about]):
            found.append(f"{about}: mails {written[about]}, moves call for {[sorted(k) for k in expected[about]]}")
    found += [f"{about}: calendar {seen}" for about, seen in sequences.items() if sorted(set(seen)) != seen]
    return found


def agree(expected, written):
    """Whether one of each group of mails is there, and nothing else."""
    left = list(written)
    for names in expected:
        name = next((name for name in left if name in names), None)
        if name is None:
            return False
        left.remove(name)
    return not left


def faults_of_changes(sessions):
    """Invariant 11: whoever changed session has one seat, the former or the new."""
    keys = [session.translation_key for session in sessions]
    return [
        f"{row} and {row.replaces}: two seats of one person"
        for row in SignUp.objects.filter(session_key__in=keys, state=SignUpState.CONFIRMED).exclude(replaces=None)
        if row.replaces.state in ACTIVE
    ]
