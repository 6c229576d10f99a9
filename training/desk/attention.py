"""What of a session calls for the team: seats announced and not opened, too many people, a change nobody was told."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.mail_states import MailState
from core.models import OutboxMail
from core.waiting import Step
from training.models import SessionPage, SignUp
from training.rules.states import ACTIVE, SignUpState
from training.services.move_session import untold_changes


def attach_attention(sessions: Iterable[SessionPage]) -> None:
    """Give each session the list ``attention``; the number of queries does not depend on how many there are.

    :param sessions: in the source language, their decisions attached (``querysets.pages.attach_decisions``).
    """
    sessions = list(sessions)
    keys = [session.translation_key for session in sessions]
    counts = SignUp.objects.counts(keys)
    failed = failed_mails(keys)
    for session in sessions:
        key = session.translation_key
        session.attention = attention_of(session, counts[key], failed[key])


def failed_mails(session_keys: Iterable[UUID]) -> Counter[UUID]:
    """How many sign-ups of each session have a mail that did not arrive."""
    about = OutboxMail.objects.filter(state=MailState.FAILED).exclude(about=None).values("about")
    rows = SignUp.objects.filter(session_key__in=list(session_keys), public_id__in=about)
    return Counter(dict(rows.order_by().values_list("session_key").annotate(Count("pk"))))


def attention_of(session: SessionPage, counts: Counter[str], failed: int) -> list[Step]:
    """What of one session awaits a decision, the most urgent first.

    :param session: in the source language, with its ledger, cancellation and availability.
    :param counts: its sign-ups by state.
    :param failed: sign-ups whose mail failed.
    """
    found = [] if session.is_cancelled or session.is_past else decisions_due(session, counts)
    if failed:
        text = ngettext(
            "An email to %(number)d person could not be delivered.",
            "Emails to %(number)d people could not be delivered.",
            failed,
        )
        url = f"{session_url('session', session)}?mail=failed"
        found.append(Step("failed", text % {"number": failed}, url, _("See who")))
    return found


def decisions_due(session: SessionPage, counts: Counter[str]) -> list[Step]:
    """The decisions that a session to come awaits."""
    availability, found = session.availability, []
    told = sum(counts.get(state, 0) for state in ACTIVE) - counts.get(SignUpState.REQUESTED, 0)
    changes = untold_changes(session, session.ledger)
    if changes == ["link"]:
        told = counts.get(SignUpState.CONFIRMED, 0)
    if changes and told:
        text = _("Days, times, venue or link have changed: participants have not been told.")
        found.append(Step("untold", text, session_url("announce", session), _("Tell them")))
    if availability.is_over_capacity:
        over = availability.taken - availability.capacity
        text = ngettext("%(number)d person too many.", "%(number)d people too many.", over) % {"number": over}
        found.append(Step("over", text, session_url("too_many", session), _("See what to do")))
    closed = (session.seats or 0) - availability.capacity
    if closed > 0:
        text = ngettext(
            "%(number)d announced place is not open yet.",
            "%(number)d announced places are not open yet.",
            closed,
        )
        found.append(
            Step("closed", text % {"number": closed}, session_url("open_seats", session), _("Open the places"))
        )
    if not session.live and any(counts.get(state) for state in ACTIVE):
        url = reverse("wagtailadmin_pages:edit", args=[session.pk])
        text = _("The page is offline, but there are bookings.")
        found.append(Step("offline", text, url, _("Edit the page")))
    return found


def session_url(name: str, session: SessionPage) -> str:
    """The address of a page of the desk about a session.

    :param name: of the page, as in ``training.desk.urls``.
    """
    return reverse(f"training_desk:{name}", args=[session.pk])
