"""A page edited by hand beside its French page: what becomes of it when it is its translation again.

The library's way back (“Start Synced translation”) puts the words of before over those written by hand. Here these are
taken over, as translations of the French passages at the same place; what has no place there is named first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationLog
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component

from core.translation.carrying import SLUG, Passage, Translated
from core.translation.filling import passage_of
from core.translation.matching import Pair, contradicts, counterparts, match
from core.translation.progress import translation_of
from core.translation.rendering import streams_of
from core.translation.replaced import name_of
from core.translation.words import words_in_hand


def french_page_of(page: Page) -> Page | None:
    """The French page that a page stands for, of the same type, as it is online."""
    model = type(page.specific)
    return model.objects.filter(translation_key=page.translation_key, locale=Locale.get_default()).first()


@dataclass(frozen=True)
class Fact:
    """What a page shows beside words: a link, or the row that a picture, a document or a page is."""

    path: str
    value: Any


class Content:
    """What a page says, and what it shows beside words, each by its place."""

    def __init__(self, page: Page, names: Mapping[str, str]) -> None:
        """Take a page apart.

        :param names: its blocks, and the French ones that they stand for.
        """
        segments = extract_segments(page)
        self.page = page
        self.strings = [segment for segment in segments if isinstance(segment, StringSegmentValue)]
        self.passages = [(renamed(segment.path, names), segment.string.data) for segment in self.strings]
        self.facts = {
            renamed(segment.path, names): Fact(segment.path, segment.data)
            for segment in segments
            # The links of a text are known by their number, in its passages.
            if isinstance(segment, OverridableSegmentValue) and not segment.path.endswith("'")
        }

    def links(self, position: int) -> Mapping[str, Any]:
        """The links of a passage, by their number."""
        return self.strings[position].attrs or {}

    def value(self, path: str) -> Any:
        """What stands at a place; nothing where there is none."""
        return self.facts[path].value if path in self.facts else None

    def named(self, path: str) -> str:
        """What stands at a place, for people: the name of its field or its block, and its address if it is one."""
        fact = self.facts[path]
        name, *steps = fact.path.split(".")
        place = self.page._meta.get_field(name)
        if isinstance(place, StreamField):
            place = next(block.block for block in place.value_from_object(self.page) if block.id == steps[0])
        return f"{name_of(place)}\u00a0: {fact.value}" if isinstance(fact.value, str) else name_of(place)


def renamed(path: str, names: Mapping[str, str]) -> str:
    """A place, by the names of the French blocks."""
    return ".".join(names.get(step, step) for step in path.split("."))


def last_written(translation: Translation | None, page: Page) -> Page | None:
    """The page as the site last made it from its French page; nothing when it never did, or nobody knows any more."""
    logs = TranslationLog.objects.filter(
        source__translations=translation, locale=page.locale_id, revision__object_id=str(page.pk)
    )
    log = logs.select_related("revision").order_by("created_at", "pk").last() if translation else None
    return log.revision.as_object() if log else None


@dataclass(frozen=True)
class Taken:
    """Words of the page edited by hand that become those of a French passage.

    older_than: French words that the passage had when translators last saw it.
    """

    passage: Passage
    words: str
    older_than: str = ""


@dataclass
class Plan:
    """What becomes of a page that is tied to its French page.

    taken: words taken over; kept: how many passages have the words that they had.
    chosen: links, pictures and documents of its own, by place; followed: those that are the French ones again.
    returning: French passages that the page says no more, with the words that they had.
    missing: French passages without words.
    leaving: what has no place in the French page, as it is written.
    """

    taken: list[Taken] = field(default_factory=list)
    kept: int = 0
    chosen: dict[str, Any] = field(default_factory=dict)
    followed: list[str] = field(default_factory=list)
    returning: list[Translated] = field(default_factory=list)
    missing: list[Passage] = field(default_factory=list)
    leaving: list[str] = field(default_factory=list)


class Tying:
    """A page edited by hand, as its last version is, and its French page."""

    def __init__(self, page: Page, french: Page) -> None:
        self.translation = translation_of(page)
        hand = page.get_latest_revision_as_object()
        names: dict[str, str] = {}
        # A page that the site once made knows the French blocks by their names: another name is another block.
        for stream in [] if self.translation else streams_of(french):
            names |= dict(counterparts(stream.value_from_object(french), stream.value_from_object(hand)))
        self.french, self.now = Content(french, {}), Content(hand, names)
        last = last_written(self.translation, page)
        self.written = Content(last, {}) if last else None
        self.known = self.passages_known()
        self.before = self.written.passages if self.written else [
            (item.passage.path, item.words) for item in self.known if item.words
        ]  # fmt: skip

    def passages_known(self) -> list[Translated]:
        """The French passages, with the words that translators had."""
        words = words_in_hand(self.translation).passages if self.translation else []
        found = {item.passage: item for item in words}
        passages = [passage_of(segment) for segment in self.french.strings]
        return [found.get(passage, Translated(passage, None)) for passage in passages]

    @cached_property
    def plan(self) -> Plan:
        """What is taken over, what leaves, what will be missing."""
        plan, placed = Plan(), set()
        said: dict[Passage, str] = {}
        pairs = {pair.french: pair for pair in match(self.known, self.before, self.now.passages)}
        for position, item in enumerate(self.known):
            pair = pairs.get(position)
            words = self.now.passages[pair.now][1] if pair else ""
            # One passage that a text says twice has one translation.
            if pair and not contradicts(item.passage.source, words) and said.setdefault(item.passage, words) == words:
                placed.add(pair.now)
                self.take(plan, item, pair)
                self.take_links(plan, pair)
            elif item.words:
                plan.returning.append(item)
            else:
                plan.missing.append(item.passage)
        plan.missing = [passage for passage in dict.fromkeys(plan.missing) if passage not in said]
        plan.leaving += [words for place, (_path, words) in enumerate(self.now.passages) if place not in placed]
        self.take_facts(plan)
        return plan

    def take(self, plan: Plan, item: Translated, pair: Pair) -> None:
        """Take over the words of a passage that somebody changed by hand, or that translators never had."""
        words = self.now.passages[pair.now][1]
        is_untouched = pair.before is not None and self.before[pair.before][1] == words
        if item.words and (is_untouched or item.words == words):
            plan.kept += is_read(item.passage)
        else:
            plan.taken.append(Taken(item.passage, words, item.french))

    def take_links(self, plan: Plan, pair: Pair) -> None:
        """Take over the links of a passage that somebody changed by hand, each for the French one of its number."""
        french = self.french.links(pair.french)
        earlier = self.written.links(pair.before) if self.written and pair.before is not None else {}
        for number, link in self.now.links(pair.now).items():
            theirs = french.get(number, {})
            place = f"{self.french.strings[pair.french].path}.{quote_path_component(theirs.get('href', ''))}"
            if link == theirs:
                plan.followed.append(place)
            elif link != earlier.get(number):
                # A link to a page of the site has no address that a translation could replace.
                if "href" in link and "href" in theirs and plan.chosen.setdefault(place, link["href"]) == link["href"]:
                    continue
                plan.leaving.append(link.get("href") or f"{link.get('linktype')} {link.get('id')}")

    def take_facts(self, plan: Plan) -> None:
        """Take over the links, pictures and documents that somebody chose by hand."""
        for path, fact in self.now.facts.items():
            is_untouched = self.written is not None and self.written.value(path) == fact.value
            if path not in self.french.facts:
                if not is_untouched:
                    plan.leaving.append(self.now.named(path))
            elif fact.value == self.french.value(path):
                plan.followed.append(path)
            elif not is_untouched:
                plan.chosen[path] = fact.value


def is_read(passage: Passage) -> bool:
    """Whether readers read a passage: not the end of an address."""
    return passage.path != SLUG
