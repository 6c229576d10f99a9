"""Blocks that a French page has and its translation has no words for yet, and texts that it has no more."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from core.translation.carrying import Passage
from core.translation.words import Words

#: Blocks, and the items of a list in them, are known by such a name.
IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
#: What a block of mere text is made of. A picture, a link, a year, a document say more than words.
TEXT_BLOCKS = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.RichTextBlock,
    blocks.ChoiceBlock,
    blocks.BooleanBlock,
    TypedTableBlock,
)


def new_parts(left_out: Sequence[Passage], words: Words) -> set[str]:
    """The blocks, and the items of lists, to leave out whole: words are missing, and nothing of them was ever said.

    :param left_out: passages without words.
    :param words: of the earlier state of the page.
    :returns: identifiers.
    """
    paths = {item.passage.path for item in words.passages if item.words} | set(words.in_french)
    said = {prefix for path in paths for prefix, _name in parts_of(path)}
    found = set()
    for passage in left_out:
        new = [name for prefix, name in parts_of(passage.path) if prefix not in said]
        found.update(new[:1])
    return found


def parts_of(path: str) -> Iterator[tuple[str, str]]:
    """The blocks and items that a passage stands in, the largest first: the path to each, and its identifier."""
    steps = path.split(".")
    for position, step in enumerate(steps):
        if IDENTIFIER.fullmatch(step):
            yield ".".join(steps[: position + 1]), step


def without_parts(value: Any, identifiers: set[str]) -> Any:
    """A value of a block without some blocks and items, at any depth."""
    if not identifiers:
        return value
    if isinstance(value, StreamValue):
        for position in reversed(range(len(value))):
            if value[position].id in identifiers:
                del value[position]
            else:
                without_parts(value[position].value, identifiers)
    elif isinstance(value, ListValue):
        value.bound_blocks[:] = [item for item in value.bound_blocks if item.id not in identifiers]
        for item in value.bound_blocks:
            without_parts(item.value, identifiers)
    elif isinstance(value, blocks.StructValue):
        for part in value.values():
            without_parts(part, identifiers)
    return value


def keep_texts_taken_away(stream: StreamValue, before: StreamValue, french: Collection[str]) -> StreamValue:
    """A body with the mere texts that the French page no longer has, each after the one it stood behind.

    What replaces them may be what still waits for its words. Whatever holds more than words goes at once.

    :param before: the body as it was.
    :param french: identifiers of the blocks that the French page has, or had: one that somebody added by hand goes.
    """
    here = {block.id for block in stream}
    place = 0
    for block in before:
        if block.id in here:
            place = next(position for position, other in enumerate(stream) if other.id == block.id) + 1
        elif block.id in french and is_mere_text(block.block):
            stream.insert(place, (block.block_type, block.value, block.id))
            place += 1
    return stream


def is_mere_text(block: blocks.Block) -> bool:
    """Whether a kind of block holds words, and nothing that is true or false beside them."""
    if isinstance(block, blocks.ListBlock):
        return is_mere_text(block.child_block)
    if isinstance(block, blocks.StructBlock):
        return all(is_mere_text(child) for child in block.child_blocks.values())
    return isinstance(block, TEXT_BLOCKS)
