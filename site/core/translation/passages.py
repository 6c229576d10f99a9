"""What a passage may hold, in French and in translation: the inline tags and attributes of :mod:`core.markup`.

The library's own check (wagtail-localize 1.14) has other tags, knows no attribute, and looks at tags alone: a comment
passes, and ``<!-->`` ends it for a browser. In front of it: one check for every road a translation comes by (the desk,
a PO file, the memory, a script), since each of them saves a row, and saving checks it. A passage that fails is kept, is
told at its field, and counts as missing.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from bs4 import Tag
from bs4.element import PreformattedString
from django.utils.translation import gettext as _
from wagtail_localize import strings
from wagtail_localize.models import Translation
from wagtail_localize.segments import ingest

from core.markup import INLINE_TAGS, WORD_ATTRIBUTES, clean_stored
from core.translation.gate import TranslationNotReady
from core.translation.replaced import replacements

#: Begins a comment, a declaration or an instruction: a browser and a parser do not agree on where it ends.
DECLARATION = re.compile(r"<[!?]")
TAG = re.compile(r"<[^/<>][^<>]*>")


def check_passage(soup: Tag) -> None:
    """Refuse what no editor could type; stands for the library's ``validate_element``.

    :param soup: a passage of the database, parsed.
    :raises ValueError: with a sentence for whoever wrote it.
    """
    for node in soup.descendants:
        if isinstance(node, PreformattedString):
            raise ValueError(_("“<!” and “<?” cannot be written in a text."))
        if isinstance(node, Tag):
            check_tag(node)


def check_tag(tag: Tag) -> None:
    """Refuse a tag that is not on the list, or that has an attribute or a value that is not.

    :raises ValueError: with a sentence for whoever wrote it.
    """
    if tag.name not in INLINE_TAGS:
        raise ValueError(
            _("<%(tag)s> cannot be written in a text. Allowed: %(tags)s.")
            % {"tag": tag.name, "tags": ", ".join(f"<{name}>" for name in INLINE_TAGS)}
        )
    for name, value in tag.attrs.items():
        # The library puts a number instead of the address of a link.
        if (tag.name, name) != ("a", "id") and not is_known(tag.name, name, str(value)):
            raise ValueError(
                _("<%(tag)s> cannot have %(attribute)s.") % {"tag": tag.name, "attribute": f"{name}={value}"}
            )


def is_known(tag: str, attribute: str, value: str) -> bool:
    """Whether a tag may have an attribute with this value, among the words of a passage."""
    known = WORD_ATTRIBUTES.get(tag, {})
    if attribute not in known:
        return False
    values = known[attribute]
    return values is None or value in values


def flaw_of(passage: str) -> str:
    """What a passage may not hold, in words for whoever wrote it; nothing when all is well."""
    try:
        strings.StringValue.from_translated_html(passage)
    except ValueError as flaw:
        return str(flaw)
    return ""


def mend_passages() -> None:
    """Put the list in front of the library's: one check, and nothing else in a text rebuilt from its passages.

    Done once, when the site starts.
    """
    strings.INLINE_TAGS[:] = INLINE_TAGS
    strings.validate_element = check_passage
    parse, restore = strings.StringValue.from_translated_html.__func__, ingest.restore_strings

    def from_translated_html(cls: type[strings.StringValue], html: str) -> strings.StringValue:
        # Before any parser: each ends these elsewhere.
        if DECLARATION.search(html):
            raise ValueError(_("“<!” and “<?” cannot be written in a text."))
        return parse(cls, html)

    def restore_strings(template: str, passages: list[tuple[strings.StringValue, dict[str, Any] | None]]) -> str:
        # A number that no link of the French passage has is that of a link to nothing, and no error.
        known = [(passage, defaultdict(dict, links or {})) for passage, links in passages]
        return clean_stored(restore(template, known))

    strings.StringValue.from_translated_html = classmethod(from_translated_html)
    ingest.restore_strings = restore_strings


@dataclass(frozen=True)
class PassagePair:
    """A French passage and its translation, as they are written."""

    source: str
    translation: str


def passages_with_new_markup(translation: Translation) -> list[PassagePair]:
    """The passages with tags that the French ones do not have: for who reviews, and sees only a page."""
    return [
        passage
        for passage in translated_passages(translation)
        if Counter(TAG.findall(passage.translation)) - Counter(TAG.findall(passage.source))
    ]


def translated_passages(translation: Translation) -> list[PassagePair]:
    """The passages that would be published, in the order of the page."""
    segments = translation.source.stringsegment_set.order_by("order").annotate_translation(translation.target_locale)
    rows = segments.filter(translation__isnull=False).values_list("string__data", "translation")
    return [PassagePair(source, words) for source, words in rows]


def refuse_forbidden(translation: Translation) -> None:
    """Stop a draft of words and links that were stored before anybody looked at them.

    :raises core.translation.gate.TranslationNotReady: with the passages to correct, and why.
    """
    flaws = [
        _("“%(passage)s”: %(reason)s") % {"passage": passage.translation[:80], "reason": flaw}
        for passage in translated_passages(translation)
        if "<" in passage.translation and (flaw := flaw_of(passage.translation))
    ]
    flaws += [
        f"{replacement.now[:80]}: {replacement.flaw}" for replacement in replacements(translation) if replacement.flaw
    ]
    if flaws:
        raise TranslationNotReady(_("To correct in the translation: %(flaws)s") % {"flaws": " ".join(flaws)})
