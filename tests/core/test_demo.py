"""How contents written by editors become blocks and pages."""

import json

import pytest
from wagtail.models import Page

from core import demo
from core.blocks import BodyBlock
from home.models import ContentPage
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db


def test_content_is_read_from_the_folder_beside_the_module(tmp_path):
    (tmp_path / "demo_content").mkdir()
    (tmp_path / "demo_content" / "pages.json").write_text(json.dumps({"title": "Été"}), "utf-8")
    assert demo.read_content(str(tmp_path / "demo.py"), "pages") == {"title": "Été"}


@pytest.mark.parametrize("path", ["path:outils", "path:/outils/", "path:outils/"])
def test_path_names_a_page_below_the_home_page(site_root, path):
    page = ContentPageFactory(slug="outils")
    assert demo.key_of(path, site_root) == page.pk


def test_empty_path_names_the_home_page(site_root):
    assert demo.key_of("path:", site_root) == site_root.pk


def test_key_names_a_picture_or_a_document(site_root):
    image, document = ImageFactory(), DocumentFactory()
    image.tags.add("demo-atelier")
    document.tags.add("demo-grille")
    assert demo.key_of("image:atelier", site_root) == image.pk
    assert demo.key_of("document:grille", site_root) == document.pk


def test_reference_to_nothing_is_an_error(site_root):
    with pytest.raises(Page.DoesNotExist):
        demo.key_of("path:nulle-part", site_root)


def test_references_are_found_at_any_depth(site_root):
    page = ContentPageFactory(slug="outils")
    value = {"cards": [{"title": "path de montagne", "page": "path:outils"}], "count": 3}
    assert demo.resolved(value, site_root) == {
        "cards": [{"title": "path de montagne", "page": page.pk}],
        "count": 3,
    }


def test_link_of_rich_text_names_a_page(site_root):
    page = ContentPageFactory(slug="outils")
    text = '<p>Voir <a href="path:outils">les outils</a>.</p>'
    assert demo.resolved(text, site_root) == f'<p>Voir <a linktype="page" id="{page.pk}">les outils</a>.</p>'


def test_table_is_stored_as_a_typed_table(site_root):
    assert demo.resolved({"caption": "C", "columns": ["A", "B"], "rows": [["1", "2"]]}, site_root) == {
        "caption": "C",
        "columns": [{"type": "text", "heading": "A"}, {"type": "text", "heading": "B"}],
        "rows": [{"values": ["1", "2"]}],
    }


def test_stream_gives_an_id_to_every_block_and_item(site_root):
    items = [{"type": "checklist", "value": {"items": ["Un", "Deux"]}}]
    stored = demo.stream(BodyBlock(), items, site_root).get_prep_value()
    ids = [stored[0]["id"], *(item["id"] for item in stored[0]["value"]["items"])]
    assert (len(set(ids)), None in ids) == (3, False)


def test_stream_stores_what_is_left_out_as_the_form_would(site_root):
    items = [{"type": "clause", "value": {"title": "Insertion", "text": "Au moins [nombre] heures."}}]
    stored = demo.stream(BodyBlock(), items, site_root).get_prep_value()
    assert stored[0]["value"] == {
        "title": "Insertion",
        "text": "Au moins [nombre] heures.",
        "variant": "",
        "caution": "",
    }


def test_stream_of_nothing_is_empty(site_root):
    assert list(demo.stream(BodyBlock(), [], site_root)) == []


def test_page_published_under_another_is_live_with_a_revision(site_root):
    page = demo.publish_under(site_root, ContentPage(title="Outils", slug="outils"))
    page = ContentPage.objects.get(pk=page.pk)
    assert (page.live, page.has_unpublished_changes, page.revisions.count(), page.url) == (True, False, 1, "/outils/")
