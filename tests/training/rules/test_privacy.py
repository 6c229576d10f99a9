"""Every column of the tables about participants is declared: private, or harmless."""

import pytest
from django.apps import apps

from training.rules.privacy import FORGOTTEN, HARMLESS, OF_THE_TEAM, PRIVATE

MODELS = {model._meta.label: model for name in ("core", "training") for model in apps.get_app_config(name).get_models()}


def columns(model):
    return {field.name for field in model._meta.local_concrete_fields}


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_column_is_declared_private_or_harmless(label):
    if label in OF_THE_TEAM:
        assert label not in PRIVATE.keys() | HARMLESS.keys()
    else:
        assert columns(MODELS[label]) == PRIVATE.get(label, frozenset()) | HARMLESS.get(label, frozenset())


@pytest.mark.parametrize("label", sorted(PRIVATE))
def test_no_column_is_declared_twice(label):
    assert PRIVATE[label] & HARMLESS[label] == frozenset()


def test_what_is_forgotten_of_a_sign_up_is_declared_once():
    assert PRIVATE["training.SignUp"] - FORGOTTEN.keys() == {"person_key"}


@pytest.mark.parametrize("label", sorted(PRIVATE))
def test_private_rows_are_not_in_the_search_index_nor_in_revisions(label):
    names = ("search_fields", "latest_revision", "get_autocomplete_search_fields")
    assert [name for name in names if hasattr(MODELS[label], name)] == []
