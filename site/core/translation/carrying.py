"""Which words of another language a changed French page still has: matched passage by passage, without a database.

The words of a passage stay with it wherever it goes on the page. A passage that was reworded keeps the words it had,
which are older than it; one that is new has none.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bs4 import BeautifulSoup

#: What no language changes: no letter at all, an e-mail address, the address of a page.
UNCHANGED = re.compile(r"[\W\d_]+|[\w.+-]+@[\w.-]+|https?://\S+")
#: The cells of a table are one unit: a row put in between moves those below it.
CELL = re.compile(r"\.(?:caption|heading\.\d+|cell\.\d+\.\d+)$")
#: The end of an address is that of one page, and lends its words to no other passage.
SLUG = "slug"


@dataclass(frozen=True)
class Passage:
    """A passage of a French page.

    path: where it stands, as wagtail-localize writes it: field, block, part. Those of one text share it.
    source: its French words, as HTML without attributes.
    """

    path: str
    source: str


@dataclass(frozen=True)
class Unread:
    """Words that somebody must read before readers do, and that stay so wherever they go.

    machine: the name of the machine that wrote them; nothing when a file says that they are unsure.
    """

    machine: str = ""


@dataclass(frozen=True)
class Translated:
    """A passage with its words in another language; none where readers are shown the French ones.

    french: French words that they really translate, when the passage was reworded since.
    unread: why nobody vouches for them yet; nothing when somebody does.
    """

    passage: Passage
    words: str | None
    french: str = ""
    unread: Unread | None = None


@dataclass(frozen=True)
class Carried:
    """Words that a passage has, the French passage that they translate, and whether it said something else then."""

    words: str
    of: Passage
    is_older: bool
    unread: Unread | None = None


def unit_of(path: str) -> str:
    """What a passage is one of several in: a text, or a table."""
    return CELL.sub("", path)


def needs_no_words(source: str) -> bool:
    """Whether a passage is the same in every language: a number, a sign, an address."""
    return UNCHANGED.fullmatch(source) is not None


def carry(known: Sequence[Translated], passages: Sequence[Passage]) -> list[Carried | None]:
    """Find for each passage of a page the words that it has.

    :param known: passages of an earlier state of the page, in its order, with their words.
    :param passages: those of the page as it is, in its order.
    :returns: one answer a passage, nothing for one without words.
    """
    here = {item.passage: item for item in known if item.words}
    anywhere = {item.passage.source: item for item in known if item.words and item.passage.path != SLUG}
    before = reworded(known, passages)
    found: list[Carried | None] = []
    for position, passage in enumerate(passages):
        if passage in here:
            found.append(carried(here[passage], passage))
        elif needs_no_words(passage.source):
            found.append(Carried(passage.source, passage, is_older=False))
        elif passage.path != SLUG and passage.source in anywhere:
            item = anywhere[passage.source]
            found.append(Carried(item.words or "", passage, is_older=False, unread=item.unread))
        elif (earlier := before.get(position)) and earlier.words:
            found.append(carried(earlier, passage))
        else:
            found.append(None)
    return found


def carried(item: Translated, passage: Passage) -> Carried:
    """The words of a passage, which were those of an earlier one.

    The end of an address is no older than another: it only has to be one.
    """
    french = passage.source if passage.path == SLUG else item.french or item.passage.source
    return Carried(
        item.words or "", Passage(passage.path, french), is_older=french != passage.source, unread=item.unread
    )


def reworded(known: Sequence[Translated], passages: Sequence[Passage]) -> dict[int, Translated]:
    """What stood in the place of each passage that was reworded, by its position among the passages.

    Within a unit, where as many passages go as come, each has taken the place of one.
    """
    then: dict[str, list[Translated]] = defaultdict(list)
    for item in known:
        then[unit_of(item.passage.path)].append(item)
    now: dict[str, list[int]] = defaultdict(list)
    for position, passage in enumerate(passages):
        now[unit_of(passage.path)].append(position)
    pairs: dict[int, Translated] = {}
    for unit, positions in now.items():
        earlier = then.get(unit, [])
        sources = [item.passage.source for item in earlier], [passages[position].source for position in positions]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, *sources, autojunk=False).get_opcodes():
            if tag == "replace" and i2 - i1 == j2 - j1:
                pairs |= dict(zip(positions[j1:j2], earlier[i1:i2], strict=True))
    return pairs


def with_links_of(words: str, known: Collection[str]) -> str:
    """The words of a passage without the links that its French words do not have.

    :param known: names of the links of the French passage.
    """
    soup = BeautifulSoup(words, "html.parser")
    strange = [element for element in soup.find_all(id=True) if element["id"] not in known]
    for element in strange:
        element.unwrap()
    return str(soup) if strange else words


def sources(known: Iterable[Translated]) -> list[str]:
    """The French words of passages that readers read, in order: not the end of the address."""
    return [item.passage.source for item in known if item.passage.path != SLUG]
