"""Reminders, computed when they are due and never planned ahead: a moved session moves them, a withdrawal ends them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.dates import PARIS
from training.models import SessionPage, SignUp
from training.rules.clocks import offers_until
from training.rules.mail_names import MailName
from training.services.shared.moves import post

#: A reminder that could not leave within this time of its hour would only surprise.
STILL_USEFUL = timedelta(hours=10)


def remind(*, now: datetime | None = None) -> int:
    """Write the reminders that are due, and tell those who wait in vain. Safe to repeat: each is written once.

    :param now: the moment to judge; this one when left out.
    :returns: how many mails were written.
    """
    now = now or timezone.now()
    sessions = SessionPage.objects.agenda().filter(first__gte=now.astimezone(PARIS).date())
    written = 0
    for session in sessions.prefetch_related("slots"):
        if not session.is_cancelled and session.starts_at and session.starts_at > now:
            written += remind_of(session, session.starts_at, now)
    return written


def remind_of(session: SessionPage, starts_at: datetime, now: datetime) -> int:
    """The mails that one session makes due.

    :param session: a session to come, in the source language.
    """
    written = 0
    for days in settings.SIGN_UP_REMINDER_DAYS:
        due = reminder_time(starts_at.astimezone(PARIS).date(), days)
        if due <= now < min(due + STILL_USEFUL, starts_at):
            # Who signed up after that hour has just been told.
            people = SignUp.objects.of_session(session.translation_key).confirmed().filter(state_since__lt=due)
            written += post_once(MailName.REMINDER, people, key=f"{starts_at.date()}:{days}", days=days)
    closed = offers_until(starts_at)
    if closed <= now < closed + STILL_USEFUL:
        people = SignUp.objects.of_session(session.translation_key).waiting().filter(state_since__lt=closed)
        written += post_once(MailName.QUEUE_CLOSED, people, key=f"{starts_at.date()}")
    return written


def reminder_time(first_day: date, days: int) -> datetime:
    """When a reminder is due: so many days before, at an hour of the clock in Paris, whatever happens to that clock.

    :param first_day: of the session.
    :param days: before it.
    """
    hour = time(settings.SIGN_UP_REMINDER_HOUR)
    return datetime.combine(first_day - timedelta(days=days), hour, tzinfo=PARIS)


@transaction.atomic
def post_once(name: MailName, people: Iterable[SignUp], *, key: str, **context: object) -> int:
    """Write a mail to each of these people who has not had it. Returns how many were written."""
    written = 0
    for sign_up in people:
        written += post(name, sign_up, key=key, **context)
    return written
