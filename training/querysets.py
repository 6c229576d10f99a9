"""Questions about courses, sessions and sign-ups, each in the words of the trade."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.utils import timezone
from wagtail.models import Locale, Page, PageManager
from wagtail.query import PageQuerySet

from core.dates import PARIS
from core.querysets import BasePageQuerySet, own_language_first
from training.rules.states import ACTIVE, OCCUPYING, TIMED, SignUpState


class CoursePageQuerySet(BasePageQuerySet):
    def serving(self, numbers: Iterable[int], locale: Locale) -> Self:
        """Courses for readers of a language that serve at least one of these commitments, by title, the French last."""
        sources = self.model.objects.in_source_language().filter(commitments__number__in=list(numbers))
        found = self.filter(translation_key__in=sources.values("translation_key")).readable_in(locale)
        return found.order_by(own_language_first(locale), "title")

    def catalogue(self, locale: Locale) -> Self:
        """Courses for readers of a language, in the order of the tree, those that are only in French at the end."""
        return self.readable_in(locale).order_by(own_language_first(locale), "path")


# Wagtail has no types to read it by.
class CoursePageManager(PageManager.from_queryset(CoursePageQuerySet)):  # type: ignore[misc]
    """Named, so that migrations can name it."""


class SessionPageQuerySet(BasePageQuerySet):
    def agenda(self) -> Self:
        """Live sessions of live courses in the source language, the true one, with when they begin and end."""
        return self.visible().in_source_language().of_courses(Page.objects.live()).with_days()

    def with_days(self) -> Self:
        """Sessions with their ``first`` and ``last`` day, and the hours at which they ``begin`` and ``finish``."""
        slots = self.model.objects.filter(pk=OuterRef("pk")).order_by("slots__day", "slots__start")
        return self.annotate(
            first=Min("slots__day"),
            last=Max("slots__day"),
            begin=Subquery(slots.values("slots__start")[:1]),
            finish=Subquery(slots.reverse().values("slots__end")[:1]),
        )

    def of_courses(self, courses: PageQuerySet) -> Self:
        """Sessions of these courses, in one query."""
        course_path = Substr("path", 1, Length("path") - self.model.steplen)
        return self.annotate(course_path=course_path).filter(course_path__in=courses.values("path"))

    def in_order(self) -> Self:
        """Sessions by their first half-day. Asked of an :meth:`agenda`."""
        return self.filter(first__isnull=False).order_by("first", "begin", "pk")

    def upcoming(self) -> Self:
        """Sessions that are not over, the nearest first. Asked of an :meth:`agenda`."""
        return self.exclude(over()).in_order()

    def since(self, day: date) -> Self:
        """Sessions whose last day is this day or later, the earliest first. Asked of an :meth:`agenda`."""
        return self.filter(last__gte=day).in_order()

    def not_over(self) -> Self:
        """Sessions that are not over, and those that have no day yet. Asked :meth:`with_days`."""
        return self.filter(~over() | Q(last=None)).order_by("first", "begin", "pk")

    def by_first_day(self) -> Self:
        """The earliest first, with those that have no day. Asked :meth:`with_days`."""
        return self.order_by("first", "pk")

    def past(self) -> Self:
        """Sessions that are over, the latest first. Asked of an :meth:`agenda`."""
        return self.filter(over()).order_by("-last", "-finish", "-pk")


def over() -> Q:
    """Sessions that have ended, by the clock in Paris; asked :meth:`SessionPageQuerySet.with_days`.

    The same moment as :attr:`training.models.session_times.SessionTimes.is_past`.
    """
    now = timezone.localtime(timezone=PARIS)
    return Q(last__lt=now.date()) | Q(last=now.date(), finish__lte=now.time())


# Wagtail has no types to read it by.
class SessionPageManager(PageManager.from_queryset(SessionPageQuerySet)):  # type: ignore[misc]
    """Named, so that migrations can name it."""


class SignUpQuerySet(QuerySet):
    """Sign-ups of one session or of several; each answers for the session of its ``session_key``."""

    def of_session(self, session_key: UUID) -> Self:
        """Sign-ups of a session, whatever the language they were made in."""
        return self.filter(session_key=session_key)

    def active(self) -> Self:
        """Sign-ups that something is still to come of."""
        return self.filter(state__in=ACTIVE)

    def confirmed_addresses(self) -> QuerySet:
        """The keys of addresses whose owners have confirmed them for a sign-up at least."""
        return self.exclude(address_confirmed_at=None).exclude(email_key="").values("email_key")

    def occupying(self) -> Self:
        """Sign-ups that hold a seat: confirmed, or offered and not yet answered."""
        return self.filter(state__in=OCCUPYING)

    def confirmed(self) -> Self:
        """People who come."""
        return self.filter(state=SignUpState.CONFIRMED)

    def waiting(self) -> Self:
        """The queue, the first in line first."""
        return self.filter(state=SignUpState.WAITING).order_by("rank")

    def overdue(self, now: datetime) -> Self:
        """Sign-ups whose time to answer is over. A clock that has not started runs for nobody."""
        return self.filter(state__in=TIMED, deadline__lte=now)

    def counts(self, session_keys: Iterable[UUID]) -> dict[UUID, Counter]:
        """How many sign-ups each session has in each state, in one query.

        :param session_keys: sessions to count for; one without sign-ups has an empty count.
        """
        found: dict[UUID, Counter] = {key: Counter() for key in session_keys}
        rows = self.filter(session_key__in=found).values_list("session_key", "state").annotate(many=Count("pk"))
        for session_key, state, many in rows.order_by():
            found[session_key][state] = many
        return found
