"""Which words of a page edited by hand translate which French passage: matched without a database.

Three states of each text are compared: the words as the site last wrote them, as they stand on the page now, and the
French passages with the words that translators had. What somebody changed by hand is where the first two differ.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from bs4 import BeautifulSoup
from wagtail.blocks import StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue

from core.translation.carrying import Translated, needs_no_words, unit_of
from core.translation.doubts import digits_of


@dataclass(frozen=True)
class Pair:
    """A French passage, by its position, and the passage of the page edited by hand that stands for it, by its own.

    before: the position, on the page as the site last wrote it, of what that passage was made from.
    """

    french: int
    now: int
    before: int | None


def match(
    french: Sequence[Translated], before: Sequence[tuple[str, str]], now: Sequence[tuple[str, str]]
) -> list[Pair]:
    """Pair the passages of a page with the French ones, text by text, table by table.

    :param french: in the order of the page, with the words that translators had.
    :param before: place and words of the page as the site last wrote it; nothing when it never did.
    :param now: place and words of the page as somebody left it.
    """
    french_units = by_unit(item.passage.path for item in french)
    now_units, before_units = by_unit(path for path, _words in now), by_unit(path for path, _words in before)
    pairs = []
    for unit, places in french_units.items():
        theirs, earlier = now_units.get(unit, []), before_units.get(unit, [])
        found = match_unit(
            [french[place].words for place in places],
            [before[place][1] for place in earlier],
            [now[place][1] for place in theirs],
        )
        pairs += [
            Pair(places[pair.french], theirs[pair.now], None if pair.before is None else earlier[pair.before])
            for pair in found
        ]
    return pairs


def by_unit(paths: Iterable[str]) -> dict[str, list[int]]:
    """The positions of the passages of each text or table."""
    units: dict[str, list[int]] = defaultdict(list)
    for position, path in enumerate(paths):
        units[unit_of(path)].append(position)
    return units


def match_unit(known: Sequence[str | None], before: Sequence[str], now: Sequence[str]) -> list[Pair]:
    """Pair the passages of one text.

    :param known: for each French passage, the words that translators had.
    """
    origins = origins_of(before, now)
    by_origin = {origin: place for place, origin in origins.items()}
    pairs, unused = [], list(range(len(before)))
    for place, words in enumerate(known):
        origin = next((position for position in unused if before[position] == words), None)
        if origin is not None:
            unused.remove(origin)
            if origin in by_origin:
                pairs.append(Pair(place, by_origin[origin], origin))
    free = [place for place in range(len(known)) if place not in {pair.french for pair in pairs}]
    taken = {pair.now for pair in pairs}
    # What stands as the site wrote it, for a passage that the French page has no more, stands for no other.
    left = [place for place in range(len(now)) if place not in taken and not is_unchanged(place, origins, before, now)]
    if len(free) != len(left):
        free = [place for place in free if not known[place]]
    return pairs + [Pair(place, other, origins.get(other)) for place, other in zip(free, left, strict=False)]


def is_unchanged(place: int, origins: Mapping[int, int], before: Sequence[str], now: Sequence[str]) -> bool:
    """Whether nobody touched a passage."""
    return place in origins and before[origins[place]] == now[place]


def origins_of(before: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """What each passage of a text was made from: itself, or what stood in its place; a passage may have moved."""
    origins: dict[int, int] = {}
    gone: list[int] = []
    come: list[int] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal":
            origins |= dict(zip(range(j1, j2), range(i1, i2), strict=True))
        else:
            found = {j1 + come: i1 + gone for gone, come in most_alike(before[i1:i2], now[j1:j2])}
            origins |= found
            gone += set(range(i1, i2)) - set(found.values())
            come += set(range(j1, j2)) - set(found)
    for place in come:
        origin = next((position for position in gone if before[position] == now[place]), None)
        if origin is not None:
            gone.remove(origin)
            origins[place] = origin
    return origins


def most_alike(some: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pair the texts of two lists in their order: all of the shorter one, each with the text most like it."""
    if len(some) > len(others):
        yield from ((place, other) for other, place in most_alike(others, some))
        return
    first = 0
    for place, text in enumerate(some):
        window = range(first, len(others) - len(some) + place + 1)
        best = max(window, key=lambda other: SequenceMatcher(None, text, others[other], autojunk=False).ratio())
        yield place, best
        first = best + 1


def contradicts(french: str, words: str) -> bool:
    """Whether words would say another fact than a French passage that is the same in every language.

    How a language writes a number is its own business: its digits are not.
    """
    if not needs_no_words(french) or french == words:
        return False
    return digits_of(BeautifulSoup(french, "html.parser")) != digits_of(BeautifulSoup(words, "html.parser"))


def counterparts(french: Any, other: Any) -> Iterator[tuple[str, str]]:
    """The blocks and items of a body with the French ones that they stand for, by their names, at any depth.

    A page that was made from the French one knows its blocks by the same names. Where two bodies, or two lists, share
    none, somebody wrote one of them anew: blocks are taken by their kind and order, items by their order.
    """
    if isinstance(french, StreamValue):
        yield from of_members(other, french, [block.block_type for block in other], [b.block_type for b in french])
    elif isinstance(french, ListValue):
        mine, theirs = list(other.bound_blocks), list(french.bound_blocks)
        yield from of_members(mine, theirs, ["item"] * len(mine), ["item"] * len(theirs))
    elif isinstance(french, StructValue):
        for name, value in french.items():
            yield from counterparts(value, other.get(name))


def of_members(
    mine: Any, theirs: Any, my_kinds: Sequence[str], their_kinds: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The same of the members of a body or a list, and of what is in them."""
    known = {member.id: member for member in theirs}
    pairs = [(member, known[member.id]) for member in mine if member.id in known]
    if not pairs:
        blocks = SequenceMatcher(None, my_kinds, their_kinds, autojunk=False).get_matching_blocks()
        pairs = [(mine[i + step], theirs[j + step]) for i, j, size in blocks for step in range(size)]
    for member, counterpart in pairs:
        yield member.id, counterpart.id
        yield from counterparts(counterpart.value, member.value)
