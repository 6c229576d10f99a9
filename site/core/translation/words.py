"""The words of a translation: those that translators have in hand, and those that readers see.

Two sets, on purpose: a page that follows a fact of its French page carries the words that were online, and leaves what
is being reworked, or awaits a review, in the desk.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from wagtail_localize.models import StringTranslation, Translation

from core.enums import PassageOrigin
from core.models import PublishedTranslation
from core.translation.carrying import Passage, Translated, Unread, sources


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
    told = told_of_words(translation)
    return Words(
        [
            Translated(Passage(path, source), words or None, *told.get((string, context), ("", None)))
            for string, context, path, source, words in segments
        ],
        overrides_in_hand(translation),
    )


def told_of_words(translation: Translation) -> dict[tuple[int, int], tuple[str, Unread | None]]:
    """What is known of the words of some passages, by string and place.

    The French words that they really translate, for those that are older; why nobody vouches for them.
    """
    machine = Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    rows = StringTranslation.objects.filter(
        machine | Q(mark__origin__in=[PassageOrigin.OLDER, PassageOrigin.FUZZY]),
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
    )
    return {
        (row.translation_of_id, row.context_id): (row.french or "", unread_of(row))
        for row in rows.annotate(french=F("mark__french"), origin=F("mark__origin"))
    }


def unread_of(row: StringTranslation) -> Unread | None:
    """Why nobody vouches for the words of a row; nothing when somebody does.

    :param row: annotated with the origin of its mark.
    """
    if row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        return Unread(row.tool_name)
    return Unread() if row.origin == PassageOrigin.FUZZY else None


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
