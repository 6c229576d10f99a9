"""The figures of `make bench` beside their aims, as a table that reads on a console and in a document (Markdown)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workshop.demo_pages import DemoPage
from workshop.measures import Figures

MISSED = " !"
NOT_MEASURED = "–"


class Column(NamedTuple):
    """A figure, its title, the decimals worth reading, and the most it should be."""

    figure: str
    title: str
    decimals: int = 0
    aim: float | None = None


COLUMNS = (
    # The aim of the queries is the page's own (workshop.demo_pages).
    Column("queries", "queries"),
    Column("repeated", "repeated", aim=0),
    Column("html", "HTML kB", decimals=1),
    Column("gzip", "gzip kB", decimals=1),
    Column("requests", "requests", aim=4),
    Column("transferred", "visit kB", decimals=1, aim=30),
    Column("pictures", "pictures kB", decimals=1),
    Column("scripts", "JS kB", decimals=1, aim=3),
    Column("elements", "DOM", aim=250),
    Column("rate", "req/s"),
    Column("p50", "p50 ms"),
    Column("p95", "p95 ms"),
)


def is_missed(page: DemoPage, column: Column, figures: Figures) -> bool:
    """Whether a figure is above its aim. What was not measured misses nothing."""
    aim = page.most_queries if column.figure == "queries" else column.aim
    return aim is not None and round(figures.get(column.figure, 0), column.decimals) > aim


def cell(page: DemoPage, column: Column, figures: Figures) -> str:
    """A figure as it is read, marked when it misses its aim."""
    if column.figure not in figures:
        return NOT_MEASURED
    mark = MISSED if is_missed(page, column, figures) else ""
    return f"{figures[column.figure]:.{column.decimals}f}{mark}"


def table(measured: Sequence[tuple[DemoPage, Figures]]) -> str:
    """One line a page, in columns of even width."""
    lines = [["page", *(column.title for column in COLUMNS)]]
    lines += [[page.name, *(cell(page, column, figures) for column in COLUMNS)] for page, figures in measured]
    widths = [max(map(len, texts)) for texts in zip(*lines, strict=True)]
    rows = [
        " | ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).join(("| ", " |"))
        for line in lines
    ]
    rule = "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])])
    return "\n".join([rows[0], f"|{rule}|", *rows[1:]])


def missed(measured: Sequence[tuple[DemoPage, Figures]]) -> str:
    """One line: how many figures miss their aim, of how many pages."""
    pages = [[column for column in COLUMNS if is_missed(page, column, figures)] for page, figures in measured]
    figures = sum(map(len, pages))
    if not figures:
        return "Every aim is reached."
    return f"Missed aims ({MISSED.strip()}): {figures}, on {sum(map(bool, pages))} of {len(pages)} pages."


def rush_table(rushes: Mapping[str, Figures]) -> str:
    """What became of a crowd that wanted the seats of one session at once, a line a database."""
    lines = [
        "| 200 people for 20 seats | sign-ups/s | slowest answer, s | confirmed | waiting | refused |",
        "|-------------------------|-----------:|------------------:|----------:|--------:|--------:|",
    ]
    for database, figures in rushes.items():
        words = f"| {database:23} | {figures['rate']:10.1f} | {figures['slowest']:17.2f} | {figures['confirmed']:9.0f} "
        lines.append(f"{words}| {figures['waiting']:7.0f} | {figures['refused']:7.0f} |")
    return "\n".join(lines)
