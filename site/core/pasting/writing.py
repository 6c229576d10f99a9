"""Paragraphs written as the rich text of the site: only what the buttons of its editor make."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from core.pasting.parts import Paragraph, Run


def rich_text(paragraphs: Iterable[Paragraph], tags: dict[int, str]) -> str:
    """Return some paragraphs as HTML of the database.

    :param tags: the tag of each level of title.
    """
    html = ""
    for is_list, group in groupby(paragraphs, key=lambda paragraph: bool(paragraph.list_kind)):
        together = list(group)
        html += lists(together) if is_list else "".join(block(paragraph, tags) for paragraph in together)
    return html


def block(paragraph: Paragraph, tags: dict[int, str]) -> str:
    """A paragraph or a title; a title that no tag makes is in bold."""
    tag = tags.get(paragraph.title, "p")
    words = sentence(paragraph.runs)
    if paragraph.title and tag == "p":
        words = f"<b>{sentence(paragraph.runs, bold=False)}</b>"
    elif paragraph.title:
        words = sentence(paragraph.runs, bold=False)
    return f"<{tag}>{words}</{tag}>"


def lists(items: Sequence[Paragraph]) -> str:
    """Items in a row, each as deep as it says; none deeper than one step below the item before it."""
    html, open_kinds = "", list[str]()
    for item in items:
        depth = min(item.depth, len(open_kinds))
        while len(open_kinds) > depth + 1:
            html += f"</li></{open_kinds.pop()}>"
        if len(open_kinds) == depth + 1:
            html += "</li>"
            if open_kinds[-1] != item.list_kind:
                html += f"</{open_kinds.pop()}>"
        if len(open_kinds) == depth:
            open_kinds.append(item.list_kind)
            html += f"<{item.list_kind}>"
        html += f"<li>{sentence(item.runs)}"
    return html + "".join(f"</li></{kind}>" for kind in reversed(open_kinds))


def sentence(runs: Iterable[Run], *, bold: bool = True) -> str:
    """Words with their styles; those of one link stand in one."""
    html = ""
    for href, group in groupby(runs, key=lambda run: run.style.href):
        words = "".join(styled(run, bold) for run in group)
        html += f'<a href="{escape(href)}">{words}</a>' if href and words.strip() else words
    return html


def styled(run: Run, bold: bool) -> str:
    """Some words in the tags of their style; a style of nothing but spaces is none."""
    words = escape(run.text, quote=False).replace("\n", "<br/>")
    if not run.text.strip():
        return words
    for wanted, tag in ((run.style.script, run.style.script), (run.style.italic, "i"), (run.style.bold and bold, "b")):
        if wanted:
            words = f"<{tag}>{words}</{tag}>"
    return words
