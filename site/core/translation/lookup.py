"""What was translated before, looked up: passages like one in hand, and passages that say some words."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from uuid import UUID

from django.utils.functional import cached_property
from django.utils.html import strip_tags
from rapidfuzz import fuzz, process
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation

from core.alphabetical import sort_key
from core.enums import PassageOrigin
from core.models import PassageMark
from core.translation.carrying import SLUG, needs_no_words

#: How alike a French passage must be to one translated before for its words to help (in hundredths, of the same).
ALIKE = 70
SUGGESTIONS = 3
#: How many passages a search shows, and how many letters around the words found.
FOUND = 10
AROUND = 80
#: Passages of fewer letters are like too many others.
SHORTEST = 3


@dataclass(frozen=True)
class Earlier:
    """A passage translated before.

    :param french: the passage that the words translate, as HTML.
    :param words: its translation, the same way.
    :param pages: keys of the French pages that say it, as far as they are still there.
    :param likeness: to the passage in hand, in hundredths.
    """

    french: str
    words: str
    pages: frozenset[UUID]
    likeness: int = 0

    @property
    def is_same(self) -> bool:
        """Whether it translates the very passage in hand."""
        return self.likeness == 100


class Memory:
    """All that was translated into a language: each French passage with each of its translations, once.

    What somebody marked as unsure, or a machine wrote and nobody read, is left out; words that are older than their
    French text stand with the text they translate.
    """

    def __init__(self, locale: Locale):
        self.locale = locale

    @cached_property
    def pairs(self) -> dict[tuple[str, str], set[UUID]]:
        """French passages and their words, with the pages that say them; the latest come last."""
        rows = (
            StringTranslation.objects.filter(locale=self.locale, has_error=False)
            .exclude(data="")
            .exclude(context__path=SLUG)
            .exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
            .order_by("updated_at", "pk")
            .values_list("pk", "translation_of__data", "data", "context__object_id")
        )
        marks = PassageMark.objects.filter(translation__locale=self.locale).exclude(origin=PassageOrigin.CONFIRMED)
        origins = {key: mark for key, *mark in marks.values_list("translation", "origin", "french")}
        found: dict[tuple[str, str], set[UUID]] = {}
        for key, french, words, page in rows:
            origin, older = origins.get(key, ("", ""))
            if origin == PassageOrigin.FUZZY or needs_no_words(french):
                continue
            found.setdefault((older if origin == PassageOrigin.OLDER else french, words), set()).add(page)
        return found

    def like(self, french: str) -> list[Earlier]:
        """The passages most like one, the most alike first, each translation once.

        :param french: the passage in hand, as HTML.
        """
        wanted = plain(french)
        if len(wanted) < SHORTEST:
            return []
        pairs = list(self.pairs)
        texts = [plain(before) for before, _words in pairs]
        ranked = process.extract(wanted, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        suggested: dict[str, Earlier] = {}
        # Of equals, the latest: it was chosen knowing the others.
        for _text, score, place in sorted(ranked, key=lambda match: (-match[1], -match[2])):
            before, words = pairs[place]
            # A hundred is for what is the same to the last mark.
            likeness = 100 if before == french else min(99, round(score))
            suggested.setdefault(words, Earlier(before, words, frozenset(self.pairs[before, words]), likeness))
        return sorted(suggested.values(), key=lambda earlier: -earlier.likeness)[:SUGGESTIONS]

    def saying(self, query: str) -> list[Earlier]:
        """The passages that say all the words of a question, in French or in the other language.

        Those that say them in a row come first; of equals, the latest.

        :param query: words, or parts of words; capitals and accents do not matter.
        """
        wanted = sort_key(query).split()
        if not wanted:
            return []
        together: list[Earlier] = []
        apart: list[Earlier] = []
        for (french, words), pages in reversed(self.pairs.items()):
            texts = [sort_key(plain(text)) for text in (french, words)]
            if any(all(word in text for word in wanted) for text in texts):
                rank = together if any(" ".join(wanted) in text for text in texts) else apart
                rank.append(Earlier(french, words, frozenset(pages)))
        return [*together, *apart][:FOUND]


@dataclass(frozen=True)
class Excerpt:
    """A part of a text around words that were looked for; all of it up to the end where they are not in it."""

    before: str
    match: str
    after: str


def excerpt(html: str, query: str) -> Excerpt:
    """The part of a passage around the first words found, with what stands on both sides.

    :param html: the passage.
    :param query: what was looked for; capitals and accents do not matter.
    """
    text = plain(html)
    # A letter may be folded into two (œ), or none (an accent alone): each remembers whose it is.
    folded = [(part, place) for place, letter in enumerate(text) for part in sort_key(letter)]
    searched = "".join(part for part, _place in folded)
    phrase = " ".join(sort_key(query).split())
    starts = [(searched.find(words), len(words)) for words in [phrase, *phrase.split()] if words in searched]
    start, length = starts[0] if starts and phrase else (0, 0)
    first = folded[start][1] if length else 0
    end = folded[start + length - 1][1] + 1 if length else 0
    before, after = text[max(0, first - AROUND) : first], text[end : end + AROUND * (1 if length else 2)]
    return Excerpt(
        ("…" if first > AROUND else "") + before,
        text[first:end],
        after + ("…" if end + len(after) < len(text) else ""),
    )


def plain(html: str) -> str:
    """The words of a passage, as somebody reads them."""
    return unescape(strip_tags(html))


def titles_of(found: Iterable[Earlier], language: Locale) -> dict[UUID, str]:
    """The titles of the French pages that say some passages, by key."""
    keys = {key for earlier in found for key in earlier.pages}
    pages = Page.objects.filter(translation_key__in=keys, locale=language)
    return dict(pages.values_list("translation_key", "title"))
