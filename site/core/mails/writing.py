"""A letter laid out: as plain text, which any program shows, and as HTML that reads the same without its style."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.mails.letter import Action, Fact, Letter, Part
from core.mails.placeholders import fill
from core.mails.wording import Text

WIDTH = 72
LONGEST_SUBJECT = 150
#: Also those that some programs take for the end of a line.
LINE_ENDS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def subject_of(text: Text, letter: Letter) -> str:
    """The subject: one line, cut where it is too long to be read."""
    line = " ".join(LINE_ENDS.sub(" ", fill(text.subject, letter.values)).split(" ")).strip()
    return line if len(line) <= LONGEST_SUBJECT else line[: LONGEST_SUBJECT - 1].rstrip() + "…"


def paragraphs_of(text: Text, letter: Letter) -> list[str]:
    """The paragraphs, filled in; one that holds nothing then is left out. A value never makes a paragraph."""
    values = {name: LINE_ENDS.sub(" ", value) for name, value in letter.values.items()}
    filled = (fill(paragraph, values).strip() for paragraph in re.split(r"\n\s*\n", text.body))
    return [paragraph for paragraph in filled if paragraph]


# Plain text


def plain_text(text: Text, letter: Letter) -> str:
    """The mail as plain text: lines of a width that quotes well, every address on a line of its own."""
    blocks = [wrapped(paragraph) for paragraph in paragraphs_of(text, letter)]
    if letter.action:
        blocks.append(plain_action(letter.action))
    blocks += [plain_part(part) for part in letter.parts]
    blocks += [plain_action(link) for link in letter.links]
    blocks += [wrapped(note) for note in letter.notes]
    blocks.append(f"-- \n{settings.WAGTAIL_SITE_NAME}\n{settings.BASE_URL}")
    return "\n\n".join(blocks) + "\n"


def wrapped(text: str, indent: str = "") -> str:
    """Some lines, each broken at spaces where it is long; an address is never broken."""
    lines = text.split("\n")
    return "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
            replace_whitespace=False,
        )
        for line in lines
    )


def plain_action(action: Action) -> str:
    """A link: what it does, its address, its note."""
    lines = [wrapped(action.label), action.url]
    return "\n".join([*lines, wrapped(action.note)] if action.note else lines)


def plain_part(part: Part) -> str:
    """A title that is underlined, facts, links."""
    title = wrapped(part.title)
    blocks = [f"{title}\n{'-' * max(map(len, title.splitlines()))}"] if part.title else []
    if part.facts:
        blocks.append("\n".join(plain_fact(fact) for fact in part.facts))
    blocks += [plain_action(link) for link in part.links]
    return "\n\n".join(blocks)


def plain_fact(fact: Fact) -> str:
    """A label, and its lines a little further in."""
    lines = [*(one_line(line) for line in fact.lines), *([fact.url] if fact.url else [])]
    if not fact.label:
        return "\n".join(wrapped(line) for line in lines)
    return "\n".join([wrapped(fact.label), *(wrapped(line, "  ") for line in lines)])


def one_line(value: str) -> str:
    """A value of the database, whatever it holds, on one line."""
    return LINE_ENDS.sub(" ", value)


# HTML


@cache
def style() -> SafeString:
    """The style of mails, as an element: programs that send mails cannot be asked for a file."""
    css = (Path(__file__).parent / "mail.css").read_text("utf-8")
    return format_html("<style>{}</style>", mark_safe(css))  # noqa: S308 - a file of this folder, nobody's words


def html_of(text: Text, letter: Letter, *, language: str) -> str:
    """The mail as HTML: no picture, no file, nothing that tells whether it was opened.

    :param language: of the mail.
    """
    return render_to_string(
        "core/mails/mail.html",
        {
            "language": language,
            "style": style(),
            "title": subject_of(text, letter),
            "paragraphs": paragraph_lines(paragraphs_of(text, letter)),
            "letter": letter,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_url": settings.BASE_URL,
        },
    )


def paragraph_lines(paragraphs: Iterable[str]) -> Sequence[Sequence[str]]:
    """Each paragraph as its lines."""
    return [paragraph.split("\n") for paragraph in paragraphs]
