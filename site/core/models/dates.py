"""When pages appear and leave by themselves, and whose dates count."""

from collections.abc import Iterable

from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation

from core.languages import is_source

#: What a translation never takes from its French page: the dates, and that one of them has come.
PUBLICATION_DATES = ("go_live_at", "expire_at", "expired")


def with_own_dates(pages: Iterable[Page]) -> list[Page]:
    """Those pages whose dates count: a translation follows its French page, as long as nobody has stopped it."""
    pages = list(pages)
    keys = {page.translation_key for page in pages if not is_source(page)}
    following = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    followers = set(following.values_list("source__object_id", "target_locale_id"))
    return [page for page in pages if (page.translation_key, page.locale_id) not in followers]


def drop_dates_that_do_not_count(page: Page) -> None:
    """Take from a version of a page what would put it online or offline when nobody asked for that.

    An end that is over: whoever publishes the page again wants it to stay. The dates of a translation.
    """
    if page.expire_at and page.expire_at <= timezone.now():
        page.expire_at = None
    if (page.go_live_at or page.expire_at) and not with_own_dates([page]):
        page.go_live_at = page.expire_at = None
