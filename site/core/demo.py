"""How demo content, written as JSON by editors, becomes pages. Shared by the ``demo`` modules of the apps."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from wagtail.blocks import StreamBlock, StreamValue
from wagtail.models import Page

from core.blocks import LegalReferencesBlock
from core.indexing import indexed_once
from core.models import CustomDocument, CustomImage

#: Fields of blocks that name something else: a page by its path, a picture or a document by its key.
REFERENCES = ("path:", "image:", "document:")
#: A figure of a fictitious organisation, and what parts the thousands of a number in each language.
FIGURE = re.compile(r"\{\{ ([a-z-]+)\.([a-z]+) \}\}")
THOUSANDS = {"fr": "\u202f", "de": ".", "en": ","}
#: A link of rich text to a page, named by its path.
LINK_TO_PAGE = re.compile(r'href="(path:[^"]+)"')


def read_content(file: str, name: str) -> dict[str, Any]:
    """The content of ``demo_content/<name>.json`` beside a module, with the figures of its fictitious organisations.

    :param file: the module's ``__file__``.
    """
    return json.loads(with_figures((Path(file).parent / "demo_content" / f"{name}.json").read_text("utf-8")))


@cache
def entities() -> dict[str, dict[str, str | int]]:
    """The fictitious organisations that several texts tell of: their names and figures, each written once."""
    return json.loads((Path(__file__).parent / "demo_content" / "entities.json").read_text("utf-8"))


def with_figures(text: str, language: str = settings.LANGUAGE_CODE) -> str:
    """A text of the demo with the figures of organisations in it: ``{{ trois-vallees.habitants }}``.

    :param language: whose numbers they are: “11 000”, “11.000”, “11,000”.
    :raises KeyError: no organisation, or no figure, of that name.
    """

    def said(figure: re.Match[str]) -> str:
        value = entities()[figure[1]][figure[2]]
        return f"{value:,}".replace(",", THOUSANDS[language]) if isinstance(value, int) else value

    return FIGURE.sub(said, text)


def stream(block: StreamBlock, items: list[dict[str, Any]], home: Page) -> StreamValue:
    """A stream of blocks as the admin's form would store it, whatever words the content leaves out.

    That is: each block with its own id, down to the items of lists, and empty texts rather than none at all.
    wagtail-localize fails without either.

    :param items: blocks as ``{"type": name, "value": plain values}``.
    :param home: the home page that paths start from.
    """
    raw = [{"type": item["type"], "value": resolved(item["value"], home)} for item in items]
    value = block.clean_deferred(block.to_python(raw))
    return block.to_python(value.get_prep_value())


def references(content: dict[str, Any], home: Page) -> StreamValue:
    """The texts of law that some content relies on, under ``legal_references``; none where it says nothing of it."""
    values = [{"type": "reference", "value": value} for value in content.get("legal_references", [])]
    return stream(LegalReferencesBlock(), values, home)


def resolved(value: Any, home: Page) -> Any:
    """The same value with its references replaced by keys of rows, and its tables in the form Wagtail stores."""
    if isinstance(value, str) and value.startswith(REFERENCES):
        return key_of(value, home)
    if isinstance(value, str):
        return LINK_TO_PAGE.sub(lambda link: f'linktype="page" id="{key_of(link[1], home)}"', value)
    if isinstance(value, list):
        return [resolved(item, home) for item in value]
    if isinstance(value, dict):
        if {"columns", "rows"} <= value.keys():
            return stored_table(value)
        return {name: resolved(item, home) for name, item in value.items()}
    return value


def key_of(reference: str, home: Page) -> int:
    """Primary key of the page, picture or document that a reference names."""
    kind, _, name = reference.partition(":")
    if kind == "path":
        url_path = f"{home.url_path}{name.strip('/')}/" if name.strip("/") else home.url_path
        return Page.objects.get(url_path=url_path).pk
    model = CustomImage if kind == "image" else CustomDocument
    return model.objects.get(tags__name=f"demo-{name}").pk


def stored_table(table: dict[str, Any]) -> dict[str, Any]:
    """A table as columns and rows of text, in the form of a typed table."""
    return {
        "caption": table.get("caption", ""),
        "columns": [{"type": "text", "heading": heading} for heading in table["columns"]],
        "rows": [{"values": row} for row in table["rows"]],
    }


def publish_under(parent: Page, page: Page) -> Page:
    """Add a page and publish it, as an editor would: with a first revision."""
    with indexed_once():
        parent.add_child(instance=page)
        page.save_revision().publish()
    return page
