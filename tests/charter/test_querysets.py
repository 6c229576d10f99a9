"""The grid of the charter, in few queries."""

import pytest
from django.test import RequestFactory
from wagtail.models import Locale

from charter.models import CharterPage, Commitment, CommitmentPage
from tests.factories.charter import make_charter, make_draft
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

#: Commitments with their pages and their stakes' colours.
QUERIES_OF_A_GRID = 1


def numbers(squares):
    return [square["number"] for square in squares]


def test_grid_is_in_the_order_of_the_numbers(site_root):
    charter, _pages = make_charter([42, 1, 7])
    assert numbers(charter.grid()) == [1, 7, 42]


def test_grid_square_says_all_that_a_list_shows(site_root):
    charter, _pages = make_charter([7], tone="simplify")
    url = CommitmentPage.objects.get().url
    said = {"number": 7, "title": "Engagement n° 7", "url": url, "tone": "simplify"}
    mark = {"is_illustrative": True, "name": "Engagement n° 7 (formulation illustrative)"}
    assert charter.grid() == [said | mark]
    CommitmentPage.objects.update(wording="charter")
    assert charter.grid() == [said | {"is_illustrative": False, "name": "Engagement n° 7"}]


def test_grid_leaves_drafts_out(site_root):
    charter, pages = make_charter([1, 2])
    pages[0].unpublish()
    assert numbers(charter.grid()) == [2]


def test_grid_leaves_out_a_page_without_a_number(client, site_root):
    charter, pages = make_charter([1, 2])
    CommitmentPage.objects.filter(pk=pages[0].pk).update(commitment=None)
    assert numbers(charter.grid()) == [2]
    for page in (charter, pages[1], pages[1].get_parent(), pages[1].get_parent().get_parent()):
        assert client.get(page.url).status_code == 200


def test_grid_has_the_tone_of_each_stake(site_root):
    charter, _pages = make_charter([1], tone="dialogue")
    make_charter([2], tone="perform")
    assert [(square["number"], square["tone"]) for square in charter.grid()] == [(1, "dialogue"), (2, "perform")]


def test_grid_is_in_the_language_of_its_charter(site_root):
    charter, pages = make_charter([1, 2])
    german = translate(pages[0], title="Verpflichtung 1")
    german_charter = CharterPage.objects.get(locale=german.locale)
    assert [square["title"] for square in german_charter.grid()] == ["Verpflichtung 1"]
    assert numbers(charter.grid()) == [1, 2]


@pytest.mark.parametrize("count", [1, 3, 42])
def test_grid_takes_as_many_queries_for_one_as_for_all(site_root, django_assert_num_queries, count):
    charter, _pages = make_charter(range(1, count + 1))
    request = RequestFactory().get("/")
    charter.get_url(request)
    with django_assert_num_queries(QUERIES_OF_A_GRID):
        assert len(charter.grid(request)) == count


def test_commitments_under_a_page_are_its_own(site_root):
    charter, [page] = make_charter([1])
    make_charter([2])
    assert [found.number for found in CommitmentPage.objects.under(page.get_parent())] == [1]
    assert [found.number for found in CommitmentPage.objects.under(charter)] == [1, 2]


def test_titles_for_editors_are_french_and_hold_drafts(site_root):
    _charter, pages = make_charter([1, 2])
    pages[1].unpublish()
    translate(pages[0], title="Verpflichtung 1")
    make_draft(pages[0].get_parent())
    assert Locale.get_default().language_code == "fr"
    assert Commitment.objects.titles() == {1: "Engagement n° 1", 2: "Engagement n° 2"}
