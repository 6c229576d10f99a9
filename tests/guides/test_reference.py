"""The lists of values of a new site."""

import json
from pathlib import Path

import pytest

import guides.reference
from core.models import Audience
from guides.models import LegalLever, PurchaseFamily, Stage
from guides.reference import LISTS, load_vocabularies
from tests.factories.guides import StageFactory

pytestmark = pytest.mark.django_db

TERMS = json.loads(
    (Path(guides.reference.__file__).parent / "demo_content" / "vocabularies.json").read_text(encoding="utf-8")
)


def rows(model):
    return list(model.objects.values("slug", "name_fr", "name_de", "name_en"))


def test_load_vocabularies_fills_the_empty_lists_in_the_order_of_the_file(db):
    for model in LISTS.values():
        model.objects.all().delete()
    load_vocabularies()
    assert {name: rows(model) for name, model in LISTS.items()} == {name: TERMS[name] for name in LISTS}


def test_load_vocabularies_twice_changes_nothing(db):
    load_vocabularies()
    before = {name: list(model.objects.values()) for name, model in LISTS.items()}
    load_vocabularies()
    assert {name: list(model.objects.values()) for name, model in LISTS.items()} == before


def test_load_vocabularies_leaves_a_list_that_editors_touched(db):
    for model in (Stage, PurchaseFamily, LegalLever, Audience):
        model.objects.all().delete()
    StageFactory(slug="own", name_fr="La nôtre", name_de="", name_en="")
    load_vocabularies()
    assert rows(Stage) == [{"slug": "own", "name_fr": "La nôtre", "name_de": "", "name_en": ""}]
    assert PurchaseFamily.objects.count() == len(TERMS["families"])


def test_every_term_has_a_name_in_three_languages():
    incomplete = [term for terms in TERMS.values() for term in terms if not all(term.values())]
    assert incomplete == []


@pytest.mark.parametrize("name", LISTS)
def test_every_term_has_an_identifier_of_its_own(name):
    slugs = [term["slug"] for term in TERMS[name]]
    assert sorted(set(slugs)) == sorted(slugs)
