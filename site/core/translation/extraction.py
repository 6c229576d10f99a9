"""Taking the words out of a page, whatever its content: the library alone fails on some ordinary pages.

Three shapes make wagtail-localize 1.14 raise an error when a page is sent to translation (its issues 875, 918 and
935): an optional text that is stored as nothing, a key that is absent from stored content (older than the field, or
imported), a picture inside other blocks. ``tests/core/translation`` says when a later version needs none of this.
"""

from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor


def mend_extraction() -> None:
    """Guard the library's extractor; done once, when the site starts."""
    if getattr(StreamFieldSegmentExtractor.handle_block, "is_mended", False):
        return
    extract = StreamFieldSegmentExtractor.handle_block

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
        return extract(self, block_type, block_value, raw_value=raw_value)

    handle_block.is_mended = True  # type: ignore[attr-defined]  # our mark on a function
    StreamFieldSegmentExtractor.handle_block = handle_block
