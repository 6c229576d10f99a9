"""Blocks that lead elsewhere lead to one place, and only to a page that readers may open."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.blocks import StructBlockValidationError

from core.blocks import BodyBlock, LinkBlock
from core.blocks.links import LinkCardBlock
from tests.factories.core import DocumentFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

ELSEWHERE = "https://www.example.org/outil"
WORDS = {LinkBlock: {"label": "Un outil"}, LinkCardBlock: {"title": "Un outil"}}
blocks_of_one_target = pytest.mark.parametrize("block_class", WORDS, ids=lambda block: block.__name__)


def link(block_class, **target):
    block = block_class()
    return block, block.normalize({**WORDS[block_class], **target})


@blocks_of_one_target
def test_link_to_an_address_is_accepted(block_class):
    block, value = link(block_class, url=ELSEWHERE)
    assert block.clean(value)["url"] == ELSEWHERE


@blocks_of_one_target
def test_link_to_a_page_is_accepted(site_root, block_class):
    page = ContentPageFactory()
    block, value = link(block_class, page=page)
    assert block.clean(value)["page"].pk == page.pk


@blocks_of_one_target
def test_link_to_nowhere_is_refused(block_class):
    block, value = link(block_class)
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value)
    assert list(error.value.block_errors) == ["url"]


@blocks_of_one_target
def test_link_to_two_places_is_refused(site_root, block_class):
    block, value = link(block_class, page=ContentPageFactory(), url=ELSEWHERE)
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value)
    assert list(error.value.block_errors) == ["url"]


@blocks_of_one_target
def test_link_to_nowhere_may_wait_in_a_draft(block_class):
    block, value = link(block_class)
    assert block.clean_deferred(value).get("url") in ("", None)


@blocks_of_one_target
@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "outil", "mailto:a@example.org"])
def test_link_to_no_web_address_is_refused(block_class, url):
    block, value = link(block_class, url=url)
    with pytest.raises(ValidationError):
        block.clean(value)


def test_link_href_of_a_page_is_in_the_language_of_the_reader(site_root):
    page = ContentPageFactory(slug="outils")
    translate(page, "de", slug="werkzeuge")
    _block, value = link(LinkBlock, page=page)
    assert value.href == "/outils/"
    with translation.override("de"):
        assert value.href == "/de/werkzeuge/"


def test_link_href_of_a_page_not_translated_is_the_source(site_root):
    _block, value = link(LinkBlock, page=ContentPageFactory(slug="outils"))
    with translation.override("de"):
        assert value.href == "/outils/"


def test_link_to_a_page_taken_offline_leads_nowhere(site_root):
    page = ContentPageFactory()
    page.unpublish()
    _block, value = link(LinkBlock, page=page)
    assert value.href == ""


def test_link_to_a_page_deleted_leads_nowhere(site_root):
    page = ContentPageFactory()
    block = LinkBlock()
    stored = block.get_prep_value(block.normalize({"label": "Un outil", "page": page}))
    page.delete()
    assert block.to_python(stored).href == ""


def test_documents_block_shows_format_and_name(site_root):
    document = DocumentFactory(title="Grille d’analyse")
    block = BodyBlock().child_blocks["documents"]
    shown = block.render(block.to_python({"title": "", "documents": [document.pk]}))
    assert "Grille d’analyse" in shown
    assert "TXT" in shown


def test_documents_block_bears_a_document_deleted_since(site_root):
    document = DocumentFactory(title="Grille d’analyse")
    block = BodyBlock().child_blocks["documents"]
    stored = {"title": "Modèles", "documents": [document.pk]}
    document.delete()
    assert "Grille d’analyse" not in block.render(block.to_python(stored))
