"""The grid of the charter, and the squares of the pages that serve it, in few queries."""

import pytest
from django.test import RequestFactory
from wagtail.models import Locale

from charter.enums import Tone
from charter.models import CharterPage, CommitmentPage
from charter.querysets import attach_squares, commitment_titles, squares_of
from guides.models import GuidePage
from tests.factories.charter import CommitmentFactory, make_charter, make_draft
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
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
    assert charter.grid() == [{"number": 7, "title": "Engagement n° 7", "url": url, "tone": "simplify"}]


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
        assert len(squares_of(charter, request)) == count


def guide_serving(*served, **kwargs):
    return GuidePageFactory(
        parent=kwargs.pop("parent"),
        many_to_many={"commitments": [CommitmentFactory(number=number) for number in served]},
        **kwargs,
    )


def test_attached_squares_are_those_a_page_serves(site_root):
    make_charter([1, 2], tone="dialogue")
    make_charter([3], tone="perform")
    index = GuideIndexPageFactory()
    guides = [guide_serving(2, 3, parent=index), guide_serving(3, parent=index), guide_serving(parent=index)]
    assert [(numbers(page.squares), page.tone, page.tone_name) for page in attach_squares(guides)] == [
        ([2, 3], "dialogue", Tone.DIALOGUE.label),
        ([3], "perform", Tone.PERFORM.label),
        ([], "", ""),
    ]


def test_attached_tone_is_that_of_most_squares(site_root):
    make_charter([1], tone="dialogue")
    make_charter([2, 3], tone="perform")
    [page] = attach_squares([guide_serving(1, 2, 3, parent=GuideIndexPageFactory())])
    assert page.tone == "perform"


def test_attached_squares_keep_the_order_of_the_pages(site_root):
    index = GuideIndexPageFactory()
    guides = [guide_serving(parent=index) for _ in range(3)][::-1]
    assert attach_squares(guides) == guides


def test_attached_squares_of_nothing_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert attach_squares([]) == []


def test_attached_squares_of_a_translation_are_those_of_its_source(site_root):
    _charter, pages = make_charter([1, 2])
    translate(pages[0], title="Verpflichtung 1")
    german = translate(guide_serving(1, parent=GuideIndexPageFactory()), commitments=[])
    [page] = attach_squares([german])
    assert [(square["number"], square["title"]) for square in page.squares] == [(1, "Verpflichtung 1")]


@pytest.mark.parametrize("count", [1, 3])
def test_attached_squares_take_two_queries(site_root, django_assert_max_num_queries, count):
    charter, _pages = make_charter(range(1, count + 1))
    index = GuideIndexPageFactory()
    made = [guide_serving(number, parent=index) for number in range(1, count + 1)]
    guides = list(GuidePage.objects.filter(pk__in=[guide.pk for guide in made]))
    request = RequestFactory().get("/")
    charter.get_url(request)
    with django_assert_max_num_queries(2):
        attach_squares(guides, request)


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
    assert commitment_titles() == {1: "Engagement n° 1", 2: "Engagement n° 2"}
