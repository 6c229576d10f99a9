"""What wagtail-localize is to put into a page, in place of what it took from the French one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from bs4 import BeautifulSoup, Tag
from wagtail.models import Page
from wagtail_localize.segments import (
    OverridableSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from core.translation.carrying import SLUG, Carried, Passage, Translated, carry, with_links_of
from core.translation.words import Override, Words

#: Elements of a rich text that go with the last words in them.
PARAGRAPHS = ("p", "li", "ul", "ol", "h2", "h3", "h4", "h5", "h6", "blockquote")


class Filling:
    """The passages of a French page, each with its words in another language.

    carried: what each passage says, in the order of the page; nothing where it has no words.
    left_out: those that readers are not shown.
    overrides: what the translation has of its own.
    """

    def __init__(self, french: Page, page: Page, words: Words, *, in_french: bool) -> None:
        self.segments: Sequence[Any] = extract_segments(french)
        passages = [passage_of(segment) for segment in self.segments if isinstance(segment, StringSegmentValue)]
        self.carried: dict[Passage, Carried | None] = dict(zip(passages, carry(words.passages, passages), strict=True))
        # The end of an address is the page's own: other sites and readers have it.
        address = Passage(SLUG, french.slug)
        if page.first_published_at and not self.carried.get(address):
            self.carried[address] = Carried(page.slug, address, is_older=False)
        gaps = [passage for passage, found in self.carried.items() if not found]
        self.left_out = [] if in_french else [gap for gap in gaps if gap.path not in words.in_french]
        self.overrides = self.valid(words)

    def valid(self, words: Words) -> dict[str, Override]:
        """The choices of a translation whose French counterpart is still what it was."""
        french = {
            segment.path: segment.data for segment in self.segments if isinstance(segment, OverridableSegmentValue)
        }
        return {path: own for path, own in words.overrides.items() if path in french and french[path] == own.french}

    def words(self) -> Words:
        """What the page says; a passage shown in French has no words of its own."""
        gone = set(self.left_out)
        passages = [
            Translated(found.of, found.words) if found else Translated(passage, None)
            for passage, found in self.carried.items()
            if passage not in gone
        ]
        return Words(passages, self.overrides, frozenset(item.passage.path for item in passages if not item.words))

    def values(self) -> Iterator[Any]:
        """The segments of the page, filled in."""
        gaps = self.gaps()
        for segment in self.segments:
            if isinstance(segment, StringSegmentValue):
                yield self.with_its_words(segment)
            elif isinstance(segment, TemplateSegmentValue):
                yield without_paragraphs(segment, gaps[segment.path])
            elif segment.path in self.overrides:
                yield OverridableSegmentValue(segment.path, self.overrides[segment.path].chosen, order=segment.order)

    def gaps(self) -> dict[str, set[int]]:
        """By the path of a text, the positions in it of the passages that are left out."""
        gone, found = set(self.left_out), defaultdict(set)
        count: dict[str, int] = defaultdict(int)
        for segment in self.segments:
            if isinstance(segment, StringSegmentValue):
                if passage_of(segment) in gone:
                    found[segment.path].add(count[segment.path])
                count[segment.path] += 1
        return found

    def with_its_words(self, segment: StringSegmentValue) -> StringSegmentValue:
        """A passage in the other language: in French where that is shown, and empty where it is left out.

        A link that the French passage no longer has goes, and its words stay.
        """
        passage = passage_of(segment)
        if found := self.carried[passage]:
            words = with_links_of(found.words, segment.attrs or {})
        elif passage in self.left_out:
            words = ""
        else:
            return segment
        return StringSegmentValue(segment.path, StringValue(words), attrs=segment.attrs, order=segment.order)


def passage_of(segment: StringSegmentValue) -> Passage:
    """A segment of the library, as a passage."""
    return Passage(segment.path, segment.string.data)


def without_paragraphs(template: TemplateSegmentValue, missing: set[int]) -> TemplateSegmentValue:
    """A rich text without the paragraphs that would be empty.

    :param missing: positions of the passages that have no words.
    """
    if not missing:
        return template
    soup = BeautifulSoup(template.template, "html.parser")
    for place in soup.find_all("text"):
        if int(str(place["position"])) in missing:
            remove_with_what_it_empties(place)
    return TemplateSegmentValue(template.path, template.format, str(soup), template.string_count, order=template.order)


def remove_with_what_it_empties(element: Tag) -> None:
    """Remove an element, and each paragraph or list around it in which nothing is left."""
    around = element.parent
    element.decompose()
    while around is not None and around.name in PARAGRAPHS and is_empty(around):
        emptied, around = around, around.parent
        emptied.decompose()


def is_empty(element: Tag) -> bool:
    """Whether an element holds no word, and no place for words."""
    return not element.get_text(strip=True) and element.find(["text", "embed", "img"]) is None
