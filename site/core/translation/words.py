"""The words of a translation: those that translators have in hand, and those that readers see.

Two sets, on purpose: a page that follows a fact of its French page carries the words that were online, and leaves what
is being reworked, or awaits a review, in the desk.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail_localize.models import Translation

from core.enums import PassageOrigin
from core.models import PassageMark, PublishedTranslation
from core.translation.carrying import Passage, Translated, sources


@dataclass(frozen=True)
class Override:
    """A link, a picture or a document that a translation has instead of the French one.

    french: what stood on the French page when it was chosen: once that changes, the French page is followed again.
    """

    french: Any
    chosen: Any


@dataclass(frozen=True)
class Words:
    """The passages of a translation in the order of its page, and what it has of its own.

    in_french: paths of the passages that readers are shown in French.
    """

    passages: Sequence[Translated]
    overrides: Mapping[str, Override] = field(default_factory=dict)
    in_french: Collection[str] = ()


def words_in_hand(translation: Translation) -> Words:
    """What translators have written by now, passages with a fault left out."""
    segments = (
        translation.source.stringsegment_set.order_by("order")
        .annotate_translation(translation.target_locale)
        .values_list("string_id", "context_id", "context__path", "string__data", "translation")
    )
    older = older_than_french(translation)
    return Words(
        [
            Translated(Passage(path, source), words or None, older.get((string, context), ""))
            for string, context, path, source, words in segments
        ],
        overrides_in_hand(translation),
    )


def older_than_french(translation: Translation) -> dict[tuple[int, int], str]:
    """The French words that the older passages of a translation really translate, by string and place."""
    marks = PassageMark.objects.filter(
        origin=PassageOrigin.OLDER,
        translation__locale=translation.target_locale,
        translation__context__object_id=translation.source.object_id,
    )
    return {
        (string, context): french
        for string, context, french in marks.values_list(
            "translation__translation_of_id", "translation__context_id", "french"
        )
    }


def overrides_in_hand(translation: Translation) -> dict[str, Override]:
    """What translators have chosen instead of the French links, pictures and documents."""
    segments = translation.source.overridablesegment_set.annotate_override_json(translation.target_locale)
    chosen = segments.filter(override_json__isnull=False).values_list("context__path", "data_json", "override_json")
    return {path: Override(json.loads(french), json.loads(own)) for path, french, own in chosen}


def words_online(published: PublishedTranslation) -> Words:
    """What readers see of a translation."""
    return Words(
        [Translated(Passage(path, source), words) for path, source, words in published.passages],
        {path: Override(french, chosen) for path, (french, chosen) in published.overrides.items()},
        frozenset(path for path, _source, words in published.passages if words is None),
    )


def sources_online(published: PublishedTranslation) -> list[str]:
    """The French words that readers see the translation of, in their order: not the end of the address."""
    return sources(words_online(published).passages)


def note_words_online(published: PublishedTranslation, words: Words) -> None:
    """Write down what readers see from now on; it is the caller who saves."""
    published.passages = [[item.passage.path, item.passage.source, item.words] for item in words.passages]
    published.overrides = {path: [own.french, own.chosen] for path, own in words.overrides.items()}
