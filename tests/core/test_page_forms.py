"""The field of a slug has the table of letters of the page's language, wherever it is shown."""

import json

import pytest
from django.urls import reverse

from core.slugs import replacements
from tests.factories.core import UserFactory
from tests.factories.pages import make_one_of_each
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

LANGUAGES = ("fr", "de", "en")


@pytest.fixture
def editor(client, site_root):
    client.force_login(UserFactory(is_superuser=True))
    return client


def table(form, name="slug"):
    """The table that the browser gets with a field, and the language it is told."""
    attributes = form.fields[name].widget.attrs
    table = json.loads(attributes["data-w-slug-formatters-value"])
    assert {tuple(expression[1:]) for expression, _instead in table} == {("gu",)}
    return [(expression[0], instead) for expression, instead in table], attributes["data-w-slug-locale-value"]


def expected(code):
    return list(replacements(code)), code


@pytest.mark.parametrize("code", LANGUAGES)
def test_new_page_has_the_table_of_its_language(editor, site_root, code):
    home = site_root if code == "fr" else translate(site_root, code)
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home.pk])
    assert table(editor.get(address).context["form"]) == expected(code)


def test_page_of_each_type_has_the_table_of_french(editor):
    for page in make_one_of_each().values():
        form = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
        assert table(form) == expected("fr")


@pytest.mark.parametrize("code", LANGUAGES)
def test_copy_has_the_table_of_its_language(editor, site_root, code):
    page = site_root if code == "fr" else translate(site_root, code)
    form = editor.get(reverse("wagtailadmin_pages:copy", args=[page.pk])).context["form"]
    assert table(form, "new_slug") == expected(code)


def test_form_of_no_page_has_the_table_of_french(site_root):
    form_class = type(site_root).get_edit_handler().get_form_class()
    assert table(form_class()) == expected("fr")


def test_organisation_has_the_table_of_french(editor):
    assert table(editor.get(reverse("organisation:add")).context["form"]) == expected("fr")
