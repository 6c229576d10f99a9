"""What of the dates of pages waits for the team: pages that could not appear or leave, and a clock that has stopped."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter
from wagtail.models import PageLogEntry
from wagtail.permissions import page_permission_policy

from core.languages import is_source, locale_of
from core.models import User
from core.schedule import REFUSED, Due, due_to_appear, due_to_leave, refusals_of
from core.waiting import Item, Source, Step, Waiting
from core.words import moment


class RefusedDate(LogFormatter):
    """How the history of a page tells that it could not appear or leave at its date."""

    label = gettext_lazy("Miss a date of publication")

    def format_message(self, log_entry: PageLogEntry) -> str:
        """The sentence, with the reason that was found then."""
        leaves = log_entry.data.get("leaves")
        text = (
            _("Could not leave the site at its date. %(reason)s")
            if leaves
            else _("Could not appear at its date. %(reason)s")
        )
        return text % {"reason": log_entry.data.get("reason", "")}


#: A page is due for as long as this before somebody is told that nothing happens: the command runs each minute.
PATIENCE = timedelta(minutes=10)


def dates(user: User) -> Iterator[Waiting]:
    """The pages that somebody may publish, and that were to appear or to leave before now."""
    now = timezone.now()
    pages = page_permission_policy.instances_user_has_permission_for(user, "publish")
    appear, leave = due_to_appear(now, pages), due_to_leave(now, pages)
    reasons = refusals_of([*appear, *leave])
    history = f"{reverse('wagtailadmin_reports:site_history')}?action={REFUSED}"
    if refused := [due for due in appear if due.page.pk in reasons]:
        text = ngettext(
            "%(number)d page could not appear at its date",
            "%(number)d pages could not appear at their date",
            len(refused),
        )
        yield waiting(refused, text, history, reasons)
    if refused := [due for due in leave if due.page.pk in reasons]:
        text = ngettext(
            "%(number)d page could not leave the site at its date",
            "%(number)d pages could not leave the site at their date",
            len(refused),
        )
        yield waiting(refused, text, history, reasons)
    late = [due for due in [*appear, *leave] if due.page.pk not in reasons and now - due.moment > PATIENCE]
    if late:
        text = ngettext(
            "%(number)d page missed its date: the program that publishes pages may have stopped",
            "%(number)d pages missed their date: the program that publishes pages may have stopped",
            len(late),
        )
        yield waiting(late, text, reverse("wagtailadmin_explore_root"), reasons)


def waiting(dues: list[Due], text: str, url: str, reasons: dict[int, str]) -> Waiting:
    """Pages that missed their date, the earliest first."""
    dues = sorted(dues, key=lambda due: due.moment)
    items = [item(due, reasons.get(due.page.pk)) for due in dues]
    return Waiting(len(dues), text % {"number": len(dues)}, url, dues[0].moment, items)


def item(due: Due, reason: str | None) -> Item:
    """One of these pages, with what stands in its way, where that is known."""
    url = reverse("wagtailadmin_pages:edit", args=[due.page.pk])
    note = _("due on %(moment)s") % {"moment": moment(due.moment)}
    if not is_source(due.page):
        note = f"{locale_of(due.page).get_display_name()}, {note}"
    steps = [Step("refused", reason, url, _("Open the page"))] if reason else []
    return Item(due.page.get_admin_display_title(), url, note, steps)


DATES = Source("dates", 15, is_for=lambda user: page_permission_policy.user_has_permission(user, "publish"), find=dates)
