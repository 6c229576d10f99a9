"""The one gate every publication of a translation goes through, whatever button or command asks for it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page, Revision
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, Translation

from core.languages import is_source
from core.publication import NotReady
from core.translation.doubts import doubtful_passages, machine_passages
from core.translation.progress import missing_strings, source_page_of, translation_of, words_of
from core.translation.rendering import render
from core.translation.words import words_in_hand

_forced: ContextVar[bool] = ContextVar("forced", default=False)


class TranslationNotReady(NotReady):
    """This translation may not go online as it is; the message says why, in words for the editor."""


def close_side_doors() -> None:
    """Take away what would put French words online in another language unasked; done once, when the site starts.

    Wagtail's programming interface for the admin: no screen uses it, and none of its addresses asks. The setting of a
    language that copies all French pages into it, as aliases.
    """
    PagesAdminAPIViewSet.actions = {}
    LOCALE_COMPONENTS[:] = [part for part in LOCALE_COMPONENTS if part["model"] is not LocaleSynchronization]


@contextmanager
def incomplete_allowed() -> Iterator[None]:
    """Let an incomplete translation pass: somebody said why, and it is journalled (``publish_translation``)."""
    token = _forced.set(True)
    try:
        yield
    finally:
        _forced.reset(token)


def is_forced() -> bool:
    """Whether an incomplete translation passes now, because somebody said why."""
    return _forced.get()


def obstacle(page: Page, with_pages: Collection[int] = ()) -> str:
    """Why a page may not be published in its language, in words for the editor; nothing when it may.

    A French page may always; so may a page that an editor wrote in another language without a French original.

    :param with_pages: keys of the pages that go online at the same time.
    """
    if is_source(page):
        return ""
    parent = page.get_parent()
    if parent.depth > 1 and not parent.live and parent.pk not in with_pages:
        return _("“%(parent)s”, the page above this one, is not online in this language: publish it first.") % {
            "parent": parent.get_admin_display_title()
        }
    translation = translation_of(page)
    if translation is None or not translation.enabled:
        return ""
    source = source_page_of(translation)
    if source is not None and not source.live:
        return _("The French page is not online.")
    if is_forced():
        return unread_words(translation, page)
    # Of a page that readers have, what is new in French is left out until it has its words.
    missing = 0 if page.live else missing_strings(translation).count()
    if missing:
        return ngettext(
            "%(missing)d passage of “%(page)s” is not translated yet.",
            "%(missing)d passages of “%(page)s” are not translated yet.",
            missing,
        ) % {"missing": missing, "page": page.get_admin_display_title()}
    return doubtful_words(translation, page)


def doubtful_words(translation: Translation, page: Page) -> str:
    """How many passages somebody has to confirm or correct first, in words for the editor; nothing when none."""
    doubtful = len(doubtful_passages(translation))
    if not doubtful:
        return ""
    return ngettext(
        "%(doubtful)d passage of “%(page)s” is doubtful: confirm or correct it.",
        "%(doubtful)d passages of “%(page)s” are doubtful: confirm or correct them.",
        doubtful,
    ) % {"doubtful": doubtful, "page": page.get_admin_display_title()}


def unread_words(translation: Translation, page: Page) -> str:
    """Why not even a reason puts a page online: what a machine wrote is read by somebody before readers see it."""
    unread = machine_passages(translation).count()
    if not unread:
        return ""
    return ngettext(
        "%(unread)d passage of “%(page)s” was translated by a machine: confirm or correct it.",
        "%(unread)d passages of “%(page)s” were translated by a machine: confirm or correct them.",
        unread,
    ) % {"unread": unread, "page": page.get_admin_display_title()}


def obstacle_to_draft(page: Page, revision: Revision | None, with_pages: Collection[int] = ()) -> str:
    """Why a version of a page may not be published, in words for the editor; nothing when it may.

    Beyond what stands in the way of the page: a version made before the words were translated says them in French.
    """
    if reason := obstacle(page, with_pages):
        return reason
    translation = None if is_source(page) else translation_of(page)
    if revision is None or translation is None or not translation.enabled or is_forced():
        return ""
    rendered = render(translation, words_in_hand(translation))
    if words_of(revision.as_object()) == words_of(rendered.page):
        return ""
    return _("The draft of “%(page)s” is not its translation as it is now: publish it from its own page.") % {
        "page": page.get_admin_display_title()
    }


def refuse_unready(page: Page, revision: Revision | None = None) -> None:
    """Stop a publication that would show readers a half translation.

    :param revision: the version of the page that would be published, once there is one.
    :raises TranslationNotReady: with the reason.
    """
    if reason := obstacle_to_draft(page, revision):
        raise TranslationNotReady(reason)
