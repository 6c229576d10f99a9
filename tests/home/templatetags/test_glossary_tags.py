"""Terms in the texts of a page lead to the glossary of its language, each once a page."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from home.templatetags.glossary_tags import linked
from tests.counting import queries_of
from tests.factories.charter import make_charter
from tests.factories.core import GlossaryTermFactory
from tests.factories.home import ContentPageFactory, GlossaryPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

TEXT = "<p>Une clause.</p>"


@pytest.fixture
def glossary(site_root):
    GlossaryTermFactory(slug="clause", term_fr="clause", term_de="Klausel", term_en="clause")
    return GlossaryPageFactory(slug="glossaire")


def text_page(*texts, **kwargs):
    """A page whose body is some texts."""
    return ContentPageFactory(body=[("rich_text", text) for text in texts], **kwargs)


def terms(client, page):
    """Words of a page that lead to the glossary, and where they lead."""
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    return [(link.get_text(), link["href"], link.get("hreflang")) for link in soup.select("a.term")]


def test_term_is_linked_once_a_page_whatever_the_blocks(client, glossary):
    assert terms(client, text_page(TEXT, TEXT)) == [("clause", "/glossaire/#clause", None)]


def test_each_page_links_the_term_anew(client, glossary):
    assert [len(terms(client, text_page(TEXT))) for _ in range(2)] == [1, 1]


def test_term_of_a_translation_leads_to_the_glossary_of_its_language(client, glossary):
    translate(glossary, slug="glossar")
    german = translate(text_page(TEXT), body=[("rich_text", "<p>Eine Klausel, une clause.</p>")])
    assert terms(client, german) == [("Klausel", "/de/glossar/#clause", None)]


def test_term_is_not_linked_where_the_language_has_no_glossary(client, glossary):
    german = translate(text_page(TEXT), body=[("rich_text", "<p>Eine Klausel.</p>")])
    assert terms(client, german) == []


def test_term_is_not_linked_to_a_glossary_that_readers_may_not_open(client, glossary):
    page = text_page(TEXT)
    restriction = PageViewRestriction.objects.create(page=glossary, restriction_type=PageViewRestriction.LOGIN)
    assert terms(client, page) == []
    restriction.delete()
    glossary.unpublish()
    assert terms(client, page) == []


def test_term_is_linked_in_the_parts_of_a_commitment(client, glossary):
    _charter, [page] = make_charter([1])
    page.meaning, page.why = TEXT, TEXT
    page.save_revision().publish()
    assert terms(client, page) == [("clause", "/glossaire/#clause", None)]


def test_text_that_stands_on_no_page_is_left_alone(glossary):
    template = Template("{% load glossary_tags %}{% linked html %}")
    assert template.render(Context({"html": "<p>clause</p>"})) == "&lt;p&gt;clause&lt;/p&gt;"
    assert linked(Context({"page": text_page(TEXT)}), TEXT) == TEXT
    assert linked(Context({"request": RequestFactory().get("/"), "page": "clause"}), TEXT) == TEXT


def test_text_takes_as_many_queries_with_one_term_as_with_three(client, glossary):
    page = text_page("<p>clause avenant allotissement</p>", TEXT, TEXT)
    one = queries_of(client, page.url)
    for name in ("avenant", "allotissement"):
        GlossaryTermFactory(slug=name, term_fr=name)
    assert len(terms(client, page)) == 3
    assert len(queries_of(client, page.url)) == len(one)
