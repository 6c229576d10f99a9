"""Pages whose law is to be checked again: what of it waits for those who edit them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Site, get_page_models
from wagtail.permissions import page_permission_policy

from core.law import law_check
from core.models import BasePage, ProgrammeSettings, User
from core.waiting import Item, Source, Waiting
from core.words import day


@dataclass(frozen=True)
class Overdue:
    """A page whose law should have been checked again.

    :param due_on: none when a date of check is missing.
    """

    page: BasePage
    due_on: date | None


def pages_stating_law(pages: QuerySet[Page]) -> list[BasePage]:
    """The French pages online among some, all columns of each type in one query."""
    found: list[BasePage] = []
    for model in get_page_models():
        if issubclass(model, BasePage):
            found += model.objects.live().in_source_language().filter(pk__in=pages.values("pk"))
    return found


def overdue_among(pages: QuerySet[Page]) -> list[Overdue]:
    """Those whose law should have been checked again by today, the longest overdue first; undated ones before."""
    today = timezone.localdate()
    site = Site.objects.filter(is_default_site=True).first()
    months = ProgrammeSettings.for_site(site).law_check_every_months if site else 0
    late = []
    for page in pages_stating_law(pages):
        check = law_check(page.references, page.articles_named(), months, "")
        if check and check.is_overdue(today):
            late.append(Overdue(page, check.due_on))
    return sorted(late, key=lambda one: (one.due_on or date.min, one.page.path))


def law_to_check(user: User) -> Iterator[Waiting]:
    """The pages online that somebody may edit, and whose law is to be checked again."""
    late = overdue_among(page_permission_policy.instances_user_has_permission_for(user, "change"))
    if not late:
        return
    text = ngettext(
        "The law on %(number)d page is to be checked again",
        "The law on %(number)d pages is to be checked again",
        len(late),
    )
    yield Waiting(
        len(late),
        text % {"number": len(late)},
        reverse("wagtailadmin_pages:edit", args=[late[0].page.pk]),
        late[0].due_on,
        [
            Item(
                one.page.get_admin_display_title(),
                reverse("wagtailadmin_pages:edit", args=[one.page.pk]),
                _("check due since %(day)s") % {"day": day(one.due_on)}
                if one.due_on
                else _("a date of check is missing"),
            )
            for one in late
        ],
    )


LAW = Source(
    "law", 31, is_for=lambda user: page_permission_policy.user_has_permission(user, "change"), find=law_to_check
)
