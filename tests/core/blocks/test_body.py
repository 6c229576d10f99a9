"""Every block of the body tells editors what it is, and shows itself to them and to readers."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from core.blocks import BodyBlock
from core.models import CustomImage
from home.models import ContentPage
from tests.block_previews import children_of, preview
from tests.factories.core import DocumentFactory, ImageFactory

BODY = ContentPage._meta.get_field("body").stream_block
BLOCKS, NAMES = children_of(BODY)


def test_body_offers_each_block_that_has_a_template():
    """One taken away by mistake leaves its template behind."""
    templates = Path(settings.BASE_DIR, "templates", "core", "blocks").glob("*.html")
    assert sorted(NAMES) == sorted(path.stem for path in templates)


def test_body_offers_no_raw_html():
    assert [name for name, block in BODY.child_blocks.items() if "RawHTML" in type(block).__name__] == []


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_block_has_its_own_icon_label_and_description(block):
    assert block.meta.icon not in ("", "placeholder")
    assert block.meta.label
    assert block.get_description()


def test_blocks_have_different_labels_and_descriptions():
    assert len({str(block.meta.label) for block in BLOCKS}) == len(BLOCKS)
    assert len({str(block.get_description()) for block in BLOCKS}) == len(BLOCKS)


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_block_is_shown_in_the_template_of_its_name(block):
    assert block.meta.template == f"core/blocks/{block.name}.html"
    assert get_template(block.meta.template)


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_block_can_be_previewed(block):
    assert block.is_previewable is True


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_block_preview_shows_the_block(client, site_root, block):
    ImageFactory()
    DocumentFactory()
    response = preview(client, block)
    assert response.status_code == 200
    assert block.render(block.get_preview_value(), {"page": None}).strip() != ""


@pytest.mark.parametrize("name", ["picture", "picture_text", "documents"])
def test_block_preview_bears_an_empty_library(client, site_root, name):
    assert CustomImage.objects.count() == 0
    assert preview(client, BODY.child_blocks[name]).status_code == 200


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_block_left_empty_in_a_draft_can_be_shown(site_root, block):
    # A draft is saved with its required fields empty, and previewed as it is.
    empty = BODY.to_python([{"type": block.name, "value": block.get_prep_value(block.get_default()), "id": "a"}])
    assert isinstance(empty[0].render({"page": site_root}), str)


def test_body_is_the_same_for_every_page_type():
    assert type(BODY) is BodyBlock
