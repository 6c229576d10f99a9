"""What is kept of participants for a time: when each thing is due to go, and how it goes."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.dates import PARIS
from core.models import OutboxMail
from core.outbox.pauses import is_paused
from core.outbox.retention import ON_ITS_WAY, PRIVATE, about_nobody, forget_about, forget_all, holding
from core.retention.periods import cutoff, period
from core.retention.rules import Bit, Rule, Stage, in_bits
from training.models import AccessNeed, SessionTrainer, SignUp, Transition
from training.rules.retention import rule_for
from training.rules.states import ACTIVE, Reason, SignUpState
from training.services.shared.forget import forget
from training.services.shared.session_facts import last_days


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
    return in_bits(AccessNeed.objects.filter(pk__in=due))


def mails_to_anybody(today: date) -> Iterator[Bit]:
    """Mails that are about no sign-up, “I lost my mail”: somebody typed an address, perhaps that of somebody else."""
    return in_bits(about_nobody(cutoff("request", today)), forget_all)


def copies(today: date) -> Iterator[Bit]:
    """Mails about people who are forgotten: one that was decided in the very moment would be found here."""
    forgotten = SignUp.objects.filter(anonymised_at__isnull=False).values("public_id")
    mails = holding(OutboxMail.objects.filter(about__in=forgotten), PRIVATE)
    for about in mails.order_by("about").values_list("about", flat=True).distinct():
        if about:
            yield Bit(mails.filter(about=about).count(), partial(forget_about, about))


def trainers(today: date) -> Iterator[Bit]:
    """Rights to see who comes, once nobody is to be seen any more."""
    rows = SessionTrainer.objects.all()
    days = last_days(rows.values_list("session_key", flat=True).distinct())
    kept = [key for key, last in days.items() if last + period("confirmed") >= today]
    return in_bits(rows.exclude(session_key__in=kept))


#: In the order in which they are applied: needs are counted apart from the people who had them.
RULES = (
    Rule("access_needs", _("Access needs"), Stage.PEOPLE, access_needs),
    Rule("request", _("Bookings whose address was never confirmed"), Stage.PEOPLE, people("request")),
    Rule("not_confirmed", _("Bookings without a place"), Stage.PEOPLE, people("not_confirmed")),
    Rule("confirmed", _("Participants"), Stage.PEOPLE, people("confirmed")),
    Rule("mail_to_anybody", _("Addresses of emails about lost links"), Stage.COPIES, mails_to_anybody),
    Rule("copies", _("Copies left in the email journal"), Stage.COPIES, copies),
    Rule("trainers", _("Trainers’ access to lists of participants"), Stage.REMAINS, trainers),
)
