"""What the purge erases: each rule finds what is due on a day, and erases it bit by bit.

A bit is a transaction of its own. It asks again, where it writes, whether what it erases is still due; so a rule may
run beside a resend, an erasure or another purge, be broken off anywhere, and be run again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.dates import PARIS
from core.limits import forget_old_buckets, old_buckets
from core.models import OutboxMail
from core.outbox.pauses import is_paused
from core.outbox.retention import (
    ON_ITS_WAY,
    PRIVATE,
    about_nobody,
    forget_about,
    forget_words,
    holding,
    in_batches,
    over_before,
    with_words,
)
from training.models import AccessNeed, SessionTrainer, SignUp, Transition
from training.rules.retention import period, rule_for
from training.rules.states import ACTIVE, Reason, SignUpState
from training.services.shared.forget import forget
from training.services.shared.session_facts import last_days


def cutoff(rule: str, today: date) -> datetime:
    """What happened before this moment has been kept for its whole period: days are those of Paris.

    :param rule: a name of RETENTION_DAYS.
    """
    return datetime.combine(today - period(rule), time.min, tzinfo=PARIS)


@dataclass(frozen=True)
class Bit:
    """Something due, small enough for one transaction.

    :param many: how many rows it looks like.
    :param erase: does it, and returns how many they were.
    """

    many: int
    erase: Callable[[], int]


def due_people(today: date) -> dict[str, list[tuple[UUID, UUID]]]:
    """Sign-ups to forget, by the name of the period that is over: session and number of each."""
    unconfirmed = set(never_confirmed(cutoff("request", today)).values_list("public_id", flat=True))
    known = SignUp.objects.filter(anonymised_at=None).order_by("session_key", "pk")
    days = last_days(known.order_by().values_list("session_key", flat=True).distinct())
    due: dict[str, list[tuple[UUID, UUID]]] = {"request": [], "not_confirmed": [], "confirmed": []}
    for key, public_id, state, since in known.values_list("session_key", "public_id", "state", "state_since"):
        rule = "request" if public_id in unconfirmed else rule_for(state)
        # Of a session that left no day behind, what counts is how the sign-up itself ended.
        from_day = days.get(key) or since.astimezone(PARIS).date()
        if rule == "request" or from_day + period(rule) < today:
            due[rule].append((key, public_id))
    return due


def never_confirmed(moment: datetime) -> QuerySet[SignUp]:
    """Sign-ups whose address was never confirmed and that ended before a moment, or should have.

    They should have when the tick cannot end them: the mail that asks never left, the page of the session is gone.
    """
    # Told that no seat is left, somebody had confirmed the address.
    ended = Transition.objects.filter(sign_up=OuterRef("pk"), from_state=SignUpState.REQUESTED).exclude(
        Q(to_state__in=ACTIVE) | Q(reason=Reason.FULL)
    )
    over = Q(Exists(ended), state_since__lt=moment)
    if not is_paused():
        asked_long_ago = Q(deadline=None, state_since__lt=moment - timedelta(hours=settings.SIGN_UP_REQUEST_HOURS))
        mail_to_come = Exists(OutboxMail.objects.filter(ON_ITS_WAY, about=OuterRef("public_id")))
        over |= Q(asked_long_ago | Q(deadline__lt=moment), ~mail_to_come, state=SignUpState.REQUESTED)
    return SignUp.objects.filter(over, anonymised_at=None)


def people(rule: str) -> Callable[[date], Iterator[Bit]]:
    """The rule that forgets people whose period is over, one at a time, each under the lock of the session."""

    def find(today: date) -> Iterator[Bit]:
        for session_key, public_id in due_people(today)[rule]:
            yield Bit(1, partial(forget_one, session_key, public_id))

    return find


def forget_one(session_key: UUID, public_id: UUID) -> int:
    """Forget somebody who is due. Returns how many that was: none when somebody else just did."""
    if SignUp.objects.filter(public_id=public_id, anonymised_at__isnull=False).exists():
        return 0
    forget(session_key=session_key, public_id=public_id)
    return 1


def access_needs(today: date) -> Iterator[Bit]:
    """Needs of people who do not come any more, at once; of the others once the session is over."""
    needs = AccessNeed.objects.select_related("sign_up").order_by("pk")
    days = last_days(needs.order_by().values_list("sign_up__session_key", flat=True).distinct())
    due = []
    for need in needs:
        sign_up = need.sign_up
        last = days.get(sign_up.session_key) or sign_up.state_since.astimezone(PARIS).date()
        if not sign_up.is_active or last + period("access_needs") < today:
            due.append(need.pk)
    for batch in in_batches(AccessNeed.objects.filter(pk__in=due)):
        yield Bit(batch.count(), partial(delete, batch))


def mail_words(today: date) -> Iterator[Bit]:
    """What mails said, some time after they left."""
    for batch in in_batches(with_words(cutoff("mail_text", today))):
        yield Bit(batch.count(), partial(forget_words, batch))


def mails_to_anybody(today: date) -> Iterator[Bit]:
    """Mails that are about no sign-up, “I lost my mail”: somebody typed an address, perhaps that of somebody else."""
    for batch in in_batches(about_nobody(cutoff("request", today))):
        yield Bit(batch.count(), partial(batch.update, **PRIVATE))


def mail_lines(today: date) -> Iterator[Bit]:
    """Lines of the journal of mails, with the address."""
    for batch in in_batches(over_before(cutoff("mail", today))):
        yield Bit(batch.count(), partial(delete, batch))


def copies(today: date) -> Iterator[Bit]:
    """Mails about people who are forgotten: one that was decided in the very moment would be found here."""
    forgotten = SignUp.objects.filter(anonymised_at__isnull=False).values("public_id")
    mails = holding(OutboxMail.objects.filter(about__in=forgotten), PRIVATE)
    for about in mails.order_by("about").values_list("about", flat=True).distinct():
        if about:
            yield Bit(mails.filter(about=about).count(), partial(forget_about, about))


def networks(today: date) -> Iterator[Bit]:
    """Counts of what came from where, against abuse."""
    now = timezone.now()
    yield Bit(old_buckets(now).count(), partial(forget_old_buckets, now))


def trainers(today: date) -> Iterator[Bit]:
    """Rights to see who comes, once nobody is to be seen any more."""
    rows = SessionTrainer.objects.all()
    days = last_days(rows.values_list("session_key", flat=True).distinct())
    kept = [key for key, last in days.items() if last + period("confirmed") >= today]
    for batch in in_batches(rows.exclude(session_key__in=kept)):
        yield Bit(batch.count(), partial(delete, batch))


def delete(rows: QuerySet[Any]) -> int:
    """Delete rows, and return how many they were."""
    return rows.delete()[0]


@dataclass(frozen=True)
class Rule:
    """One line of the report.

    :param label: for the team.
    :param find: what is due on a day, bit by bit.
    """

    label: str | Promise
    find: Callable[[date], Iterator[Bit]]


#: By name, in the order they are applied. The names stay: reports of former runs hold them.
RULES: dict[str, Rule] = {
    "access_needs": Rule(_("Access needs"), access_needs),
    "request": Rule(_("Sign-ups whose address was never confirmed"), people("request")),
    "not_confirmed": Rule(_("Sign-ups without a seat"), people("not_confirmed")),
    "confirmed": Rule(_("Participants"), people("confirmed")),
    "mail_to_anybody": Rule(_("Addresses of lost-link mails"), mails_to_anybody),
    "mail_text": Rule(_("Texts of mails"), mail_words),
    "mail": Rule(_("Lines of the mail journal"), mail_lines),
    "copies": Rule(_("Copies left in the mail journal"), copies),
    "network": Rule(_("Traces of networks"), networks),
    "trainers": Rule(_("Trainers’ access to lists of participants"), trainers),
}
