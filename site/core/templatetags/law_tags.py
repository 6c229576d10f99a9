"""What readers are told of the law on a page: one place for all page types (``components/law.html``)."""

from typing import Any

from django import template
from django.utils import timezone

from core.law import LawCheck, law_check
from core.models import ProgrammeSettings
from core.models.law import StatesLaw

register = template.Library()


@register.simple_tag(takes_context=True)
def law_on(context: dict[str, Any], page: object) -> LawCheck | None:
    """The check of the law that a page states; nothing where it states none, or where there is no page.

    :param page: what the template shows: a page, in any language.
    """
    if not isinstance(page, StatesLaw):
        return None
    references, named = page.references, page.articles_named()
    if not references and not named:
        return None
    programme = ProgrammeSettings.for_request(context["request"])
    return law_check(references, named, programme.law_check_every_months, programme.law_checked_by)


@register.filter
def is_overdue(check: LawCheck) -> bool:
    """Whether the next check of the law should have been made by today."""
    return check.is_overdue(timezone.localdate())
