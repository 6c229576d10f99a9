"""The courses and sessions of the demo."""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from charter.models import Commitment
from core.demo import publish_under, read_content, stream
from core.models import Audience
from training.blocks import IndicatorsBlock, ObjectivesBlock, ProgrammeBlock
from training.models import (
    CoursePage,
    SessionPage,
    SessionSlot,
    SignUpForm,
    SignUpQuestion,
    TrainingIndexPage,
)

INDEX_TEXTS = ("title", "summary", "contact_email", "contact_phone", "access")
COURSE_TEXTS = (
    "title", "slug", "summary", "reference", "level", "prerequisites", "duration_hours", "duration_days", "methods",
    "assessment", "certificate", "price_kind", "price_text", "access_delay", "disability_access", "provider",
)  # fmt: skip
SESSION_TEXTS = (
    "summary", "modality", "place_name", "address", "postcode", "city", "department", "place_access",
    "remote_link", "seats", "seats_min", "language", "trainers",
)  # fmt: skip


def load(home: Page) -> None:
    """Publish the catalogue, its courses and sessions, unless there is one.

    :param home: home page in the source language.
    """
    if TrainingIndexPage.objects.child_of(home).exists():
        return
    content = read_content(__file__, "training")
    load_sign_up_form(content["sign_up_form"])
    index = TrainingIndexPage(**fields(content["index"], INDEX_TEXTS))
    index.slug, index.show_in_menus = "formations", True
    publish_under(home, index)
    delay = weeks_between(date.fromisoformat(content["reference_day"]), timezone.localdate())
    for course_content in content["courses"]:
        course = publish_under(index, course_page(course_content, home))
        for session_content in course_content["sessions"]:
            publish_under(course, session_page(session_content, delay))


def load_sign_up_form(content: dict[str, Any]) -> None:
    """Make the form that all the sessions use, unless there is a default one; options are lists of lines."""
    if SignUpForm.objects.filter(is_default=True).exists():
        return
    form = SignUpForm(**{**content, "questions": []}, is_default=True)
    for position, question in enumerate(content["questions"]):
        words = {name: "\n".join(value) if isinstance(value, list) else value for name, value in question.items()}
        form.questions.add(SignUpQuestion(sort_order=position, **words))
    form.save()


def fields(content: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The named fields that the content gives."""
    return {name: content[name] for name in names if content.get(name) not in (None, "")}


def course_page(content: dict[str, Any], home: Page) -> CoursePage:
    """A course, not yet in the tree."""
    course = CoursePage(
        **fields(content, COURSE_TEXTS),
        objectives=stream(ObjectivesBlock(), items("objective", content["objectives"]), home),
        programme=stream(ProgrammeBlock(), items("module", content["programme"]), home),
        indicators=stream(IndicatorsBlock(), items("figure", content["indicators"]), home),
    )
    course.audiences = Audience.objects.filter(slug__in=content["audiences"])
    course.commitments = Commitment.objects.filter(number__in=content["commitments"])
    return course


def session_page(content: dict[str, Any], delay: timedelta) -> SessionPage:
    """A session with its half-days, not yet in the tree, named after its place: its days are facts, not words.

    :param delay: how much later than written it takes place.
    """
    session = SessionPage(**fields(content, SESSION_TEXTS), title=content["title"], slug=content["slug"])
    slots = [
        SessionSlot(
            sort_order=position,
            day=date.fromisoformat(slot["day"]) + delay,
            start=time.fromisoformat(slot["start"]),
            end=time.fromisoformat(slot["end"]),
        )
        for position, slot in enumerate(content["slots"])
    ]
    session.slots.set(slots)
    return session


def weeks_between(reference: date, today: date) -> timedelta:
    """How far to move days written on a reference day: whole weeks, so that a Tuesday stays a Tuesday."""
    return timedelta(weeks=(today - reference).days // 7)


def items(block_type: str, values: list[Any]) -> list[dict[str, Any]]:
    """Values as blocks of one type."""
    return [{"type": block_type, "value": value} for value in values]
