"""Every section of the home page tells editors what it is, and shows itself to them and to readers."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import get_template

from home.models import HomePage
from tests.block_previews import children_of, preview

SECTIONS = HomePage._meta.get_field("sections").stream_block
BLOCKS, NAMES = children_of(SECTIONS)


def test_home_offers_the_sections_of_the_house():
    assert NAMES == ["hero", "doors", "latest", "agenda", "figures", "search", "free_text"]


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_section_has_its_own_icon_label_and_description(block):
    assert block.meta.icon not in ("", "placeholder")
    assert block.meta.label
    assert block.get_description()


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_section_is_shown_in_the_template_of_its_name(block):
    assert block.meta.template == f"home/blocks/{block.name}.html"
    assert get_template(block.meta.template)


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_section_can_be_previewed(block):
    assert block.is_previewable is True


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_section_preview_shows_the_section(client, site_root, block):
    assert preview(client, block).status_code == 200
    assert block.render(block.get_preview_value(), {"page": None}).strip() != ""


@pytest.mark.parametrize("block", BLOCKS, ids=NAMES)
def test_section_left_empty_in_a_draft_can_be_shown(client, site_root, unfinished_pages, block):
    empty = {"type": block.name, "value": block.get_prep_value(block.get_default()), "id": "a"}
    site_root.sections = SECTIONS.to_python([empty])
    site_root.save_revision().publish()
    assert client.get("/").status_code == 200


def test_search_sections_give_no_identifier_twice(client, site_root):
    sections = [{"type": "search", "value": {"title": "Chercher"}, "id": key} for key in ("a1", "b2")]
    site_root.sections = SECTIONS.to_python(sections)
    site_root.save_revision().publish()
    text = client.get("/").content.decode()
    identifiers = re.findall(r'\sid="([^"]*)"', text)
    assert sorted(set(identifiers)) == sorted(identifiers)
    assert set(re.findall(r'\sfor="([^"]*)"', text)) <= set(identifiers)


def hero(title):
    return {"type": "hero", "value": {"title": title, "text": "Un texte."}}


def test_home_has_one_opening_at_most():
    two = SECTIONS.to_python([hero("Un"), hero("Deux")])
    with pytest.raises(ValidationError):
        SECTIONS.clean(two)
    assert len(SECTIONS.clean(SECTIONS.to_python([hero("Un")]))) == 1
