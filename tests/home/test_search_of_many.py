"""Search among many pages alike: the right one, the first of them, and the way to the others."""

import pytest

from charter.models import CommitmentPage
from home.search import RESULTS_PER_KIND
from tests.factories.charter import make_charter
from tests.factories.home import ContentPageFactory
from tests.home.test_search import SEARCH, results_of


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["12", "engagement 12", "Engagement n° 12", "Engagement no 12", "verpflichtung 12"])
def test_search_finds_a_commitment_by_its_number(site_root, text):
    _charter, pages = make_charter([2, 12])
    CommitmentPage.objects.update(title="Un titre sans chiffre", slug="sans-chiffre")
    assert [page.pk for group in results_of(text) for page in group.results] == [pages[1].pk]


@pytest.mark.django_db
def test_search_shows_the_first_of_many_and_says_so(client, site_root):
    for number in range(RESULTS_PER_KIND + 1):
        ContentPageFactory(title=f"Achat {number}")
    [group] = results_of("achat")
    assert (group.total, len(group.results)) == (RESULTS_PER_KIND + 1, RESULTS_PER_KIND)
    shown = client.get(SEARCH, {"q": "achat"}).content.decode()
    assert "Les 20 premiers sont affichés" in shown
    assert 'href="?q=achat&amp;kind=pages"' in shown


@pytest.mark.django_db
def test_search_of_one_kind_has_pages(client, site_root):
    for number in range(RESULTS_PER_KIND + 1):
        ContentPageFactory(title=f"Achat {number}")
    first, second = (
        client.get(SEARCH, {"q": "achat", "kind": "pages", "page": number}).context["groups"][0].results
        for number in (1, 2)
    )
    assert (len(first), len(second), set(first) & set(second)) == (RESULTS_PER_KIND, 1, set())
    assert "page=2" in client.get(SEARCH, {"q": "achat", "kind": "pages"}).content.decode()
