"""What every page type has in common."""

import pytest
from django.template.loader import get_template
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.models import BasePage
from home.models import ContentPage
from tests.counting import queries_of
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translate

PAGE_TYPES = [model for model in get_page_models() if model is not Page]
page_types = pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)

#: Reached, and not to be lost again.
QUERIES_OF_A_PLAIN_PAGE = 11


@page_types
def test_page_type_is_built_on_the_base_page(model):
    assert issubclass(model, BasePage)


@pytest.mark.django_db
@page_types
def test_page_type_has_a_template_and_a_card_of_its_name(model):
    page = model()
    assert get_template(page.template)
    assert get_template(page.card_template)


@page_types
def test_page_type_says_where_it_stands(model):
    # Without these, an editor could put a session below the legal notice.
    assert {"parent_page_types", "subpage_types"} & set(vars(model)) != set()


@page_types
def test_page_type_is_found_by_its_summary(model):
    assert "summary" in {field.field_name for field in model.search_fields}


@page_types
def test_summary_of_more_than_300_characters_is_refused(model):
    assert model.get_edit_handler().get_form_class().base_fields["summary"].max_length == 300


@pytest.mark.django_db
def test_visible_pages_are_those_any_reader_may_open(site_root):
    public = ContentPageFactory()
    ContentPageFactory(live=False)
    private = ContentPageFactory()
    ContentPageFactory(parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert list(ContentPage.objects.visible()) == [public]


@pytest.mark.django_db
def test_visible_pages_take_one_query(site_root, django_assert_num_queries):
    ContentPageFactory()
    with django_assert_num_queries(1):
        assert len(ContentPage.objects.visible()) == 1


@pytest.mark.django_db
def test_facts_of_a_translation_are_those_of_its_source(site_root):
    page = ContentPageFactory()
    assert (translate(page, "de").facts, page.facts) == (page, page)


@pytest.mark.django_db
def test_facts_of_a_page_without_a_source_are_its_own(site_root):
    page = ContentPageFactory()
    german = translate(page, "de")
    page.delete()
    german = ContentPage.objects.get(pk=german.pk)
    assert german.facts == german


@pytest.mark.django_db
def test_pages_in_the_source_language_are_french(site_root):
    page = ContentPageFactory()
    translate(page, "de")
    assert list(ContentPage.objects.in_source_language()) == [page]


@pytest.mark.django_db
def test_plain_page_asks_the_database_nothing_twice(client, site_root):
    queries = queries_of(client, ContentPageFactory().url)
    assert len(set(queries)) == len(queries)
    assert len(queries) <= QUERIES_OF_A_PLAIN_PAGE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "slug", ["admin", "documents", "media", "static", "fr", "de", "en", "recherche", "plan-du-site", "suche", "search"]
)
def test_slug_that_the_site_itself_answers_is_refused(client, site_root, slug):
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailadmin_pages:add", args=["home", "contentpage", site_root.pk])
    fields = {"title": "Une page", "slug": slug, "summary": "", "body": streamfield([]), "comments": inline_formset([])}
    response = client.post(url, nested_form_data(fields))
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["slug"])
    assert client.post(url, nested_form_data(fields | {"slug": f"{slug}-2"})).status_code == 302


@page_types
def test_page_type_has_its_schedule_and_comments_in_the_last_of_its_tabs(model):
    handler = model.get_edit_handler()
    headings = [str(tab.heading) for tab in handler.children]
    assert (headings[0], headings[-2:]) == ("Contenu", ["Partage", "Paramètres"])
    form = handler.get_form_class()
    assert {"go_live_at", "expire_at"} <= set(form.base_fields)
    assert "comments" in form.formsets
