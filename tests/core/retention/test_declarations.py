"""Every column of the applications that declare what is private is declared: private, or harmless."""

import pytest
from django.apps import apps

from core.retention import declarations as registry
from core.retention.declarations import Declaration, declarations, declare, private_columns

TABLES = [
    pytest.param(declaration, model, id=model._meta.label)
    for declaration in declarations()
    for model in apps.get_app_config(declaration.app_label).get_models()
]
NOTHING = frozenset()


def columns(model):
    return {field.name for field in model._meta.local_concrete_fields}


def test_applications_that_keep_something_about_people_declare_it():
    assert [declaration.app_label for declaration in declarations()] == ["core", "lending", "training"]


@pytest.mark.parametrize(("declaration", "model"), TABLES)
def test_every_column_is_declared_private_or_harmless(declaration, model):
    name = model.__name__
    if name in declaration.of_the_team:
        assert name not in declaration.private.keys() | declaration.harmless.keys()
    else:
        assert columns(model) == declaration.private.get(name, NOTHING) | declaration.harmless.get(name, NOTHING)


@pytest.mark.parametrize("declaration", declarations(), ids=lambda declaration: declaration.app_label)
def test_no_column_is_declared_twice_and_no_table_that_is_not_there(declaration):
    private, harmless = declaration.private, declaration.harmless
    assert {name for name in private if private[name] & harmless.get(name, NOTHING)} == set()
    names = {model.__name__ for model in apps.get_app_config(declaration.app_label).get_models()}
    assert private.keys() | harmless.keys() | declaration.of_the_team == names


@pytest.mark.parametrize("label", private_columns())
def test_private_rows_are_not_in_the_search_index_nor_in_revisions(label):
    names = ("search_fields", "latest_revision", "get_autocomplete_search_fields")
    assert [name for name in names if hasattr(apps.get_model(label), name)] == []


def test_an_application_declares_once(monkeypatch):
    monkeypatch.setattr(registry, "_DECLARATIONS", {})
    first = Declaration("tea", private={"Cup": frozenset({"drinker"})})
    declare(first)
    declare(first)
    with pytest.raises(ValueError, match="tea has declared"):
        declare(Declaration("tea"))
    assert (declarations(), private_columns()) == ([first], {"tea.Cup": {"drinker"}})
