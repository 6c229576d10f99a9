"""Courses and sessions on other rooms' pages."""

from collections.abc import Iterable

from django import template
from django.db.models import Count, Q

from core.languages import active_locale
from core.models import Audience
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
def next_session_serving(numbers: Iterable[int], audiences: Iterable[Audience] = ()) -> SessionPage | None:
    """The next session on some commitments that suits a reader best, the earliest among equals; none that is cancelled.

    First those with places left, then those meant for the same people, then those that share most commitments.

    :param numbers: of the commitments.
    :param audiences: whom what the reader reads is for.
    """
    courses = CoursePage.objects.in_source_language().filter(commitments__number__in=list(numbers))
    same = Count("audiences", filter=Q(audiences__in=[audience.pk for audience in audiences]), distinct=True)
    counted = courses.annotate(shared=Count("commitments", distinct=True), same=same)
    suits = {path: (same > 0, shared) for path, same, shared in counted.values_list("path", "same", "shared")}
    sessions = in_language(SessionPage.objects.agenda().of_courses(courses).upcoming(), active_locale())
    # `max` keeps the first of equals, and sessions come in the order of their days.
    return max(
        (session for session in sessions if not session.is_cancelled),
        key=lambda session: (session.availability.is_open, *suits[session.facts.path[: -session.steplen]]),
        default=None,
    )
