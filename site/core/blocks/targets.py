"""The pages that a stream of blocks leads to."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page


def target_pages(value: Any) -> Iterator[Page]:
    """Every page chosen in a value of a block, at any depth.

    :param value: the value of a StreamField, or of a block in it.
    """
    if isinstance(value, Page):
        yield value
    elif isinstance(value, StreamValue):
        for block in value:
            yield from target_pages(block.value)
    elif isinstance(value, StructValue):
        for part in value.values():
            yield from target_pages(part)
    elif isinstance(value, ListValue):
        for item in value:
            yield from target_pages(item)
