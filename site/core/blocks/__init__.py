from core.blocks.body import BodyBlock
from core.blocks.clause import ClauseBlock
from core.blocks.days import DayBlock
from core.blocks.figures import KeyFiguresBlock, SourcedFigureBlock
from core.blocks.law import LegalReferencesBlock
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
    "DayBlock",
    "DocumentsBlock",
    "HeadingBlock",
    "KeyFiguresBlock",
    "LegalReferencesBlock",
    "LinkBlock",
    "LinkCardsBlock",
    "NextSessionsBlock",
    "PictureBlock",
    "PictureTextBlock",
    "QuestionsBlock",
    "QuoteBlock",
    "RichTextBlock",
    "SignUpBlock",
    "SourcedFigureBlock",
    "StepBlock",
    "StepsBlock",
    "TableBlock",
    "VideoBlock",
]
