"""How long the passages of a page may be: the limits that its fields and its blocks set."""

from collections.abc import Iterator
from typing import Any

from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page


def limits_of(page: Page) -> dict[str, int]:
    """The limit of each passage of a page that has one, in characters, by its path.

    :param page: the French page, of its own type.
    """
    return dict(limits_of_fields(page))


def limits_of_fields(page: Page) -> Iterator[tuple[str, int]]:
    """The limit of each field, and of what is in a field made of blocks."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from limits_of_block(None, field.value_from_object(page), field.name)
        elif limit := getattr(field, "max_length", None):
            yield field.name, limit


def limits_of_block(block: blocks.Block | None, value: Any, path: str) -> Iterator[tuple[str, int]]:
    """The limit of each text in the value of a block."""
    if isinstance(value, StreamValue):
        for child in value:
            yield from limits_of_block(child.block, child.value, f"{path}.{child.id}")
    elif isinstance(value, ListValue):
        for item in value.bound_blocks:
            yield from limits_of_block(item.block, item.value, f"{path}.{item.id}")
    elif isinstance(block, blocks.StructBlock):
        # Not the items of the value: of a picture, that is a row of another table.
        for name, child in block.child_blocks.items():
            part = value.get(name) if isinstance(value, blocks.StructValue) else None
            yield from limits_of_block(child, part, f"{path}.{name}")
    elif limit := getattr(getattr(block, "field", None), "max_length", None):
        yield path, limit
