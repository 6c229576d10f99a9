"""Tables as programs write them, made into rows of plain text, as the table of a page holds them."""

from core.pasting.parts import Cell, Losses, Paragraph, Part, Run, Style, Table, lines_of

#: A larger one is a file to offer, not a table to read; its form would be heavier than the server takes.
MOST_CELLS = 1500
SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def rows_of(table: Table, losses: Losses) -> list[list[str]]:
    """The texts of a table, as many in each row; rows and columns without a word are left out.

    Words of a cell that spans rows stand in each of them; of one that spans columns, in the first.

    :param losses: merged cells and links are added there.
    """
    grid: list[list[str]] = []
    #: Words that come down from above, by column: how many rows are left, and the words.
    falling: dict[int, tuple[int, str]] = {}
    for row in table.rows:
        line: list[str] = []
        for cell in row:
            fall(line, falling)
            text = text_of(cell, losses)
            losses["merged"] += cell.columns > 1 or cell.rows > 1
            for column in range(len(line), len(line) + cell.columns):
                if cell.rows > 1:
                    falling[column] = (cell.rows - 1, text if column == len(line) else "")
            line += [text, *[""] * (cell.columns - 1)]
        fall(line, falling)
        grid.append(line)
    return trimmed(grid)


def fall(line: list[str], falling: dict[int, tuple[int, str]]) -> None:
    """Write the words that come down from above, up to the next column that is free."""
    while len(line) in falling:
        left, text = falling.pop(len(line))
        if left > 1:
            falling[len(line)] = (left - 1, text)
        line.append(text)


def trimmed(grid: list[list[str]]) -> list[list[str]]:
    """Rows of one length, without those and the columns that hold no word."""
    width = max((len(line) for line in grid), default=0)
    full = [[*line, *[""] * (width - len(line))] for line in grid if any(line)]
    used = [column for column in range(width) if any(line[column] for line in full)]
    return [[line[column] for column in used] for line in full]


def text_of(cell: Cell, losses: Losses) -> str:
    """The words of a cell on one line; m² and CO₂ in letters that say so without a style."""
    for part in cell.parts:
        if isinstance(part, Paragraph):
            losses["cell link"] += any(run.style.href for run in part.runs)
            part.runs = [plain(run) for run in part.runs]
    return " ".join(lines_of(cell.parts))


def plain(run: Run) -> Run:
    """Some words without their style: raised and lowered digits as letters of their own."""
    letters = {"sup": SUPERSCRIPTS, "sub": SUBSCRIPTS}.get(run.style.script, {})
    known = all(ord(character) in letters or character.isspace() for character in run.text)
    return Run(run.text.translate(letters) if known else run.text, Style())


def is_layout(table: Table) -> bool:
    """Whether a table only places things: it holds another, or has one column, as mails and framed boxes do."""
    holds_another = any(isinstance(part, Table) for row in table.rows for cell in row for part in cell.parts)
    return holds_another or all(len(row) <= 1 for row in table.rows)


def without_layout(parts: list[Part]) -> list[Part]:
    """Some parts, with what layout tables place in its order."""
    flat: list[Part] = []
    left = list(reversed(parts))
    while left:
        part = left.pop()
        if isinstance(part, Table) and is_layout(part):
            left += reversed([inner for row in part.rows for cell in row for inner in cell.parts])
        else:
            flat.append(part)
    return flat
