"""What rich text holds that is not words, links to pages and documents: led to where they are, or to nothing."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.html import escape
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.languages import active_locale, attach_beside, beside, foreign
from core.markup import clean_stored, is_row_id, paragraphs

#: Styles and links of one paragraph.
MOST_RANGES = 2000
#: What reading a text of the editor raises when it is none.
UNREADABLE = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)
#: The number of no row: what else stands in its place, letters or a number too large, names nothing either.
NO_ROW = "0"


def with_row_ids(attrs_list: list[dict[str, str]]) -> list[dict[str, str]]:
    """Attributes of links as they are stored, whose rows a database can be asked for."""
    return [attrs | {"id": attrs["id"] if is_row_id(attrs.get("id")) else NO_ROW} for attrs in attrs_list]


class MarkedPageLinkHandler(PageLinkHandler):
    """Wagtail's links to pages, which lead to the reader's language where it has the page, and say it where not."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        pages = cls.get_many(with_row_ids(attrs_list))
        attach_beside([page for page in pages if page is not None], active_locale())
        return [cls.opening_tag(page) for page in pages]

    @classmethod
    def opening_tag(cls, page: Page | None) -> str:
        """The opening tag of a link; without address when the page is gone."""
        if page is None:
            return "<a>"
        shown = beside(page)
        language = foreign(shown)
        mark = f' hreflang="{escape(language)}"' if language else ""
        return f'<a href="{escape(shown.url)}"{mark}>'

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[Any]:
        return references(super(), attrs)


class KnownDocumentLinkHandler(DocumentLinkHandler):
    """Wagtail's links to documents, which lead to nothing where no number names one."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        return list(super().expand_db_attributes_many(with_row_ids(attrs_list)))

    @classmethod
    def extract_references(cls, attrs: dict[str, str]) -> Iterator[Any]:
        return references(super(), attrs)


def references(handler: Any, attrs: dict[str, str]) -> Iterator[Any]:
    """The row that a link uses, as Wagtail's handler says it: none where no number names one."""
    if is_row_id(attrs.get("id")):
        yield from handler.extract_references(attrs)


class CleanRichTextArea(DraftailRichTextArea):
    """Wagtail's editor of texts, which opens whatever is stored, and stores nothing that its buttons do not make.

    Without it, a text that another road brought (an old revision, a script) makes the form of its page an error.
    """

    def format_value(self, value: str | None) -> str:
        stored = clean_stored(value or "")
        try:
            return str(super().format_value(stored))
        except AssertionError:
            # A point of no list, a style around paragraphs: Wagtail reads only what it writes.
            return str(super().format_value(paragraphs(stored)))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Read what the editor sends.

        :raises BadRequest: for what no editor sends. A form with an error would show an empty text, to be saved so.
        """
        try:
            refuse_absurd(data.get(name))
            stored = super().value_from_datadict(data, files, name)
        except UNREADABLE as error:
            raise BadRequest(f"No text of the editor: {name}") from error
        return None if stored is None else clean_stored(stored)


def refuse_absurd(sent: str | None) -> None:
    """Refuse a paragraph with more styles and links than anybody gives one: their number costs its square.

    :raises ValueError: see above.
    :raises TypeError: when it has not the form of a text; so do AttributeError and KeyError.
    """
    content = json.loads(sent) if sent else None
    for block in content["blocks"] if content else ():
        if len(block["inlineStyleRanges"]) + len(block["entityRanges"]) > MOST_RANGES:
            raise ValueError("Too many styles.")
