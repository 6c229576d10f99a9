"""One address of the demo for each type of page: what `make bench` measures and `make screenshots` shows.

The contents behind these addresses are in the `demo_content` folders.
"""

from typing import NamedTuple

DETAIL_QUERIES = 10
#: The home page and the lists show what other pages hold.
LIST_QUERIES = 12


class DemoPage(NamedTuple):
    """A page, how many SQL queries it may make at most, and how it answers."""

    name: str
    address: str
    most_queries: int = DETAIL_QUERIES
    status: int = 200


PAGES = (
    DemoPage("home", "/", LIST_QUERIES),
    DemoPage("content page", "/vous-achetez/"),
    DemoPage("accessibility", "/accessibilite/"),
    DemoPage("charter", "/charte/", LIST_QUERIES),
    DemoPage("stake", "/charte/dialogue/", LIST_QUERIES),
    DemoPage("action block", "/charte/dialogue/structurer-le-sourcage/", LIST_QUERIES),
    DemoPage("commitment", "/charte/dialogue/structurer-le-sourcage/engagement-2/"),
    DemoPage("guides", "/guides/", LIST_QUERIES),
    DemoPage("guides, filtered", "/guides/?kind=factsheet", LIST_QUERIES),
    DemoPage("guide", "/guides/clause-insertion-verifiable/"),
    DemoPage("training", "/formations/", LIST_QUERIES),
    DemoPage("course", "/formations/reussir-son-sourcage/"),
    DemoPage("session", "/formations/reussir-son-sourcage/metz/"),
    DemoPage("directory", "/annuaire/", LIST_QUERIES),
    DemoPage("organisation", "/annuaire/communaute-de-communes-des-trois-vallees/"),
    DemoPage("glossary", "/glossaire/", LIST_QUERIES),
    DemoPage("search", "/recherche/", LIST_QUERIES),
    DemoPage("search results", "/recherche/?q=insertion", LIST_QUERIES),
    DemoPage("site map", "/plan-du-site/", LIST_QUERIES),
    DemoPage("not found", "/gides/", status=404),
)
BY_NAME = {page.name: page for page in PAGES}
