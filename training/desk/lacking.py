"""What of the sessions to come and of the courses lacks something, before participants find out.

A session lacks what they need on the day: a link to come online, an address, somebody who gives it, and a number under
which it is not held. The page may go online without: it is often announced before all is known.
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext
from wagtail.models import Locale

from core.markup import allowed_address
from core.models import User
from core.waiting import Item, Source, Waiting
from training.desk.rights import MANAGE
from training.models import CoursePage, SessionPage
from training.models.listing import in_language


def lacks_of(session: SessionPage) -> list[str]:
    """What a session lacks, in the words of its form; nothing when nothing does.

    :param session: in the source language.
    """
    lacks = {
        "remote_link": session.is_online and not allowed_address(session.remote_link),
        "address": not session.is_remote and not (session.address and session.city),
        "trainers": not session.trainers.strip(),
        # One is what the form begins with, and says nothing: a session is never held for one person.
        "seats_min": session.seats_min <= 1,
    }
    called = {field.name: str(field.verbose_name) for field in SessionPage._meta.fields}
    return [called[name] for name, is_lacking in lacks.items() if is_lacking]


def sessions_that_lack() -> list[tuple[SessionPage, list[str]]]:
    """The sessions to come, online and not cancelled, that lack something, the nearest first; and what they lack."""
    sessions = in_language(SessionPage.objects.agenda().upcoming(), Locale.get_default())
    found = [(session, lacks_of(session)) for session in sessions if not session.is_cancelled]
    return [(session, lacks) for session, lacks in found if lacks]


def courses_without_programme() -> list[CoursePage]:
    """The courses online whose programme is empty, by title."""
    courses = CoursePage.objects.live().in_source_language().order_by("title", "pk")
    return [course for course in courses if not course.programme]


def lacking(user: User) -> Iterator[Waiting]:
    """Each session and each course that lacks something, and where it is given."""
    if sessions := sessions_that_lack():
        text = ngettext(
            "%(number)d session lacks what participants need",
            "%(number)d sessions lack what participants need",
            len(sessions),
        )
        yield Waiting(
            len(sessions),
            text % {"number": len(sessions)},
            reverse("training_desk:sessions"),
            items=[Item(session.full_title, form_of(session), ", ".join(lacks)) for session, lacks in sessions],
        )
    if courses := courses_without_programme():
        text = ngettext("%(number)d course has no programme", "%(number)d courses have no programme", len(courses))
        yield Waiting(
            len(courses),
            text % {"number": len(courses)},
            reverse("wagtailadmin_explore", args=[courses[0].get_parent().pk]),
            items=[Item(course.title, form_of(course)) for course in courses],
        )


def form_of(page: SessionPage | CoursePage) -> str:
    """The address of the form of a page."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


LACKING = Source("lacking", 25, is_for=lambda user: user.has_perm(MANAGE), find=lacking)
