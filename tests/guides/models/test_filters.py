"""Sorting the library by its address; whatever the address says, a page answers."""

from copy import deepcopy

import pytest
from django.http import QueryDict

from guides.models import GuidePage, Stage
from guides.models.filters import GuideFilter
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory, PurchaseFamilyFactory, StageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_guides(shared_home):
    library = GuideIndexPageFactory()
    planning, needs = StageFactory(slug="planning"), StageFactory(slug="needs")
    works, food = PurchaseFamilyFactory(slug="works"), PurchaseFamilyFactory(slug="food")
    rows = [
        ("Clause", "clause", [planning], [works]),
        ("Fiche", "factsheet", [planning, needs], [food]),
        ("Guide", "guide", [needs], [works, food]),
    ]
    for title, kind, stages, families in rows:
        lists = {"stages": stages, "families": families}
        GuidePageFactory(parent=library, title=title, kind=kind, many_to_many=lists)
    return library


@pytest.fixture
def guides(shared_guides, db):
    """Three guides by title: each differs from the next in kind, stage and family."""
    return deepcopy(shared_guides)


def titles(query):
    return [guide.title for guide in GuideFilter(QueryDict(query), GuidePage.objects.order_by("title")).qs]


ALL = ["Clause", "Fiche", "Guide"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("kind=", ALL),
        ("kind=clause", ["Clause"]),
        ("kind=experience", []),
        ("stages=planning", ["Clause", "Fiche"]),
        ("stages=needs", ["Fiche", "Guide"]),
        ("families=food", ["Fiche", "Guide"]),
        ("stages=needs&families=works", ["Guide"]),
        ("kind=factsheet&stages=needs&families=food", ["Fiche"]),
        ("kind=clause&stages=needs", []),
    ],
)
def test_filter_keeps_the_guides_asked_for(guides, query, expected):
    assert titles(query) == expected


UNKNOWN = [
    "kind=poem",
    "stages=nowhere",
    "families=12",
    "stages=%00",
    "kind=%00",
    "stages='--",
    "families=" + "x" * 3000,
    "stages=%F0%9F%8C%B3",
    "colour=red",
]


@pytest.mark.parametrize("query", UNKNOWN)
def test_filter_ignores_what_does_not_exist(guides, query):
    assert titles(query) == ALL


@pytest.mark.parametrize("query", UNKNOWN)
def test_library_answers_whatever_its_address_asks(guides, client, query):
    response = client.get(f"/guides/?{query}")
    assert response.status_code == 200
    assert len(response.context["guides"]) == 3


def test_filter_keeps_the_known_half_of_a_half_known_question(guides):
    assert titles("kind=poem&stages=planning") == ["Clause", "Fiche"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", False),
        ("kind=", False),
        ("page=2", False),
        ("kind=poem", False),
        ("kind=clause", True),
        ("kind=poem&stages=planning", True),
    ],
)
def test_filter_is_active_when_it_filters(guides, query, expected):
    assert GuideFilter(QueryDict(query), GuidePage.objects.all()).is_active == expected


def test_filter_offers_its_values_in_the_order_editors_gave(site_root):
    Stage.objects.all().delete()
    StageFactory(slug="second", sort_order=2)
    StageFactory(slug="first", sort_order=1)
    field = GuideFilter(QueryDict(), GuidePage.objects.all()).form.fields["stages"]
    assert [value for value, _label in field.choices] == ["", "first", "second"]


def test_filter_sorts_a_translation_by_the_facts_of_its_source(guides):
    translate(GuidePage.objects.get(title="Clause"), title="Klausel", kind="guide")
    german = GuidePage.objects.filter(locale__language_code="de").order_by("title")
    assert [guide.title for guide in GuideFilter(QueryDict("kind=clause"), german).qs] == ["Klausel"]
    assert [guide.title for guide in GuideFilter(QueryDict("kind=guide"), german).qs] == []
