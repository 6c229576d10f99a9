"""What the body of a page is made of, and what of it is offered to editors today."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from core.blocks.clause import ClauseBlock
from core.blocks.figures import KeyFiguresBlock
from core.blocks.links import DocumentsBlock, LinkCardsBlock, NextSessionsBlock, SignUpBlock
from core.blocks.media import PictureBlock, PictureTextBlock, VideoBlock
from core.blocks.steps import StepsBlock
from core.blocks.tables import TableBlock
from core.blocks.text import (
    RICH_TEXT_FEATURES,
    CalloutBlock,
    ChecklistBlock,
    HeadingBlock,
    QuestionsBlock,
    QuoteBlock,
    RichTextBlock,
)


class BodyBlock(blocks.StreamBlock):
    """Everything the body of a page can be made of. One list for all page types: editors learn it once."""

    heading = HeadingBlock(max_length=120)
    rich_text = RichTextBlock(features=RICH_TEXT_FEATURES)
    picture = PictureBlock()
    picture_text = PictureTextBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    checklist = ChecklistBlock()
    clause = ClauseBlock()
    key_figures = KeyFiguresBlock()
    table = TableBlock()
    quote = QuoteBlock()
    questions = QuestionsBlock()
    documents = DocumentsBlock()
    video = VideoBlock()
    link_cards = LinkCardsBlock()
    next_sessions = NextSessionsBlock()
    sign_up = SignUpBlock()

    def not_offered(self) -> list[str]:
        """The names of the blocks that nobody may add now; those on a page already stay there."""
        return [name for name, block in self.child_blocks.items() if not getattr(block, "is_offered", True)]


class BodyBlockAdapter(StreamBlockAdapter):
    """The body in the form of a page; the list of blocks to choose from leaves some out (js/offered-blocks.js)."""

    js_constructor = "core.blocks.BodyBlock"

    def js_args(self, block: BodyBlock) -> list[Any]:
        *args, meta = super().js_args(block)
        return [*args, meta | {"notOffered": block.not_offered()}]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/offered-blocks.js"])


register(BodyBlockAdapter(), BodyBlock)
