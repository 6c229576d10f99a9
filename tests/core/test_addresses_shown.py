"""No page prints markup or an address that no editor could type, whoever wrote it in the database, and where."""

import pytest
from bs4 import BeautifulSoup
from django.db import models
from django.utils.html import escape
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models

from label_directory.models import DirectoryIndexPage, Organisation
from tests import hostile
from tests.block_previews import filled, stored_preview
from tests.factories.charter import make_charter
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import AccessibilityPageFactory, ContentPageFactory, GlossaryPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory, make_holder
from tests.factories.training import SessionPageFactory, make_course
from training.models import SessionPage

pytestmark = pytest.mark.django_db

#: What a page holds as often with a hostile text as without.
ELEMENTS = ("meta", "base", "iframe", "embed", "style", "math", "noscript")
MODELS = sorted((model for model in get_page_models() if model is not Page), key=lambda model: model.__name__)


def make_everything():
    """A page of each type below the home page, and rows to choose."""
    ImageFactory(), DocumentFactory()
    make_charter()
    course = make_course()
    SessionPageFactory(parent=course)
    DirectoryIndexPageFactory()
    GuidePageFactory(parent=GuideIndexPageFactory())
    ContentPageFactory(slug="texte"), AccessibilityPageFactory(), GlossaryPageFactory()


def poisoned(block, value, text, url):
    """A stored value with this text in every rich text, and this address in every address."""
    if isinstance(block, blocks.StructBlock):
        return {name: poisoned(child, (value or {}).get(name), text, url) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [item | {"value": poisoned(block.child_block, item["value"], text, url)} for item in value or []]
    if isinstance(block, blocks.RichTextBlock):
        return text
    return url if isinstance(block, blocks.URLBlock) else value


def poisoned_stream(field, text, url):
    """Every block that a stream may hold, as an old revision could bring it; pages are left out for an address."""
    values = []
    for name, block in field.stream_block.child_blocks.items():
        value = poisoned(block, filled(block, stored_preview(block)), text, url)
        if isinstance(value, dict) and "url" in value and "page" in value:
            value |= {"page": None}
        values.append({"type": name, "value": value, "id": f"id-{name}"})
    return field.stream_block.to_python(values)


def poison(page, text, url):
    """Write a text and an address in every field of a page that takes them, past every form."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            setattr(page, field.name, poisoned_stream(field, text, url))
        elif isinstance(field, RichTextField):
            setattr(page, field.name, text)
        elif isinstance(field, models.URLField):
            setattr(page, field.name, url)
    page.save(clean=False)


def text_of(url):
    return f'<p>Mot {" ".join(hostile.MARKUP)}</p><p><a href="{escape(url)}">Lire</a></p>'


@pytest.fixture(scope="module")
def shared_everything(shared_home):
    make_everything()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("url", hostile.ADDRESSES[:2] + hostile.ADDRESSES[5:6])
def test_page_prints_nothing_that_no_editor_could_type(client, shared_everything, site_root, model, url):
    page = model.objects.first()
    before = BeautifulSoup(client.get(page.url).content, "html.parser")
    poison(page, text_of(url), url)
    response = client.get(page.url)
    soup = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, hostile.bad_addresses(soup)) == (200, [])
    for rich in soup.select(".rich"):
        for link in rich.select("a.term"):
            link.unwrap()
        assert hostile.intruders(rich.decode_contents()) == []
    # Nothing escapes from its text either.
    assert {name: len(soup.select(name)) for name in ELEMENTS} == {name: len(before.select(name)) for name in ELEMENTS}


def test_organisation_prints_no_address_that_a_browser_runs(client, shared_everything, site_root):
    organisation = make_holder(name="Valmont")
    Organisation.objects.filter(pk=organisation.pk).update(website="javascript:alert(1)")
    response = client.get(f"{DirectoryIndexPage.objects.get().url}{organisation.slug}/")
    soup = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, hostile.bad_addresses(soup)) == (200, [])
    assert "javascript:" not in response.content.decode()


@pytest.mark.parametrize("url", hostile.ADDRESSES)
def test_session_tells_no_address_that_a_browser_runs(shared_everything, site_root, url):
    session = SessionPage.objects.first()
    session.remote_link = url
    assert session.to_tell.link == ""
