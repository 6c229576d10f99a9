"""A library of two pages."""

import copy

import pytest
from bs4 import BeautifulSoup

from guides.models.pages import GUIDES_PER_PAGE
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_library(shared_home):
    library = GuideIndexPageFactory()
    for number in range(GUIDES_PER_PAGE + 1):
        GuidePageFactory(parent=library, title=f"Guide {number:02}", kind="factsheet")
    return library


@pytest.fixture
def full_library(shared_library, db):
    return copy.deepcopy(shared_library)


@pytest.mark.parametrize(
    ("page", "number", "shown"),
    [
        ("1", 1, GUIDES_PER_PAGE),
        ("2", 2, 1),
        ("999", 2, 1),
        ("0", 2, 1),
        ("-1", 2, 1),
        ("abc", 1, GUIDES_PER_PAGE),
        ("1.5", 1, GUIDES_PER_PAGE),
        ("%00", 1, GUIDES_PER_PAGE),
        ("٢", 2, 1),
        ("9" * 30, 2, 1),
        ("9" * 5000, 1, GUIDES_PER_PAGE),
        ("", 1, GUIDES_PER_PAGE),
    ],
)
def test_library_has_a_page_for_any_number(full_library, client, page, number, shown):
    response = client.get(f"{full_library.url}?page={page}")
    guides = response.context["guides"]
    assert (response.status_code, guides.number, len(guides)) == (200, number, shown)


def test_library_keeps_its_filters_from_page_to_page(full_library, client):
    page = BeautifulSoup(client.get(f"{full_library.url}?kind=factsheet").content, "html.parser")
    following = page.find("a", rel="next")["href"]
    response = client.get(full_library.url + following)
    assert (response.context["guides"].number, response.context["guide_filter"].is_active) == (2, True)
