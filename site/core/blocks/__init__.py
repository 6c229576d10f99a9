from core.blocks.body import BodyBlock
from core.blocks.clause import ClauseBlock
from core.blocks.figures import FigureBlock, KeyFiguresBlock
from core.blocks.links import DocumentsBlock, LinkBlock, LinkCardsBlock, NextSessionsBlock, SignUpBlock
from core.blocks.media import PictureBlock, PictureTextBlock, VideoBlock
from core.blocks.steps import StepBlock, StepsBlock
from core.blocks.tables import AccessibleTableBlock, TableBlock
from core.blocks.text import (
    CalloutBlock,
    ChecklistBlock,
    HeadingBlock,
    QuestionsBlock,
    QuoteBlock,
    RichTextBlock,
)

__all__ = [
    "AccessibleTableBlock",
    "BodyBlock",
    "CalloutBlock",
    "ChecklistBlock",
    "ClauseBlock",
    "DocumentsBlock",
    "FigureBlock",
    "HeadingBlock",
    "KeyFiguresBlock",
    "LinkBlock",
    "LinkCardsBlock",
    "NextSessionsBlock",
    "PictureBlock",
    "PictureTextBlock",
    "QuestionsBlock",
    "QuoteBlock",
    "RichTextBlock",
    "SignUpBlock",
    "StepBlock",
    "StepsBlock",
    "TableBlock",
    "VideoBlock",
]
