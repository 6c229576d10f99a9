"""The texts in a value of blocks, at any depth, with the block that each stands in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import chain
from typing import Any

from bs4 import BeautifulSoup
from django.db.models import CharField, Model, SlugField, TextField, URLField
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText

#: What ends a line: the words of two paragraphs are not one text.
BREAK = re.compile(r"</(?:p|li|h3|h4)>|<br/?>")
#: No tag holds the beginning of another: a text of nothing but “<” is read once.
TAG = re.compile(r"<[^<>]*>")
#: Columns that are no words: addresses, and what Wagtail repeats.
NO_WORDS = frozenset({"url_path", "path", "draft_title"})


@dataclass(frozen=True)
class Words:
    """A text as it is stored.

    :param text: plain, or HTML.
    :param place: the block it stands in, in words for the editor; empty outside of blocks.
    :param address: where a link leads that has these words alone.
    """

    text: str
    place: str = ""
    is_html: bool = False
    address: str = ""

    @cached_property
    def plain(self) -> str:
        """The same as readers read it."""
        return unescape(TAG.sub("", BREAK.sub("\n", self.text))) if self.is_html else self.text

    @property
    def links(self) -> Iterator[tuple[str, str]]:
        """The words of each link to another site, and where it leads."""
        if self.address:
            yield self.text, self.address
        if self.is_html and "href=" in self.text:
            for link in BeautifulSoup(self.text, "html.parser").find_all("a", href=True):
                yield link.get_text(), str(link["href"])


#: In a block, the words that name an address, and the name of the address; see :class:`core.blocks.LinkBlock`.
NAMED_ADDRESSES = (("label", "url"), ("title", "url"), ("source", "source_url"))


def texts_in(value: Any, place: str = "") -> Iterator[Words]:
    """Every text of a value of a StreamField, or of a block in it.

    :param place: the block that it is the value of, in words for the editor.
    """
    found: Iterable[Words]
    if isinstance(value, str):
        found = [Words(value, place)]
    elif isinstance(value, RichText):
        found = [Words(value.source, place, is_html=True)]
    elif isinstance(value, TypedTable):
        found = [Words(text, place) for text in texts_of_table(value)]
    elif isinstance(value, StreamValue):
        found = chain.from_iterable(
            texts_in(block.value, place or name_of(block.block, block.value)) for block in value
        )
    elif isinstance(value, StructValue):
        found = texts_in_struct(value, place)
    elif isinstance(value, ListValue):
        found = chain.from_iterable(texts_in(item, place) for item in value)
    else:
        # Of a picture, what stands for it; of a number, a day or a page, nothing.
        found = [Words(getattr(value, "contextual_alt_text", None) or "", place)]
    return (words for words in found if words.text)


def texts_of_table(table: TypedTable) -> list[str]:
    """Caption, headings and cells of a table."""
    cells = [str(cell.value or "") for row in table.rows for cell in row]
    return [table.caption or "", *(column["heading"] or "" for column in table.columns), *cells]


def texts_in_struct(value: StructValue, place: str) -> Iterator[Words]:
    """The texts of a block with fields; a name is given with the address that it names."""
    addresses = {words: value.get(url) or "" for words, url in NAMED_ADDRESSES}
    for name, part in value.items():
        if isinstance(part, str) and part and addresses.get(name):
            yield Words(part, place, address=addresses[name])
        else:
            yield from texts_in(part, place)


def name_of(block: Any, value: Any) -> str:
    """A block in words for the editor: its kind, and its title where it has one."""
    title = value.get("title") if isinstance(value, StructValue) else ""
    return f"{block.label} « {title} »" if title else str(block.label)


def texts_of_row(row: Model) -> Iterator[tuple[str, Words]]:
    """The texts of a row of the database, each with the name of its column.

    :param row: a page, a setting, a term.
    """
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        if isinstance(value, StreamValue):
            for words in texts_in(value):
                yield field.name, words
        elif value and isinstance(field, CharField | TextField) and not is_no_text(field):
            yield field.name, Words(value, is_html="<" in value)


def is_no_text(field: CharField | TextField) -> bool:
    """Whether a column of letters holds no words that somebody reads."""
    return bool(field.choices) or isinstance(field, URLField | SlugField) or field.name in NO_WORDS
