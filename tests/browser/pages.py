"""One address of the demo for each type of page, and for the states a page can be in."""

from workshop.demo_pages import PAGES as PAGE_TYPES

STATES = {
    "every block": "/blocs-de-mise-en-page/",
    "illustrative commitment": "/charte/dialogue/structurer-le-sourcage/engagement-4/",
    "guides filtered to nothing": "/guides/?kind=clause&stages=review",
    "overdue guide": "/guides/faire-le-bilan-d-un-marche/",
    "directory of suppliers": "/annuaire/?kind=supplier",
    "last page of the directory": "/annuaire/?page=99",
    "search without result": "/recherche/?q=zzzzzz",
    "legal notice": "/mentions-legales/",
}
PAGES = {page.name: page.address for page in PAGE_TYPES} | STATES
