"""How office programs say what words are: mostly by their looks.

Word and Outlook write ``mso-…`` properties and conditional comments, Google Docs writes spans with styles and wraps all
of it in a ``<b>`` that is not bold, LibreOffice writes old tags, Excel writes a table of classes.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from core.pasting.parts import TEXT, Style

#: Word's name of the style of a document's title, in all its languages.
TITLE_CLASS = re.compile(r"\bMsoTitle\b", re.IGNORECASE)
CONTENTS_CLASS = re.compile(r"\bMsoToc(\d|Heading)", re.IGNORECASE)
WORD_LIST = re.compile(r"level(\d+)")
HEADING_TAG = re.compile(r"h([1-6])")
#: “1.”, “(a)”, “IV)”, “3°”: a sign before an item that counts. A bullet is any other.
COUNTING = re.compile(r"\(?(\d+(\.\d+)*|[a-z]{1,2}|[ivxlc]+)[.)°]*(?<!^o)", re.IGNORECASE)
LETTERS = re.compile(r"\(?[a-z]{1,5}[.)]", re.IGNORECASE)
LETTER_TYPES = frozenset({"a", "i"})


def properties(style: str) -> dict[str, str]:
    """The properties of a ``style`` attribute, in lower case."""
    pairs = (declaration.partition(":") for declaration in style.lower().split(";"))
    return {name.strip(): value.strip() for name, _colon, value in pairs if value}


def styled(style: Style, tag: str, css: Mapping[str, str]) -> Style:
    """How the words inside a tag look, from how those around it do."""
    if tag in ("b", "strong"):
        style = replace(style, bold=True)
    elif tag in ("i", "em"):
        style = replace(style, italic=True)
    elif tag in ("sup", "sub"):
        style = replace(style, script=tag)
    if weight := css.get("font-weight"):
        style = replace(style, bold=weight in ("bold", "bolder") or weight.isdecimal() and int(weight[:4]) >= 600)
    if slope := css.get("font-style"):
        style = replace(style, italic=slope.startswith(("italic", "oblique")))
    if place := css.get("vertical-align"):
        scripts = {"super": "sup", "sub": "sub"}
        style = replace(style, script=scripts.get(place, style.script if place != "baseline" else ""))
    return style


def is_unseen(css: Mapping[str, str]) -> bool:
    """Whether what is inside is not shown by the program it comes from."""
    return css.get("display") == "none" or css.get("mso-hide") == "all"


def title_of(tag: str, attributes: Mapping[str, str]) -> int:
    """The level of the title that a tag makes; ``TEXT`` for what is none. The title of a document is as high as any."""
    if TITLE_CLASS.search(attributes.get("class", "")):
        return 1
    if found := HEADING_TAG.fullmatch(tag):
        return int(found[1])
    if attributes.get("role") == "heading":
        level = attributes.get("aria-level", "")
        return int(level) if re.fullmatch("[1-6]", level) else 1
    return TEXT


def word_list_depth(css: Mapping[str, str]) -> int | None:
    """How deep a paragraph of Word stands in a list; none for one that is no item."""
    found = WORD_LIST.search(css.get("mso-list", ""))
    return int(found[1][:2]) - 1 if found else None


def kind_by_marker(marker: str) -> str:
    """The kind of a list, from the sign that Word wrote before an item."""
    return "ol" if COUNTING.fullmatch(marker) else "ul"


def has_letters(marker: str) -> bool:
    """Whether an item is counted by letters: ours are by numbers."""
    return bool(LETTERS.fullmatch(marker))
