"""Courses that show a commitment, people whom a session is told to: told on their forms."""

from collections.abc import Iterable

from django.utils.translation import ngettext
from wagtail.models import Page

from charter.models import CommitmentPage
from core.uses import Use
from training.models import CoursePage, SessionPage, SignUp


def courses_of_a_commitment(page: Page) -> Iterable[Use]:
    """The courses online that show its number and lead to it."""
    if isinstance(page, CommitmentPage) and page.commitment_id:
        count = CoursePage.objects.in_source_language().live().filter(commitments=page.commitment_id).count()
        if count:
            text = ngettext("%(n)s course shows its number.", "%(n)s courses show its number.", count)
            yield Use(text % {"n": count})


def people_of_a_session(page: Page) -> Iterable[Use]:
    """The people who are signed up, and whose mails and calendars give its days and its venue."""
    if isinstance(page, SessionPage):
        count = SignUp.objects.of_session(page.translation_key).active().count()
        if count:
            text = ngettext(
                "The emails and the calendar of %(n)s person give its days and its venue.",
                "The emails and the calendars of %(n)s people give its days and its venue.",
                count,
            )
            yield Use(text % {"n": count})
