"""The squares of the commitments that pages serve, in few queries."""

import pytest
from django.test import RequestFactory

from charter.enums import Tone
from charter.squares import attach_squares
from guides.models import GuidePage
from tests.factories.charter import CommitmentFactory, make_charter
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


def numbers(squares):
    return [square["number"] for square in squares]


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
