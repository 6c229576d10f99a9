"""At each publication: translations follow the French page, and what readers of them must be told is noted."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published
from wagtail_localize.models import Translation

from core.languages import is_source
from core.models import PublishedTranslation
from core.translation.carrying import Translated
from core.translation.following import follow, give_new_source, is_following, put_online
from core.translation.gate import is_forced
from core.translation.progress import changes_since, translation_of
from core.translation.rendering import render
from core.translation.words import Words, note_words_online, sources_online, words_in_hand


@receiver(page_published, dispatch_uid="keep_translations_true")
def keep_translations_true(instance: Page, **kwargs: Any) -> None:
    """A French page takes its translations with it in all that is no word, and makes their words old."""
    if is_source(instance):
        give_new_source(instance)
        for published in PublishedTranslation.objects.filter(
            translation__source__object_id=instance.translation_key
        ).select_related("translation__source", "translation__target_locale"):
            follow(published)
            note_source_change(published)
    elif not is_following() and (translation := translation_of(instance)):
        note_publication(translation)


def note_publication(translation: Translation) -> None:
    """Note what readers of a translation see from now on; a draft that was older than a fact is brought up to date."""
    published = PublishedTranslation.objects.filter(translation=translation).first()
    published = published or PublishedTranslation(translation=translation)
    if translation.enabled:
        rendered = render(translation, words_in_hand(translation), in_french=is_forced())
        put_online(translation, rendered)
        words = rendered.words
    else:
        words = written_by_hand(translation)
    note_words_online(published, words)
    published.by_hand = not translation.enabled
    published.missing = sum(item.words is None for item in words.passages)
    published.source_changed_on = None
    published.save()
    note_source_change(published)


def written_by_hand(translation: Translation) -> Words:
    """What is said on a page that is edited like any other: the French page as it is now, in words nobody knows."""
    return Words([Translated(item.passage, item.words or "") for item in words_in_hand(translation).passages])


def note_source_change(published: PublishedTranslation) -> None:
    """Date the first change of the French words that a published translation does not have; forget a change undone."""
    changed = bool(changes_since(sources_online(published), published.translation))
    if changed != bool(published.source_changed_on):
        published.source_changed_on = timezone.localdate() if changed else None
        published.save(update_fields=["source_changed_on"])
