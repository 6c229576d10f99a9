"""Buttons of the editor for what some words are: words of another language, an abbreviation.

Screen readers say the first in the voice of its language (RGAA 8.7), and the second in full (WCAG 3.1.4). What they
store is on the list of :mod:`core.markup`.
"""

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from draftjs_exporter import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    InlineEntityElementHandler,
    InlineStyleElementHandler,
)
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature, InlineStyleFeature
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.enums import Language

ABBREVIATION = "ABBREVIATION"


class ItalicLanguageHandler:
    """Words in italics that say their language themselves, as other editors write them: two styles of ours."""

    def __init__(self, style: str):
        self.styles = [InlineStyleElementHandler("ITALIC"), InlineStyleElementHandler(style)]

    def handle_starttag(self, *args: Any) -> None:
        for style in self.styles:
            style.handle_starttag(*args)

    def handle_endtag(self, *args: Any) -> None:
        for style in reversed(self.styles):
            style.handle_endtag(*args)


class AbbreviationHandler(InlineEntityElementHandler):
    """An abbreviation, as the editor knows it: its words, and what they stand for."""

    mutability = "MUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"title": attrs["title"]}


def abbreviation(props: dict[str, Any]) -> Any:
    """An abbreviation as it is stored; only its words where nobody said what they stand for."""
    title = str(props.get("title") or "").strip()
    return DOM.create_element("abbr", {"title": title}, props["children"]) if title else props["children"]


def register_inline_features(features: FeatureRegistry) -> None:
    """Make the buttons known to the editor, under the names that ``core.blocks.text`` lists."""
    for code, name in settings.LANGUAGES:
        register_language(features, code, dict(Language.choices).get(code, name))
    features.register_editor_plugin(
        "draftail",
        "abbreviation",
        EntityFeature(
            {
                "type": ABBREVIATION,
                "label": "Abc.",
                "description": _("Abbreviation"),
                # What its script asks.
                "question": _("What does this abbreviation stand for? Leave empty to remove it."),
            },
            js=["js/abbreviation.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        "abbreviation",
        {
            "from_database_format": {"abbr[title]": AbbreviationHandler(ABBREVIATION)},
            "to_database_format": {"entity_decorators": {ABBREVIATION: abbreviation}},
        },
    )


def register_language(features: FeatureRegistry, code: str, name: str | Promise) -> None:
    """The button of one language."""
    style = f"LANGUAGE_{code.upper()}"
    features.register_editor_plugin(
        "draftail",
        f"language-{code}",
        InlineStyleFeature(
            {
                "type": style,
                "label": code.upper(),
                "description": format_lazy(_("Language of these words: {language}"), language=name),
                "style": {"borderBottom": "1px dotted currentColor"},
            }
        ),
    )
    features.register_converter_rule(
        "contentstate",
        f"language-{code}",
        {
            "from_database_format": {
                f'span[lang="{code}"]': InlineStyleElementHandler(style),
                f'i[lang="{code}"]': ItalicLanguageHandler(style),
                f'em[lang="{code}"]': ItalicLanguageHandler(style),
            },
            "to_database_format": {"style_map": {style: {"element": "span", "props": {"lang": code}}}},
        },
    )
