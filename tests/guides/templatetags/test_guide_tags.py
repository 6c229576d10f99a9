"""Guides on the pages of commitments."""

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from guides.templatetags.guide_tags import GUIDES_SHOWN, guides_serving
from tests.factories.charter import CommitmentFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(site_root):
    return GuideIndexPageFactory()


def guide(library, *numbers, **kwargs):
    lists = {"commitments": [CommitmentFactory(number=number) for number in numbers]}
    return GuidePageFactory(parent=library, many_to_many=lists, **kwargs)


def test_guides_serving_gives_the_guides_of_a_commitment(library):
    wanted, _other = guide(library, 7), guide(library, 8)
    assert guides_serving([7]) == [wanted]


def test_guides_serving_gives_the_guides_of_several_commitments_once(library):
    both, eighth = guide(library, 7, 8), guide(library, 8)
    assert guides_serving([7, 8]) == [eighth, both]


def test_guides_serving_speaks_the_active_language(library):
    source = guide(library, 7)
    german = translate(source)
    with translation.override("de"):
        assert guides_serving([7]) == [german]
    with translation.override("en"):
        # Only in French: offered as such.
        assert guides_serving([7]) == [source]


def test_guides_serving_nothing_is_empty(library):
    guide(library, 7)
    assert guides_serving([]) == []


def test_guides_serving_is_a_handful(library):
    for _ in range(GUIDES_SHOWN + 1):
        guide(library, 7)
    assert len(guides_serving([7])) == GUIDES_SHOWN


def test_guides_serving_costs_the_same_however_many_guides(library, django_assert_num_queries):
    guide(library, 7)
    with CaptureQueriesContext(connection) as one:
        guides_serving([7])
    for _ in range(2):
        guide(library, 7)
    with django_assert_num_queries(len(one)):
        assert len(guides_serving([7])) == 3


def test_guides_serving_works_in_a_template(library):
    guide(library, 7, title="Allotir")
    template = Template(
        "{% load guide_tags %}{% guides_serving numbers as found %}{% for g in found %}{{ g }}{% endfor %}"
    )
    assert template.render(Context({"numbers": [7]})) == "Allotir"
