"""Sessions shown together: what their pages need is looked up at once, however many they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale

from core.querysets import attach_facts
from training.models.cancellation import SessionCancellation
from training.models.seat_ledger import SeatLedger
from training.models.session import SessionPage
from training.models.session_records import SessionMove
from training.models.sign_up import SignUp
from training.querysets import SessionPageQuerySet


def in_language(sessions: SessionPageQuerySet, locale: Locale) -> list[SessionPage]:
    """Sessions as pages to show in a language, each with its facts, course and cancellation.

    A session without a page in that language is shown by its page in the source language. Each knows its seats and the
    decisions about it as well. The number of queries does not depend on the number of sessions.

    :param sessions: in the source language.
    """
    sources = list(sessions.prefetch_related("slots"))
    pages: dict[UUID, SessionPage] = {}
    if locale.language_code != settings.LANGUAGE_CODE:
        keys = [session.translation_key for session in sources]
        translations = SessionPage.objects.visible().filter(translation_key__in=keys, locale=locale)
        pages = {page.translation_key: page for page in translations}
    shown = []
    for source in sources:
        page = pages.get(source.translation_key, source)
        page.facts = source
        shown.append(page)
    attach_decisions(shown)
    # Those in the source language too, since they hold the facts of the others.
    attach_courses([*shown, *sources])
    return shown


def attach_courses(sessions: Iterable[SessionPage]) -> None:
    """Give each session its course, which knows its facts.

    :param sessions: in any language.
    """
    # A course lists its sessions, so its module stands above this one: the tree of pages says what it is.
    (course_type,) = SessionPage.allowed_parent_page_models()
    paths = {session.path[: -session.steplen] for session in sessions}
    courses = {course.path: course for course in course_type.objects.filter(path__in=paths).defer_streamfields()}
    attach_facts(courses.values())
    for session in sessions:
        session.course = courses[session.path[: -session.steplen]]


def attach_decisions(sessions: Iterable[SessionPage], now: datetime | None = None) -> None:
    """Look up at once what was decided about some sessions, and how full they are.

    :param sessions: pages of sessions, in any language, that know their facts.
    :param now: the moment to judge; this one when left out.
    """
    sessions = list(sessions)
    keys = [session.translation_key for session in sessions]
    counts = SignUp.objects.counts(keys)
    cancellations, ledgers = by_session(SessionCancellation, keys), by_session(SeatLedger, keys)
    moves = defaultdict(list)
    for move in SessionMove.objects.filter(session_key__in=keys, is_told=True):
        moves[move.session_key].append(move)
    now = now or timezone.now()
    for session in sessions:
        key = session.translation_key
        session.cancellation, session.ledger = cancellations.get(key), ledgers.get(key)
        session.former_days = session.days_before(moves[key])
        session.availability = session.availability_at(now, counts[key])


def by_session(model: type[SessionCancellation] | type[SeatLedger], keys: Collection[UUID]) -> dict[UUID, Any]:
    """The row of each session, where it has one.

    :param model: a table with one row a session.
    """
    return {row.session_key: row for row in model._default_manager.filter(session_key__in=keys)}
