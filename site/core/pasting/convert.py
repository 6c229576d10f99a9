"""What was pasted, as blocks: the one function between a clipboard and a page."""

from dataclasses import dataclass
from typing import Any

from core.markup import clean_stored
from core.pasting.notes import sentences
from core.pasting.parts import Losses, Paragraph, Part, Run, Style, Table, lines_of
from core.pasting.reading import read
from core.pasting.tables import MOST_CELLS, rows_of, without_layout
from core.pasting.writing import rich_text

#: A section heading of a page, and the name of a column.
LONGEST_TITLE = 120
HEADING, TEXT_BLOCK, TABLE = "heading", "rich_text", "table"


@dataclass(frozen=True)
class Pasted:
    """What to insert, and what to say about it."""

    #: Pairs: the name of a block of the body, and its value as the database holds it.
    blocks: list[tuple[str, Any]]
    notes: list[str]


def blocks_of(html: str, *, beside: frozenset[str] = frozenset(), subheadings: bool = True) -> Pasted:
    """Return clipboard HTML as blocks of the body of a page.

    :param html: as Word, LibreOffice, Google Docs, Outlook, Excel or a browser gives it; anything else is read as well.
    :param beside: names of the blocks that may stand beside the text: ``heading``, ``table``. Without them, titles are
        subheadings, and tables are lines.
    :param subheadings: whether the text may have subheadings of its own: else they are words in bold.
    :raises ValidationError: as :func:`core.pasting.cleaning.cleaned`.
    """
    losses = Losses()
    parts = without_layout(read(html, losses))
    tags = _titles(parts, part_titles=HEADING in beside, subheadings=subheadings)
    blocks: list[tuple[str, Any]] = []
    paragraphs: list[Paragraph] = []
    # A title that is no section heading, for its length, stands as high as a text has one.
    inside = {level: tag if tag != HEADING else "h3" if subheadings else "p" for level, tag in tags.items()}

    def end_text() -> None:
        if html := clean_stored(rich_text(paragraphs, inside)):
            blocks.append((TEXT_BLOCK, html))
        paragraphs.clear()

    for part in parts:
        if isinstance(part, Table):
            value = _table(part, losses) if TABLE in beside else None
            if value:
                end_text()
                blocks.append((TABLE, value))
            elif TABLE not in beside:
                paragraphs += _lines(part, losses)
        elif tags.get(part.title) == HEADING:
            [title] = lines_of([part])
            if len(title) <= LONGEST_TITLE:
                end_text()
                blocks.append((HEADING, title))
            else:
                losses["long title"] += 1
                paragraphs.append(part)
        else:
            paragraphs.append(part)
    end_text()
    return Pasted(blocks, sentences(losses))


def cells_of(html: str) -> tuple[list[list[str]], list[str]]:
    """Return the rows of the first table of some clipboard HTML, and what to say about it; no row without a table.

    :raises ValidationError: as :func:`blocks_of`.
    """
    losses = Losses()
    tables = [part for part in read(html, losses) if isinstance(part, Table)]
    rows = rows_of(tables[0], losses) if tables else []
    if _is_large(rows):
        rows = []
        losses["large table"] += 1
    return rows, sentences(losses)


def _titles(parts: list[Part], *, part_titles: bool, subheadings: bool) -> dict[int, str]:
    """What each level of title becomes: the highest that is there, section headings; the next two, subheadings."""
    levels = sorted({part.title for part in parts if isinstance(part, Paragraph) and part.title})
    kinds = [*([HEADING] if part_titles else []), *(["h3", "h4"] if subheadings else ["p"])]
    return {level: kinds[min(rank, len(kinds) - 1)] for rank, level in enumerate(levels)}


def _table(table: Table, losses: Losses) -> dict[str, Any] | None:
    """The value of a table block; nothing for a table without words, or one that is too large."""
    rows = rows_of(table, losses)
    if not rows:
        return None
    if _is_large(rows):
        losses["large table"] += 1
        return None
    losses["headings"] += 1
    columns = [{"type": "text", "heading": heading} for heading in rows[0]]
    body = [{"values": row} for row in rows[1:]] or [{"values": [""] * len(columns)}]
    return {"table": {"columns": columns, "rows": body, "caption": table.caption}, "row_headers": True}


def _is_large(rows: list[list[str]]) -> bool:
    return sum(len(row) for row in rows) > MOST_CELLS


def _lines(table: Table, losses: Losses) -> list[Paragraph]:
    """A table where none can stand: a line a row."""
    losses["flat table"] += 1
    rows = rows_of(table, losses)
    return [Paragraph([Run(" | ".join(filter(None, row)), Style())]) for row in rows]
