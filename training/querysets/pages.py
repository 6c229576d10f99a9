from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.db.models import Max, Min, OuterRef, Subquery
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Locale, PageManager

from core.querysets import BasePageQuerySet, attach_facts, own_language_first
from training.availability import availability_of
from training.told import former_days

if TYPE_CHECKING:
    from training.models import CoursePage, SessionPage


class CoursePageQuerySet(BasePageQuerySet):
    def serving(self, numbers: Iterable[int], locale: Locale) -> Self:
        """Courses for readers of a language that serve at least one of these commitments, by title, the French last."""
        sources = self.model.objects.in_source_language().filter(commitments__number__in=list(numbers))
        found = self.filter(translation_key__in=sources.values("translation_key")).readable_in(locale)
        return found.order_by(own_language_first(locale), "title")

    def catalogue(self, locale: Locale) -> Self:
        """Courses for readers of a language, in the order of the tree, those that are only in French at the end."""
        return self.readable_in(locale).order_by(own_language_first(locale), "path")


class CoursePageManager(PageManager.from_queryset(CoursePageQuerySet)):
    """Named, so that migrations can name it."""


class SessionPageQuerySet(BasePageQuerySet):
    def agenda(self) -> Self:
        """Live sessions of live courses in the source language, the true one, with their first and last day."""
        first_slot = apps.get_model("training", "SessionSlot").objects.filter(page=OuterRef("pk"))
        return (
            self.visible()
            .in_source_language()
            .of_courses(apps.get_model("training", "CoursePage").objects.live())
            .annotate(
                first=Min("slots__day"),
                last=Max("slots__day"),
                begin=Subquery(first_slot.order_by("day", "start").values("start")[:1]),
            )
        )

    def of_courses(self, courses: "CoursePageQuerySet") -> Self:
        """Sessions below these courses, in one query."""
        course_path = Substr("path", 1, Length("path") - self.model.steplen)
        return self.annotate(course_path=course_path).filter(course_path__in=courses.values("path"))

    def in_order(self) -> Self:
        """Sessions by their first half-day. Asked of an :meth:`agenda`."""
        return self.filter(first__isnull=False).order_by("first", "begin", "pk")

    def upcoming(self) -> Self:
        """Sessions whose last day is not over in Paris, the nearest first. Asked of an :meth:`agenda`."""
        return self.since(timezone.localdate())

    def since(self, day: date) -> Self:
        """Sessions whose last day is this day or later, the earliest first. Asked of an :meth:`agenda`."""
        return self.filter(last__gte=day).in_order()

    def past(self) -> Self:
        """Sessions whose last day is over in Paris, the latest first. Asked of an :meth:`agenda`."""
        return self.filter(last__lt=timezone.localdate()).order_by("-last", "-pk")

    def in_language(self, locale: Locale) -> "list[SessionPage]":
        """These sessions as pages to show in a language, each with its facts, course and cancellation.

        A session without a page in that language is shown by its page in the source language. Each knows its seats and
        the decisions about it as well. The number of queries does not depend on the number of sessions.
        """
        sources = list(self.prefetch_related("slots"))
        keys = [session.translation_key for session in sources]
        pages = {}
        if locale.language_code != settings.LANGUAGE_CODE:
            translations = self.model.objects.visible().filter(translation_key__in=keys, locale=locale)
            pages = {page.translation_key: page for page in translations}
        shown = []
        for source in sources:
            page = pages.get(source.translation_key, source)
            page.facts = source
            shown.append(page)
        attach_decisions(shown)
        # Those in the source language too, since they hold the facts of the others.
        courses = courses_of([*shown, *sources])
        for page in shown:
            page.course = courses[page.path[: -page.steplen]]
        return shown


class SessionPageManager(PageManager.from_queryset(SessionPageQuerySet)):
    """Named, so that migrations can name it."""


def courses_of(sessions: "Iterable[SessionPage]") -> "dict[str, CoursePage]":
    """The courses of some sessions, by tree path, in one query."""
    paths = {session.path[: -session.steplen] for session in sessions}
    courses = apps.get_model("training", "CoursePage").objects.filter(path__in=paths).defer_streamfields()
    found = {course.path: course for course in courses}
    attach_facts(found.values())
    return found


def attach_decisions(sessions: "Iterable[SessionPage]") -> None:
    """Look up at once what was decided about some sessions, and how full they are.

    :param sessions: pages of sessions, in any language, that know their facts.
    """
    sessions = list(sessions)
    keys = [session.translation_key for session in sessions]
    counts = apps.get_model("training", "SignUp").objects.counts(keys)
    for name, model in (("cancellation", "SessionCancellation"), ("ledger", "SeatLedger")):
        rows = apps.get_model("training", model).objects.filter(session_key__in=keys)
        found = {row.session_key: row for row in rows}
        for session in sessions:
            setattr(session, name, found.get(session.translation_key))
    moves = defaultdict(list)
    for move in apps.get_model("training", "SessionMove").objects.filter(session_key__in=keys, is_told=True):
        moves[move.session_key].append(move)
    now = timezone.now()
    for session in sessions:
        session.former_days = former_days(session, moves[session.translation_key])
        session.availability = availability_of(session, session.ledger, counts[session.translation_key], now)
