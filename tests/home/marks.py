"""Titles of illustrative commitments that a page names without saying so: seen, spoken, shared or told to robots."""

import json
import re
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup

from tests.reading import SPOKEN_ATTRIBUTES, strings_of

#: Said beside the title, in the language of the page.
MARK = {
    "fr": "(formulation illustrative)",
    "de": "(Wortlaut zur Veranschaulichung)",
    "en": "(illustrative wording)",
}
#: What a reader takes in at once: the mark stands in the same one as the title.
UNITS = ["a", "h1", "h2", "h3", "h4", "li", "p", "title"]


def unmarked(soup: BeautifulSoup, titles: Collection[str]) -> list[str]:
    """What a page says of a commitment that is illustrative, without its mark.

    :param titles: of all those of its language.
    """
    mark = MARK[soup.html["lang"]]
    title = re.compile("|".join(map(re.escape, titles)))
    return [text for text in texts_of(soup, title) if title.search(text) and mark not in text]


def texts_of(soup: BeautifulSoup, title: re.Pattern[str]) -> Iterator[str]:
    """Each text that a title may stand in, with the words around it."""
    for text in soup.find_all(string=title):
        if text.parent.name == "script":
            yield from strings_of(json.loads(text))
        else:
            yield re.sub(r"\s+", " ", (text.find_parent(UNITS) or text.parent).get_text())
    for element in soup.find_all(True):
        yield from (element[name] for name in (*SPOKEN_ATTRIBUTES, "content") if name in element.attrs)
