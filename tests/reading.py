"""A page as readers and robots read it: its language, its links, its words, and those it marks as another's."""

import json
import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urldefrag, urljoin

from bs4 import BeautifulSoup, NavigableString, Tag

ROOT = "http://localhost"
#: What a browser shows, or a screen reader says, of an element beside its words.
SPOKEN_ATTRIBUTES = ("title", "alt", "aria-label", "placeholder", "data-copied", "data-failed", "data-title")
#: What other sites show of a page.
SHARED = ("description", "og:title", "og:description", "og:site_name")


class Reading:
    """One page, read from the answer to a request.

    :param path: the address asked for, without the host.
    """

    def __init__(self, path: str, html: str):
        self.path = path
        self.soup = BeautifulSoup(html, "html.parser")

    @property
    def lang(self) -> str:
        """The language the page says it is in."""
        return self.soup.html["lang"]

    @property
    def canonical(self) -> list[str]:
        """The addresses it calls its own; a good page has one."""
        return [link["href"] for link in self.soup.find_all("link", rel="canonical")]

    @property
    def alternates(self) -> dict[str, str]:
        """Its addresses in each language, and the one by default."""
        return {link["hreflang"]: link["href"] for link in self.soup.find_all("link", rel="alternate")}

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """Links to addresses of the site: path, without the part behind the hash, and the language they announce."""
        found = []
        for link in self.soup.find_all("a", href=True):
            url = urldefrag(urljoin(ROOT + self.path, link["href"])).url
            if url.startswith(f"{ROOT}/"):
                found.append((url.removeprefix(ROOT), link.get("hreflang", "")))
        return found

    def links_marked(self, part: str = "main") -> list[tuple[str, str | None, str | None]]:
        """The links of a part: address, language of the page they lead to, language of their words.

        The note at the top of a translation, which leads to the French page, is left out.
        """
        links = self.soup.select_one(part).select("a[href]")
        return [
            (link["href"], link.get("hreflang"), link.get("lang"))
            for link in links
            if not link.find_parent(class_="translation-note")
        ]

    @cached_property
    def own_words(self) -> str:
        """All it says in its own language, seen, spoken, shared or told to robots; not what is marked as another's."""
        seen: list[str] = []
        told: list[str] = []
        gather(self.soup, seen, told)
        # The texts in one go: a passage with a spoken element inside is found whole.
        return re.sub(r"\s+", " ", " ".join([*seen, *told]))


def gather(element: Tag, seen: list[str], told: list[str]) -> None:
    """Once through the page, without a copy of it: the texts that are its own, and apart what is told otherwise."""
    for child in element.contents:
        if type(child) is NavigableString:  # no comment, no doctype
            seen.append(child)
        elif not isinstance(child, Tag) or child.name == "style":
            continue
        elif child.name == "script":
            if child.get("type") == "application/ld+json":
                told.extend(strings_of(json.loads(child.string)))
        elif "lang" not in child.attrs or child.name in ("html", "body"):
            told.extend(child[name] for name in SPOKEN_ATTRIBUTES if name in child.attrs)
            if child.name == "meta" and (child.get("name") or child.get("property")) in SHARED:
                told.append(child["content"])
            gather(child, seen, told)


def squeeze(text: str) -> str:
    """A text without its spaces, to look up passages in: inline elements and no-break spaces do not part them."""
    return re.sub(r"\s+", "", text)


def strings_of(value: object) -> Iterator[str]:
    """Every text of some structured data."""
    if isinstance(value, dict):
        for part in value.values():
            yield from strings_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings_of(part)
    elif isinstance(value, str):
        yield value
