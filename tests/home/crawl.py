"""Every address of the demo, read once a run: the process that comes second finds what the first one read."""

import fcntl
import json
import re
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings
from django.test import Client
from wagtail.models import Page, Site

from charter.enums import Wording
from charter.models import CommitmentPage
from tests.home.marks import unmarked
from tests.home.promises import unkept
from tests.reading import Reading

#: Searches whose answers a reader may follow: beside the pages, they lead to organisations and to French pages.
SEARCHES = [
    "/recherche/?q=achat",
    "/de/suche/?q=achat",
    "/en/search/?q=clause",
    "/en/search/?q=achat",
    "/de/suche/?q=Valmont",
]
#: Addresses that answer something else than a page to read.
NO_PAGES = re.compile(r"^/(admin|documents|media|static|\.well-known)/|/ical/$")


def crawl_of_the_run(shared: Path) -> dict[str, SimpleNamespace]:
    """What each address of the demo answered, by its path.

    :param shared: folder of the whole run.
    """
    kept = shared / "crawl.json"
    with (shared / "crawl.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_text(json.dumps(read_everything()), "utf-8")
    return {path: SimpleNamespace(**answer) for path, answer in json.loads(kept.read_text("utf-8")).items()}


def live(code):
    """The pages of a language that readers may open."""
    return Page.objects.live().filter(depth__gt=1, locale__language_code=code, alias_of__isnull=True)


def read_everything():
    """Ask for every page of the three languages, and follow each of its links once."""
    client, root = Client(), Site.objects.get(is_default_site=True).root_url
    known = {page.get_url() for code, _name in settings.LANGUAGES for page in live(code).specific()} | {*SEARCHES}
    # The organisations whose label is over are in no list.
    known |= {url.removeprefix(root) for url in addresses_for_robots(client)}
    titles = {code: {plain(page.title) for page in live(code)} for code, _name in settings.LANGUAGES}
    illustrative = {code: illustrative_titles(code) for code, _name in settings.LANGUAGES}
    waiting, answers = sorted(known), {}
    while waiting:
        path = waiting.pop()
        answers[path] = answer = what_answers(client, path, root, titles, illustrative)
        new = {url for url, _lang in answer["links"] if not url.startswith("/admin/")} - known
        known |= new
        waiting += sorted(new)
    return answers


def illustrative_titles(code):
    """The titles of the commitments whose words are not the charter’s, in a language."""
    pages = CommitmentPage.objects.live().by_facts(wording=Wording.ILLUSTRATIVE)
    return list(pages.filter(locale__language_code=code).values_list("title", flat=True))


def plain(title):
    """A title whose spaces are all alike."""
    return re.sub(r"\s+", " ", title)


def addresses_for_robots(client):
    """What the map for robots names."""
    return re.findall(r"<loc>([^<]+)</loc>", client.get("/sitemap.xml").content.decode())


def what_answers(client, path, root, titles, illustrative):
    """What the tests ask of an address; the page itself, once read, would take too much room.

    :param root: of the site, taken off the addresses that a page gives whole.
    :param titles: of the pages that readers may open, by language.
    :param illustrative: titles of the commitments whose words are not the charter’s, likewise.
    """
    response = client.get(path, follow=True)
    answer = {
        "status": response.status_code,
        "moved": bool(response.redirect_chain),
        "links": [],
        "is_page": not NO_PAGES.search(path),
    }
    if answer["is_page"]:
        reading = Reading(path, response.content.decode())
        answer |= {
            "lang": reading.lang,
            "titles": [title.get_text() for title in reading.soup.find_all("h1")],
            "canonical": [url.removeprefix(root) for url in reading.canonical],
            "alternates": {code: url.removeprefix(root) for code, url in reading.alternates.items()},
            "links": reading.links,
            "words": reading.own_words,
            "promises": unkept(reading.soup, titles[reading.lang]),
            "unmarked": unmarked(reading.soup, illustrative[reading.lang]),
        }
    else:
        # A file is closed once it is read.
        assert sum(map(len, response))
    return answer
