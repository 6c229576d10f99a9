"""The French words on a page that was put online incomplete carry their language: a screen reader changes its voice.

Written into the page as it leaves, and not by its templates: there are as many places as there are fields and blocks,
and such a page is rare.
"""

import json
from collections.abc import Callable, Collection
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from django.conf import settings
from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail import hooks
from wagtail.models import Page

from core.models import PublishedTranslation
from core.translation.words import words_online

#: Attributes that are read out, or shown elsewhere.
READ_ATTRIBUTES = ("alt", "aria-label", "content", "title", "value")
JSON_LD = "application/ld+json"
Serve = Callable[[Page, HttpRequest, Any, Any], Any]


@hooks.register("on_serve_page")
def mark_french_words(serve: Serve) -> Serve:
    """Have the French words of incomplete translations marked; asks nothing of the other pages."""

    def marked(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> Any:
        response = serve(page, request, args, kwargs)

        def mark(response: TemplateResponse) -> None:
            # The note to readers, which every such page has, looked it up.
            if getattr(request, "is_partly_french", False):
                response.content = with_french_marked(response.content.decode(), french_words_of(page)).encode()

        if isinstance(response, TemplateResponse):
            response.add_post_render_callback(mark)
        return response

    return marked


def french_words_of(page: Page) -> set[str]:
    """The passages of a translation that readers see in French, as plain text."""
    published = PublishedTranslation.objects.filter(
        translation__source__object_id=page.translation_key, translation__target_locale=page.locale_id
    ).get()
    shown = (item.passage.source for item in words_online(published).passages if item.words is None)
    return {plain(BeautifulSoup(source, "html.parser").get_text()) for source in shown}


def with_french_marked(html: str, passages: Collection[str]) -> str:
    """A page whose French passages carry their language.

    :param passages: plain texts, as :func:`french_words_of` gives them.
    """
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        if element.name == "script":
            mark_data(element, passages)
        elif (
            any(plain(str(element.get(name, ""))) in passages for name in READ_ATTRIBUTES)
            or element.name not in ("html", "body")
            and plain(element.get_text()) in passages
        ):
            element["lang"] = settings.LANGUAGE_CODE
    for text in soup.find_all(string=True):
        if plain(text) in passages and not is_marked(text):
            text.wrap(soup.new_tag("span", lang=settings.LANGUAGE_CODE))
    return str(soup)


def is_marked(text: NavigableString) -> bool:
    """Whether words stand where their language is said, or where no tag may stand."""
    parent = text.parent
    return (
        parent is None or parent.name in ("script", "style", "option") or parent.get("lang") == settings.LANGUAGE_CODE
    )


def mark_data(script: Tag, passages: Collection[str]) -> None:
    """Say in the data for search engines which texts are French."""
    if script.get("type") == JSON_LD and script.string:
        data = in_their_language(json.loads(script.string), passages)
        # As Django does it: nothing in a script ends the script.
        text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003C").replace(">", "\\u003E")
        script.string = text.replace("&", "\\u0026")


def in_their_language(value: Any, passages: Collection[str]) -> Any:
    """A value of JSON-LD whose French texts say so."""
    if isinstance(value, dict):
        return {name: in_their_language(part, passages) for name, part in value.items()}
    if isinstance(value, list):
        return [in_their_language(part, passages) for part in value]
    if isinstance(value, str) and plain(value) in passages:
        return {"@value": value, "@language": settings.LANGUAGE_CODE}
    return value


def plain(text: str) -> str:
    """A text without what spaces and line breaks are added around and inside it."""
    return " ".join(text.split())
