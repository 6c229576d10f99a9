"""A page in another language: all that is no word from the French page as it is online, the words from translators.

The one mechanism behind publishing, drafts, and facts that follow (docs/decisions/0024-what-is-no-word-follows.md). A
passage without words is shown in French where somebody asked for that, and is left out otherwise: with the block or the
line that is new, with its paragraph, or with its row of a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import Translation, TranslationContext
from wagtail_localize.segments.ingest import ingest_segments

from core.translation.carrying import Passage
from core.translation.filling import Filling
from core.translation.new_blocks import keep_texts_taken_away, new_parts, without_parts
from core.translation.words import Words


@dataclass(frozen=True)
class Rendered:
    """A page in another language, not saved.

    words: what is said on it, to be found again by its French passages.
    waiting: French passages that are left out of it.
    older: passages of it that said something else in French.
    """

    page: Page
    words: Words
    waiting: Sequence[Passage]
    older: Sequence[Passage]


def render(translation: Translation, words: Words, *, in_french: bool = False) -> Rendered:
    """Make the page of a translation from its French page.

    :param words: of translators: those in hand, or those online.
    :param in_french: show passages without words in French, instead of leaving them out.
    :raises django.core.exceptions.ObjectDoesNotExist: the French page, or that of the translation, is gone.
    """
    french: Page = translation.source.get_source_instance()
    page: Page = translation.get_target_instance()
    filling = Filling(french, page, words, in_french=in_french)
    before = {stream.name: stream.value_from_object(page) for stream in streams_of(page)}
    copy_synchronised_fields(french, page)
    ingest_segments(french, page, translation.source.locale, translation.target_locale, list(filling.values()))
    new = new_parts(filling.left_out, words)
    for name, old in before.items():
        stream = without_parts(getattr(page, name), new)
        if any(passage.path.startswith(f"{name}.") for passage in filling.left_out):
            stream = keep_texts_taken_away(stream, old, blocks_ever_french(translation, name))
        setattr(page, name, stream)
    older = [passage for passage, found in filling.carried.items() if found and found.is_older]
    return Rendered(page, filling.words(), filling.left_out, older)


def blocks_ever_french(translation: Translation, field: str) -> set[str]:
    """The identifiers of the blocks that a field of the French page has, or had: those whose words went to the desk."""
    contexts = TranslationContext.objects.filter(object_id=translation.source.object_id, path__startswith=f"{field}.")
    return {path.split(".")[1] for path in contexts.values_list("path", flat=True)}


def streams_of(page: Page) -> list[StreamField]:
    """The fields of a page that are made of blocks."""
    return [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
