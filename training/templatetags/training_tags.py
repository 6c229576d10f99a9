"""Courses and sessions on other rooms' pages."""

from collections.abc import Iterable

from django import template
from django.db.models import Count

from core.languages import active_locale
from core.querysets import attach_facts
from training.models import CoursePage, SessionPage
from training.models.listing import in_language

register = template.Library()

#: How many courses another page shows.
COURSES_SHOWN = 12


@register.simple_tag
def courses_serving(numbers: Iterable[int]) -> list[CoursePage]:
    """Courses that serve at least one of these commitments, in the active language."""
    courses = list(CoursePage.objects.serving(numbers, active_locale())[:COURSES_SHOWN])
    attach_facts(courses)
    return courses


@register.simple_tag
def next_session_serving(numbers: Iterable[int]) -> SessionPage | None:
    """The next session of the course that shares most of these commitments, the earliest among equals."""
    courses = CoursePage.objects.in_source_language().filter(commitments__number__in=list(numbers))
    shared = dict(courses.annotate(shared=Count("commitments")).values_list("path", "shared"))
    sessions = in_language(SessionPage.objects.agenda().of_courses(courses).upcoming(), active_locale())
    # `max` keeps the first of equals, and sessions come in the order of their days.
    return max(sessions, key=lambda session: shared[session.facts.path[: -session.steplen]], default=None)
