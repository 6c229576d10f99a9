"""Blocks of words and addresses, those of the libraries too, clean what is typed in them as forms do."""

from collections.abc import Callable
from typing import Any

from wagtail import blocks
from wagtail.rich_text import RichText

from core.typed_fields import clean_rich_text
from core.typed_text import clean_typed
from core.web_addresses import clean_address

CLEANERS: dict[type[blocks.FieldBlock], Callable[[Any], Any]] = {
    blocks.CharBlock: lambda value: clean_typed(value, lines=False),
    blocks.TextBlock: clean_typed,
    blocks.URLBlock: clean_address,
    blocks.EmailBlock: lambda value: clean_typed(value, lines=False),
    blocks.RichTextBlock: lambda value: RichText(clean_rich_text(value.source)),
}


def cleaned(block: blocks.FieldBlock, value: Any) -> Any:
    """A value as its block keeps it.

    :raises ValidationError: see the cleaner of its kind.
    """
    for kind, clean in CLEANERS.items():
        if value and isinstance(block, kind):
            return clean(value)
    return value


def clean_what_is_typed() -> None:
    """Have each block of one field clean its value before it looks at it; called once, when the site starts.

    Here and not in classes of our own: blocks of the libraries (the alternative text of a picture, a cell of a table)
    are made of Wagtail's, and a migration must not depend on how texts are cleaned.
    """
    look_at = blocks.FieldBlock.clean

    def clean(self: blocks.FieldBlock, value: Any) -> Any:
        return look_at(self, cleaned(self, value))

    blocks.FieldBlock.clean = clean
