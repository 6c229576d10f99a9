"""Taking the words out of a page, whatever its content: the library alone fails on some ordinary pages.

Three shapes make wagtail-localize 1.14 raise an error when a page is sent to translation (its issues 875, 918 and
935): an optional text that is stored as nothing, a key that is absent from stored content (older than the field, or
imported), a picture inside other blocks. A fourth is a tag with an attribute, which it knows of links alone: the
language of some words, what an abbreviation stands for. ``tests/core/translation`` says when a later version needs
none of this.
"""

from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail_localize.segments import extract
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor
from wagtail_localize.strings import StringValue

from core.markup import WORD_ATTRIBUTES
from core.translation.passages import is_known

#: Says which tag a link was, while the library takes a text apart. It puts a tag around a whole paragraph aside, where
#: no translator sees it, but for links; and an attribute here is of the words of its own language.
FORMER_TAG = "data-former-tag"


def mend_extraction() -> None:
    """Guard the library's extractor; done once, when the site starts."""
    if getattr(StreamFieldSegmentExtractor.handle_block, "is_mended", False):
        return
    handle = StreamFieldSegmentExtractor.handle_block
    take_apart = extract.extract_strings

    def handle_block(
        self: StreamFieldSegmentExtractor, block_type: blocks.Block, block_value: Any, raw_value: Any = None
    ) -> list[Any]:
        if isinstance(block_type, ImageBlock):
            if block_value is None:
                return []
            # The library reads the alternative text from the stored form, which it loses inside other blocks.
            raw_value = {"type": "picture", "value": block_type.get_prep_value(block_value)}
        elif block_value is None:
            return []
        return handle(self, block_type, block_value, raw_value=raw_value)

    def extract_strings(html: str | None) -> tuple[str, list[tuple[StringValue, dict[str, Any]]]]:
        template, passages = take_apart(with_links_only(html or ""))
        return with_former_tags(template), passages

    handle_block.is_mended = True  # type: ignore[attr-defined]  # our mark on a function
    StreamFieldSegmentExtractor.handle_block = handle_block
    extract.extract_strings = extract_strings
    StringValue.from_source_html = classmethod(passage_of)


def with_links_only(html: str) -> str:
    """A text whose tags with words of their own are links, which the library leaves in their passage."""
    if not any(f"<{tag} " in html for tag in WORD_ATTRIBUTES):
        return html
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(list(WORD_ATTRIBUTES)):
        if tag.attrs:
            tag.attrs[FORMER_TAG], tag.name = tag.name, "a"
    return str(soup)


def with_former_tags(html: str) -> str:
    """The same with the tags that they were."""
    if FORMER_TAG not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    restore_former_tags(soup)
    return str(soup)


def restore_former_tags(soup: Tag) -> None:
    """Give tags their names again, in place."""
    for tag in soup.find_all("a", attrs={FORMER_TAG: True}):
        tag.name = str(tag.attrs.pop(FORMER_TAG))


def passage_of(cls: type[StringValue], html: str) -> tuple[StringValue, dict[str, Any]]:
    """A passage for translators, and the addresses of its links; stands for the library's ``from_source_html``.

    A link has a number for its address. What is not on the list of :mod:`core.markup`, in a text that is older than the
    list, is left out: the French page shows none of it either.

    :param html: what the library found between two blocks of a text.
    """
    soup = BeautifulSoup(html, "html.parser")
    restore_former_tags(soup)
    links: dict[str, Any] = {}
    for node in list(soup.descendants):
        if isinstance(node, PreformattedString):
            node.extract()
        elif isinstance(node, Tag) and node.name == "a":
            if node.attrs:
                number = f"a{len(links) + 1}"
                links[number], node.attrs = node.attrs, {"id": number}
        elif isinstance(node, Tag):
            node.attrs = {name: value for name, value in node.attrs.items() if is_known(node.name, name, str(value))}
    return cls(str(soup)), links
