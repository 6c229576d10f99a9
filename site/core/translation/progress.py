"""Where a translation stands: what is missing, and what the French page says now."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.enums import PassageOrigin
from core.models import PassageMark


def translation_of(page: Page) -> Translation | None:
    """The translation that a page is the target of, stopped ones included; none for a French page."""
    return (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id)
        .select_related("source", "target_locale")
        .first()
    )


def missing_strings(translation: Translation) -> QuerySet[StringSegment]:
    """Passages without a sound translation, in the order of the page."""
    segments: QuerySet[StringSegment] = (
        translation.source.stringsegment_set.order_by("order")
        .annotate_translation(translation.target_locale)
        # An empty translation is none: the page would show the French words.
        .filter(Q(translation__isnull=True) | Q(translation=""))
        .select_related("string", "context")
    )
    return segments


def older_passages(translation: Translation) -> list[PassageMark]:
    """Passages whose words translate an earlier French text, in the order of the page: each a mark with its words."""
    marks = PassageMark.objects.filter(
        origin=PassageOrigin.OLDER, translation__locale=translation.target_locale
    ).select_related("translation__translation_of")
    by_passage = {
        (mark.translation.translation_of_id, mark.translation.context_id): mark
        for mark in marks.filter(translation__context__object_id=translation.source.object_id)
    }
    segments = translation.source.stringsegment_set.order_by("order").values_list("string_id", "context_id")
    return [by_passage[segment] for segment in segments if segment in by_passage]


def words_of(page: Page) -> list[str]:
    """Every passage of a page that readers read, in its order: not its address."""
    segments = extract_segments(page.specific)
    return [
        segment.string.data
        for segment in segments
        if isinstance(segment, StringSegmentValue) and segment.path != "slug"
    ]


@dataclass(frozen=True)
class Change:
    """A passage of the French page that is not what was given to translators: old words, new words, or both."""

    before: str
    now: str


def source_page_of(translation: Translation) -> Page | None:
    """The French page, or none once it is deleted."""
    source = translation.source
    model = source.specific_content_type.model_class()
    return model.objects.filter(translation_key=source.object_id, locale=source.locale_id).first()


def changes_since(words: list[str], translation: Translation) -> list[Change]:
    """What the published French page says otherwise than some earlier words of it.

    :param words: the passages of the page at that time, in their order.
    :returns: nothing when the French page is gone, offline, or says the same.
    """
    page = source_page_of(translation)
    return compare(words, words_of(page)) if page and page.live else []


def compare(before: list[str], now: list[str]) -> list[Change]:
    """The passages that differ between two states of a page, side by side."""
    changes = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = before[i1:i2], now[j1:j2]
        for position in range(max(len(old), len(new))):
            changes.append(
                Change(
                    old[position] if position < len(old) else "",
                    new[position] if position < len(new) else "",
                )
            )
    return changes
