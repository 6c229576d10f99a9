"""Lists of values: one row, three names."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from core.enums import Department
from core.models import Audience
from tests.factories.core import AudienceFactory


@pytest.mark.parametrize(
    ("language", "name"), [("fr", "Acheteurs"), ("de", "Einkauf"), ("de-at", "Einkauf"), ("en", "Acheteurs")]
)
def test_term_is_named_in_the_language_of_the_reader_or_in_french(language, name):
    term = Audience(name_fr="Acheteurs", name_de="Einkauf")
    with translation.override(language):
        assert (term.name, str(term)) == (name, name)


def test_term_is_named_in_french_where_no_language_is_active():
    with translation.override(None):
        assert Audience(name_fr="Acheteurs", name_de="Einkauf").name == "Acheteurs"


@pytest.mark.django_db
def test_terms_come_in_the_order_of_the_editors():
    Audience.objects.all().delete()
    names = [("Deux", 2), ("Un", 1), ("Aussi deux", 2)]
    for name, position in names:
        AudienceFactory(name_fr=name, sort_order=position)
    assert [term.name for term in Audience.objects.all()] == ["Un", "Aussi deux", "Deux"]


@pytest.mark.django_db
def test_identifier_of_a_term_exists_once():
    AudienceFactory(slug="acheteurs-test")
    with pytest.raises(IntegrityError), transaction.atomic():
        AudienceFactory(slug="acheteurs-test")


def test_departments_are_the_ten_of_the_region():
    assert Department.values == ["08", "10", "51", "52", "54", "55", "57", "67", "68", "88"]
