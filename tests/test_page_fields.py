"""A field of a page is edited, sorted as text or fact, and shown: what is forgotten in one of the three is no field.

Text is translated; a fact is the same in all languages, and no translation may say otherwise (decision 7). Exceptions
are named, each with its reason.
"""

import ast
import re
from functools import cache

import pytest
from django.db.models import Field, Model
from modelcluster.models import get_all_child_relations
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.fields import SynchronizedField, TranslatableField, get_translatable_fields

from core.models import BasePage
from tests.test_consistency import MODULES, ROOT

APPS = ("home", "guides", "training", "charter", "label_directory")
MODELS = [model for model in (*get_page_models(), *get_snippet_models()) if model is not Page]

#: Fields that are neither translated nor kept the same by wagtail-localize for good, and why that is right.
NEITHER = {
    "BasePage.social_image": "the same at first, and a translation may have a picture with words of its language",
    "ContentPage.show_in_footer": "the same at first, and a translation may stand elsewhere",
    "GuidePage.audiences": "read from the page in the source language alone",
    "GuidePage.commitments": "same",
    "GuidePage.families": "same",
    "GuidePage.levers": "same",
    "GuidePage.stages": "same",
    "CoursePage.audiences": "same",
    "CoursePage.commitments": "same",
}
#: Methods that judge a field, and show it to nobody.
JUDGES = frozenset({"clean", "publication_flaws"})
#: What finds pages by a field, and shows those it finds.
QUESTIONS = frozenset({"filter", "exclude", "Q", "by_facts"})


def own_fields(model: type[Model]) -> dict[str, str]:
    """What a page adds to Wagtail's: its fields and what hangs on it, each under the name of the class that has it."""
    known = {field.name for field in Page._meta.get_fields()}
    fields = [field.name for field in model._meta.get_fields() if isinstance(field, Field) and not field.auto_created]
    relations = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
    shared = {field.name for field in BasePage._meta.get_fields()}
    return {
        name: f"{'BasePage' if name in shared else model.__name__}.{name}"
        for name in [*fields, *relations]
        if name not in known
    }


def edited(panel: Panel) -> set[str]:
    """What a panel and those in it let somebody edit."""
    own = {getattr(panel, "field_name", ""), getattr(panel, "relation_name", "")}
    below = [edited(child) for child in getattr(panel, "children", ())]
    return own.union(*below) if isinstance(panel, FieldPanel | InlinePanel) else set().union(*below)


def sorted_for_good(model: type[Model]) -> set[str]:
    """Fields whose words are translated, and facts that no translation may change."""
    return {
        field.field_name
        for field in get_translatable_fields(model)
        if isinstance(field, TranslatableField) or (isinstance(field, SynchronizedField) and not field.overridable)
    }


def shown_by_templates(app: str) -> set[str]:
    """What the templates of an application, and those all share, ask of objects."""
    others = set(APPS) - {app}
    words = {
        word
        for path in (ROOT / "templates").rglob("*.html")
        if path.relative_to(ROOT / "templates").parts[0] not in others
        for word in re.findall(r"\.(\w+)", " ".join(re.findall(r"\{[{%].*?[%}]\}", path.read_text(), re.DOTALL)))
    }
    return words | {match[1] for word in words if (match := re.fullmatch(r"get_(\w+)_display", word))}


def shown_by_code(app: str) -> set[str]:
    """What an application's code, and that of core, asks of objects, where it does not only judge them."""
    found = set()
    for path in MODULES:
        if path.relative_to(ROOT).parts[0] not in (app, "site"):
            continue
        tree = ast.parse(path.read_text())
        judged = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and node.name in JUDGES
            for inner in ast.walk(node)
        }
        found |= {name for node in ast.walk(tree) if id(node) not in judged for name in asked_for(node)}
    return found


def asked_for(node: ast.AST) -> set[str]:
    """Names that a piece of code asks of objects: ``page.name``, ``getattr(page, "name")``, ``filter(name__in=…)``."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        return {node.attr}
    if not isinstance(node, ast.Call):
        return set()
    function = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
    if function == "getattr" and isinstance(node.args[1], ast.Constant):
        return {node.args[1].value}
    if function not in QUESTIONS:
        return set()
    return {part for keyword in node.keywords for part in (keyword.arg or "").split("__")}


@cache
def shown(app: str) -> set[str]:
    """All that is asked of the pages of an application."""
    return shown_by_templates(app) | shown_by_code(app)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_in_a_panel(model):
    assert sorted(set(own_fields(model)) - edited(model.get_edit_handler())) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_text_or_fact(model):
    is_sorted = sorted_for_good(model)
    assert [name for field, name in own_fields(model).items() if field not in is_sorted and name not in NEITHER] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_shown(model):
    asked = shown(model._meta.app_label)
    assert [name for field, name in own_fields(model).items() if field not in asked] == []


def test_exceptions_are_still_needed():
    fields = {name: (model, field) for model in MODELS for field, name in own_fields(model).items()}
    needless = [name for name in NEITHER if fields[name][1] in sorted_for_good(fields[name][0])]
    assert needless == []
