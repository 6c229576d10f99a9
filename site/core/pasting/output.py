"""Where paragraphs go while a text is read: the page, or the cell that is open, the innermost last."""

import re

from core.pasting.parts import Cell, Part, Table, lines_of

#: Beyond what anybody reads as a table: a program that writes so means nothing by it.
LARGEST_SPAN = 100


class Output:
    """What was read so far."""

    def __init__(self) -> None:
        self.open_lists: list[list[Part]] = [[]]
        self.tables: list[Table] = []

    @property
    def whole(self) -> list[Part]:
        return self.open_lists[0]

    @property
    def last(self) -> Part | None:
        """What was added last, where the next will stand."""
        return self.open_lists[-1][-1] if self.open_lists[-1] else None

    def add(self, part: Part) -> None:
        self.open_lists[-1].append(part)

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin a part of a table; other elements change nothing."""
        if tag == "table":
            self.tables.append(Table())
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in ("td", "th"):
            cell = Cell([], span(attributes, "colspan"), span(attributes, "rowspan"))
            self.tables[-1].rows[-1].append(cell)
            self.open_lists.append(cell.parts)
        elif tag == "caption":
            self.open_lists.append([])

    def close(self, tag: str) -> None:
        """End a part of a table."""
        if tag == "table":
            self.add(self.tables.pop())
        elif tag in ("td", "th"):
            self.open_lists.pop()
        elif tag == "caption":
            self.tables[-1].caption = " ".join(lines_of(self.open_lists.pop()))


def span(attributes: dict[str, str], name: str) -> int:
    """How many columns or rows a cell spans."""
    value = attributes.get(name, "")
    return min(max(int(value), 1), LARGEST_SPAN) if re.fullmatch(r"[0-9]{1,3}", value) else 1
