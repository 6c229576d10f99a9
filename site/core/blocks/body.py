from wagtail import blocks

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
