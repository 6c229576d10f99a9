"""At each publication, note what readers of the translations must be told."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from core.languages import is_source
from core.models import PublishedTranslation
from core.translation.progress import changes_since, missing_strings, translation_of, words_given


@receiver(page_published, dispatch_uid="note_what_readers_must_know")
def note_what_readers_must_know(instance: Page, **kwargs: Any) -> None:
    """A French page makes its translations old; a translation that is published is as whole as it is."""
    if is_source(instance):
        for published in PublishedTranslation.objects.filter(
            translation__source__object_id=instance.translation_key
        ).select_related("translation__source"):
            note_source_change(published)
    elif translation := translation_of(instance):
        published, _created = PublishedTranslation.objects.update_or_create(
            translation=translation,
            defaults={
                "missing": missing_strings(translation).count(),
                "source_words": words_given(translation),
                "source_changed_on": None,
            },
        )
        note_source_change(published)


def note_source_change(published: PublishedTranslation) -> None:
    """Date the first change of the French words that a published translation does not have; forget a change undone."""
    changed = bool(changes_since(published.source_words, published.translation))
    if changed != bool(published.source_changed_on):
        published.source_changed_on = timezone.localdate() if changed else None
        published.save(update_fields=["source_changed_on"])
