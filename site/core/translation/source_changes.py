"""When the French text in the desk changes, each translation keeps the words it has.

wagtail-localize knows a translation by its French words: one letter changed, and it is lost. It keeps one French text a
page for all languages, so what German takes would be missing in English. Here each language keeps its words through
any change: a passage that was reworded keeps them, marked as older; only a new one is without.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import extract_ids

from core.enums import PassageOrigin
from core.models import PassageMark, User
from core.translation.carrying import SLUG, Carried, Passage, Translated, carry, with_links_of
from core.translation.segments import read_source
from core.translation.words import words_in_hand

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL


def keep_words_through_changes() -> None:
    """Have words kept whenever the French text of the desk is read anew; done once, when the site starts."""
    TranslationSource.refresh_segments = refresh_and_keep


def refresh_and_keep(source: TranslationSource) -> None:
    """Read the French text of a page anew, and give its passages the words they had."""
    translations = list(source.translations.select_related("source", "target_locale"))
    before = {translation.pk: words_in_hand(translation).passages for translation in translations}
    read_source(source)
    for translation in translations:
        give_words(translation, before[translation.pk])


def give_words(translation: Translation, known: Sequence[Translated]) -> None:
    """Give the passages of the desk that have no words those they had, and those that no language changes.

    :param known: the passages as they were, with their words.
    """
    segments = list(translation.source.stringsegment_set.order_by("order").select_related("string", "context"))
    passages = [Passage(segment.context.path, segment.string.data) for segment in segments]
    has_words = {item.passage for item in words_in_hand(translation).passages if item.words}
    page = published_page(translation)
    for segment, passage, found in zip(segments, passages, carry(known, passages), strict=True):
        if passage in has_words:
            continue
        if passage.path == SLUG and page:
            # Readers and other sites have the address of the page.
            found = Carried(page.slug, passage, is_older=False)
        if found:
            write(translation, segment, found)


def published_page(translation: Translation) -> Page | None:
    """The page of a translation, once it was online."""
    source = translation.source
    pages = Page.objects.filter(translation_key=source.object_id, locale=translation.target_locale)
    return pages.exclude(first_published_at=None).first()


def write(translation: Translation, segment: StringSegment, found: Carried, user: User | None = None) -> None:
    """Write the words of a passage into the desk.

    Words that nobody vouched for stay so, and that they are older too says nothing more: somebody must read them.

    :param user: whose words they are; nobody's when they only moved.
    """
    unread = found.unread
    kind = StringTranslation.TRANSLATION_TYPE_MACHINE if unread and unread.machine else MANUAL
    author = {"last_translated_by": user} if user else {}
    row, _created = StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={
            "data": with_links_of(found.words, extract_ids(segment.string.data)),
            "translation_type": kind,
            "tool_name": unread.machine if unread else "",
            "has_error": False,
            "field_error": "",
            **author,
        },
    )
    if unread and not unread.machine:
        PassageMark.objects.create(translation=row, origin=PassageOrigin.FUZZY)
    elif found.is_older and not unread:
        PassageMark.objects.create(translation=row, origin=PassageOrigin.OLDER, french=found.of.source)


@receiver(post_save, sender=StringTranslation, dispatch_uid="forget_mark")
def forget_mark(instance: StringTranslation, **kwargs: Any) -> None:
    """Whoever saves a passage has looked at it."""
    PassageMark.objects.filter(translation=instance).delete()
