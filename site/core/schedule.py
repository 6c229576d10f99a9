"""Pages appear and leave at the moment their editors chose, each by itself: one that cannot stops no other.

What stands in the way of one is written in its history and in the log, once, and tried again at the next run: the page
appears by itself as soon as nothing does any more.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from core.languages import is_source
from core.models.dates import with_own_dates

logger = logging.getLogger(__name__)

#: In the history of pages: something stood in the way of a date; a translation left with its French page.
REFUSED = "core.refuse_schedule"
LEFT_WITH_SOURCE = "core.leave_with_source"


@dataclass(frozen=True)
class Due:
    """A page whose moment has come.

    :param version: key of the revision that appears; none for a page that leaves.
    """

    page: Page
    moment: datetime
    version: int | None = None


@dataclass(frozen=True)
class Kept:
    """What one run did: how many pages appeared, left, and could do neither."""

    appeared: int = 0
    left: int = 0
    refused: int = 0


class EndedBefore(Exception):
    """The end of a page came before it could appear."""


def due_to_appear(now: datetime, pages: QuerySet[Page] | None = None) -> list[Due]:
    """The pages with a version whose moment has come: the French ones first, and each before those below it.

    :param pages: look among these; among all when left out.
    """
    revisions = Revision.page_revisions.filter(approved_go_live_at__lte=now).defer("content")
    by_page = {int(revision.object_id): revision for revision in revisions}
    among = Page.objects.all() if pages is None else pages
    found = sorted(among.filter(pk__in=by_page), key=lambda page: (not is_source(page), page.path))
    return [Due(page, by_page[page.pk].approved_go_live_at, by_page[page.pk].pk) for page in found]


def due_to_leave(now: datetime, pages: QuerySet[Page] | None = None) -> list[Due]:
    """The pages online whose end has come: of a translation, the one that a former version of the site gave it is none.

    :param pages: look among these; among all when left out.
    """
    among = Page.objects.all() if pages is None else pages
    ended = among.filter(live=True, expire_at__lte=now).order_by("path")
    return [Due(page, page.expire_at) for page in with_own_dates(ended)]


def keep_schedule() -> Kept:
    """Publish and unpublish whatever is due. No error of one page gets out of here."""
    now = timezone.now()
    appeared = [attempt(due, publish) for due in due_to_appear(now)]
    # Looked up now: a version that has just appeared brings its own end.
    left = [attempt(due, withdraw) for due in due_to_leave(now)]
    return Kept(appeared.count(True), left.count(True), [*appeared, *left].count(False))


def attempt(due: Due, action: Callable[[Due], None]) -> bool:
    """Do what is due to one page; whatever stops it is noted, and left to the next run.

    :returns: whether nothing stopped it.
    """
    try:
        with transaction.atomic():
            action(due)
    except Exception as error:
        note_refusal(due, error)
        return False
    return True


def publish(due: Due) -> None:
    """Put online the version that is due, unless another run was faster.

    :raises EndedBefore: its own end has come too, so that it must not appear any more.
    """
    revision = Revision.objects.select_for_update().filter(pk=due.version, approved_go_live_at=due.moment).first()
    if revision is None:
        return
    if (end := ends_at(revision)) and end <= timezone.now():
        raise EndedBefore
    revision.publish(log_action="wagtail.publish.scheduled")


def ends_at(revision: Revision) -> datetime | None:
    """When a version of a page leaves the site by itself, as its editors wrote it."""
    return parse_datetime(revision.content.get("expire_at") or "")


def withdraw(due: Due) -> None:
    """Take a page offline whose end has come, unless another run was faster, and its translations with it."""
    page = Page.objects.select_for_update().live().filter(pk=due.page.pk, expire_at=due.moment).first()
    if page is None:
        return
    to_come = page.scheduled_revision
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    if to_come:
        # Wagtail forgets it at this point, and next year's version would never appear.
        Revision.objects.filter(pk=to_come.pk).update(approved_go_live_at=to_come.approved_go_live_at)
    if is_source(page):
        for translation in page.get_translations().live().specific():
            translation.unpublish(set_expired=True, log_action=LEFT_WITH_SOURCE)


def note_refusal(due: Due, error: Exception) -> None:
    """Write what stands in the way of a page in its history and in the log; nothing when that is known already."""
    data = {"reason": reason_of(error), "due": due.moment.isoformat(), "leaves": due.version is None}
    known = PageLogEntry.objects.filter(page=due.page, action=REFUSED).order_by("-timestamp", "-pk").first()
    if known and known.data == data:
        return
    # No words of the error: they may quote what the page says.
    logger.error(
        "Page %d does not %s at its date: %s", due.page.pk, "appear" if due.version else "leave", type(error).__name__
    )
    log(instance=due.page.specific, action=REFUSED, data=data)


def reason_of(error: Exception) -> str:
    """What stands in the way, in words for the editor."""
    if isinstance(error, EndedBefore):
        return _("The end of the page came before it could appear: change its dates, then publish it again.")
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, PermissionDenied) and str(error):
        return str(error)
    return _("An unexpected error: the log of the site says which.")


def refusals_of(dues: list[Due]) -> dict[int, str]:
    """What is known to stand in the way of pages whose moment has come, by key of the page."""
    moments = {due.page.pk: due.moment.isoformat() for due in dues}
    entries = PageLogEntry.objects.filter(page__in=moments, action=REFUSED).order_by("timestamp", "pk")
    return {entry.page_id: entry.data["reason"] for entry in entries if entry.data.get("due") == moments[entry.page_id]}
