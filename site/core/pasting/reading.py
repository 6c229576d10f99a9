"""Clipboard HTML, read once from its first letter to its last: what it costs is what its length costs."""

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from django.core.exceptions import ValidationError

from core.pasting.cleaning import INLINE, VOID, cleaned
from core.pasting.looks import (
    CONTENTS_CLASS,
    LETTER_TYPES,
    has_letters,
    is_unseen,
    kind_by_marker,
    properties,
    styled,
    title_of,
    word_list_depth,
)
from core.pasting.output import Output
from core.pasting.parts import TEXT, Losses, Paragraph, Part, Run, Style
from core.typed_text import clean_typed, is_hidden
from core.web_addresses import clean_link

#: What Wagtail's editor takes.
DEEPEST_LIST = 4
#: Pictures of a point or two are there to tell that a mail was opened.
SPIES = frozenset({"0", "1", "2"})
#: The call of a note, not the way back to it: of Word, LibreOffice, Google Docs.
FOOTNOTE = re.compile(r"#(_ftn|_edn|ftnt|sdfootnote|sdendnote)\d+(sym)?")
SPACES = re.compile(r"[ \t\r\n\f]+")


def read(html: str, losses: Losses) -> list[Part]:
    """Return what some clipboard HTML holds, in its order.

    :param html: as a program gave it, whatever it is.
    :param losses: what could not be kept is added there.
    :raises ValidationError: as :func:`core.pasting.cleaning.cleaned`.
    """
    reader = Reader(losses)
    reader.feed(cleaned(html))
    reader.close()
    return reader.finished()


@dataclass(frozen=True)
class Place:
    """What an element makes of the words inside it, on top of those around it."""

    tag: str
    style: Style = Style()
    title: int = TEXT
    list_kind: str = ""
    depth: int = -1
    #: Number of the item of a list that words stand in: two paragraphs of an item are one.
    item: int = 0
    #: Why words are left out; nothing where they are kept, ``marker`` for the sign that Word writes before an item.
    silent: str = ""


class Reader(HTMLParser):
    """Reads what the cleaner wrote: each element is closed, in order."""

    def __init__(self, losses: Losses) -> None:
        super().__init__(convert_charrefs=True)
        self.losses = losses
        self.places = [Place("")]
        self.output = Output()
        self.paragraph: Paragraph | None = None
        self.marker = ""
        self.items = 0
        #: Items of the paragraph that is read, and of the one before.
        self.item = self.item_before = 0

    @property
    def place(self) -> Place:
        return self.places[-1]

    def finished(self) -> list[Part]:
        """What was read."""
        self.end_paragraph()
        return self.output.whole

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag in VOID:
            self.read_void(tag, attributes)
            return
        css = properties(attributes.get("style", ""))
        if tag not in INLINE:
            self.end_paragraph()
        place = replace(self.place, tag=tag, style=styled(self.place.style, tag, css))
        place = replace(place, silent=place.silent or self.why_silent(tag, attributes, css))
        if tag == "a":
            place = replace(place, style=replace(place.style, href=self.address(attributes.get("href", ""))))
        elif tag not in INLINE:
            place = self.in_block(place, attributes, css)
        if tag in ("s", "strike") and not place.silent:
            self.losses["strike"] += 1
        self.places.append(place)
        if not place.silent:
            self.output.open(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.end_paragraph()
        closed = self.places.pop()
        if not closed.silent:
            self.output.close(closed.tag)

    def handle_data(self, data: str) -> None:
        place = self.place
        if place.silent == "marker":
            self.marker += data
        if place.silent or place.tag in ("table", "tbody", "thead", "tfoot", "tr", "ul", "ol"):
            return
        text = self.seen(data if place.tag == "pre" else SPACES.sub(" ", data))
        if self.paragraph is None:
            text = text.lstrip(" ")
            if not text:
                return
            self.paragraph = self.new_paragraph(place)
        runs = self.paragraph.runs
        if runs and runs[-1].text.endswith((" ", "\n")):
            text = text.removeprefix(" ")
        if runs and runs[-1].style == place.style:
            runs[-1].text += text
        elif text:
            runs.append(Run(text, place.style))

    # --- Paragraphs ---

    def in_block(self, place: Place, attributes: dict[str, str], css: dict[str, str]) -> Place:
        """What an element that is no part of a sentence makes of its words."""
        tag = place.tag
        if tag in ("ol", "ul"):
            if attributes.get("start", "1") not in ("", "1"):
                self.losses["start"] += 1
            if attributes.get("type", "").lower() in LETTER_TYPES or "alpha" in css.get("list-style-type", ""):
                self.losses["letters"] += 1
            return replace(place, list_kind=tag, depth=place.depth + 1)
        if tag == "li":
            self.items += 1
            return replace(place, item=self.items, list_kind=place.list_kind or "ul", depth=max(place.depth, 0))
        if tag in ("td", "th", "caption"):
            return Place(tag, style=Style(), silent=place.silent)
        if title := title_of(tag, attributes):
            return replace(place, title=title, style=Style(), list_kind="", item=0)
        if (depth := word_list_depth(css)) is not None:
            self.items += 1
            return replace(place, list_kind="ul", depth=depth, item=self.items)
        return place

    def new_paragraph(self, place: Place) -> Paragraph:
        self.item_before, self.item = self.item, place.item
        marker, self.marker = self.marker.strip("\u00a0 \n\t"), ""
        kind = place.list_kind if place.item else ""
        if marker and place.title:
            # The number of a title is a part of it.
            return Paragraph([Run(f"{marker} ", place.style)], title=place.title)
        if marker:
            kind = kind_by_marker(marker)
            self.losses["letters"] += has_letters(marker)
        return Paragraph([], place.title, kind, min(max(place.depth, 0), DEEPEST_LIST) if kind else 0)

    def end_paragraph(self) -> None:
        paragraph, self.paragraph = self.paragraph, None
        if paragraph is None or paragraph.is_empty:
            return
        while paragraph.runs and not (last := paragraph.runs[-1].text.rstrip(" \n")):
            paragraph.runs.pop()
        paragraph.runs[-1].text = last
        before = self.output.last
        if paragraph.list_kind and self.item == self.item_before and isinstance(before, Paragraph):
            before.runs += [Run("\n", Style()), *paragraph.runs]
        else:
            self.output.add(paragraph)

    def read_void(self, tag: str, attributes: dict[str, str]) -> None:
        if self.place.silent:
            return
        if tag == "br" and self.paragraph is not None:
            if self.paragraph.text.endswith("\n"):
                # An empty line is how mails part their paragraphs.
                self.end_paragraph()
            else:
                self.paragraph.runs.append(Run("\n", self.place.style))
        elif tag == "img" and SPIES.isdisjoint({attributes.get("width"), attributes.get("height")}):
            self.losses["picture"] += 1
        elif tag == "hr":
            self.end_paragraph()

    # --- What is left out ---

    def why_silent(self, tag: str, attributes: dict[str, str], css: dict[str, str]) -> str:
        """Why the words of an element are not kept; nothing for those that are."""
        element = css.get("mso-element", "")
        if css.get("mso-list") == "ignore":
            return "marker"
        if tag == "del":
            return self.lost("deleted")
        if is_unseen(css):
            return self.lost("hidden")
        if "comment" in element or "mso-comment-reference" in css or "MsoComment" in attributes.get("class", ""):
            return self.lost("comment")
        if CONTENTS_CLASS.search(attributes.get("class", "")):
            return self.lost("contents")
        return ""

    def lost(self, why: str) -> str:
        # Of what stands inside something that is left out, nothing is said.
        self.losses[why] += not self.place.silent
        return why

    def address(self, href: str) -> str:
        """Where a link leads; nothing for a place of the document, or an address that is refused."""
        if not href.strip() or href.startswith("#"):
            self.losses["footnote"] += bool(FOOTNOTE.fullmatch(href))
            return ""
        try:
            return clean_link(href)
        except ValidationError:
            self.losses["link"] += 1
            return ""

    def seen(self, text: str) -> str:
        """Some words without what is not seen."""
        try:
            return clean_typed(text)
        except ValidationError:
            self.losses["unseen"] += 1
            return "".join(character for character in text if character == "\n" or not is_hidden(character))
