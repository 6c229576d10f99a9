"""A French page is published: its translations follow in all that is no word, with the words that were online.

What translators have in hand, and what awaits a review, stays where it is (docs/decisions/0024).
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation, TranslationSource

from core.indexing import indexed_once
from core.models import PublishedTranslation
from core.translation.publication import save_draft
from core.translation.rendering import Rendered, render
from core.translation.words import note_words_online, words_online

logger = logging.getLogger(__name__)

FOLLOW = "core.follow_french_page"
_following: ContextVar[bool] = ContextVar("following", default=False)


def is_following() -> bool:
    """Whether the page that goes online just follows its French page: no word of it is new."""
    return _following.get()


@contextmanager
def following() -> Iterator[None]:
    """While it lasts, whatever is published is a page that follows."""
    token = _following.set(True)
    try:
        yield
    finally:
        _following.reset(token)


def give_new_source(page: Page) -> None:
    """Show translators what a French page says now, in every language at once."""
    for source in TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id):
        source.update_from_db()


def follow(published: PublishedTranslation) -> None:
    """Bring a translation that is online up to date in all that is no word.

    A translation that fails keeps no French page from going online: it stays as it is, and the log says so.
    """
    translation = published.translation
    if not translation.enabled:
        return
    try:
        with indexed_once():
            rendered = render(translation, words_online(published))
            put_online(translation, rendered)
            note_words_online(published, rendered.words)
            published.save(update_fields=["passages", "overrides"])
    except Exception as error:
        logger.exception("Translation %s did not follow its French page: %s", translation.pk, type(error).__name__)


def put_online(translation: Translation, rendered: Rendered) -> None:
    """Publish a page that is online with other facts and the same words; nothing when nothing differs.

    Not as Wagtail publishes a revision: that would end the review of the words that wait.
    """
    page = rendered.page
    if not page.live:
        return
    online = type(page).objects.get(pk=page.pk)
    # Whoever follows stays where readers find it.
    page.slug = online.slug
    if content_of(online) == content_of(page):
        return
    had_draft = online.has_unpublished_changes
    revision = page.save_revision(changed=False, clean=False)
    page.live_revision, page.last_published_at = revision, timezone.now()
    page.save(clean=False)
    log(instance=page, action=FOLLOW, revision=revision, content_changed=True)
    with following():
        page_published.send(sender=type(page), instance=page, revision=revision)
    if had_draft:
        renew_draft(translation, page)


def content_of(page: Page) -> dict[str, Any]:
    """What wagtail-localize translates or copies of a page, column by column."""
    fields = [field.get_field(type(page)) for field in get_translatable_fields(type(page))]
    columns = [field for field in fields if field.concrete and not field.many_to_many]
    return {field.name: stored(field, page) for field in columns}


def stored(field: "models.Field[Any, Any]", page: Page) -> Any:
    """What a column holds; of blocks the data, whose names a database may keep in another order."""
    text = field.value_to_string(page)
    return json.loads(text) if isinstance(field, StreamField) else text


def renew_draft(translation: Translation, page: Page) -> None:
    """Make the draft of a page anew from the words in hand; under review, it is this one that is reviewed."""
    revision = save_draft(translation=translation, user=None)
    if state := page.current_workflow_task_state:
        state.revision = revision
        state.save(update_fields=["revision"])
