"""Every value of every block that is no word follows the French page, and leaves the words as they are."""

import uuid

import pytest
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from core.blocks import BodyBlock
from tests.block_previews import TEXTS, filled, stored_preview
from tests.core.translation.bodies import at, body_of, keys, publish, put, stored
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.training import CoursePageFactory, TrainingIndexPageFactory, make_course
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db


def facts_of(block, way=()):
    """The way to each value inside a block that is no word, and the block of that value."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from facts_of(child, (*way, name))
    elif isinstance(block, blocks.ListBlock):
        yield from facts_of(block.child_block, (*way, 0, "value"))
    elif not isinstance(block, (*TEXTS, TypedTableBlock)):
        yield way, block


FACTS = [(name, way, leaf) for name, block in BodyBlock().child_blocks.items() for way, leaf in facts_of(block)]


def another(leaf, value):
    """Another value of a block that is no text."""
    if isinstance(leaf, ImageChooserBlock):
        return ImageFactory().pk
    if isinstance(leaf, DocumentChooserBlock):
        return DocumentFactory().pk
    if isinstance(leaf, blocks.PageChooserBlock):
        factory = PAGES[leaf.target_models[0]] if leaf.target_models else ContentPageFactory
        return factory().pk
    if isinstance(leaf, blocks.ChoiceBlock):
        return next(key for key, _label in leaf.field.choices if key and key != value)
    if isinstance(leaf, blocks.BooleanBlock):
        return not value
    if isinstance(leaf, blocks.URLBlock):
        return "https://video.example/autre"
    return (value or 1) + 1


PAGES = {
    TrainingIndexPageFactory._meta.model: lambda: TrainingIndexPageFactory(slug=f"formations-{uuid.uuid4().hex[:6]}"),
    CoursePageFactory._meta.model: lambda: make_course(slug=f"cours-{uuid.uuid4().hex[:6]}"),
}


@pytest.fixture
def home(home, settings):
    settings.VIDEO_HOSTS = ["video.example"]
    return home


@pytest.fixture
def values(home):
    """A stored value of each block of a body, every word filled in."""
    ImageFactory(), DocumentFactory(), TrainingIndexPageFactory(parent=home), make_course()
    return {name: filled(block, stored_preview(block)) for name, block in BodyBlock().child_blocks.items()}


def words_of_block(block, value, way=()):
    """Every word inside a stored value."""
    if isinstance(block, blocks.StructBlock):
        return [word for name, child in block.child_blocks.items() for word in words_of_block(child, value.get(name))]
    if isinstance(block, blocks.ListBlock):
        return [word for item in value for word in words_of_block(block.child_block, item["value"])]
    return [value] if isinstance(block, TEXTS) else []


def with_another(value, way, leaf):
    """The same stored value with another fact, and still one that may go online."""
    changed = put(value, way, another(leaf, at(value, way)))
    if way[-1:] == ("page",) and at(changed, way[:-1]).get("url"):
        # A card leads to a page or to an address, not to both.
        changed = put(changed, (*way[:-1], "url"), "")
    return changed


@pytest.mark.parametrize(("name", "way", "leaf"), FACTS, ids=[f"{name}-{way}" for name, way, _leaf in FACTS])
def test_fact_of_a_block_follows_and_its_words_stay(home, values, name, way, leaf):
    (key,) = keys(1)
    page = ContentPageFactory(title="Un bloc", slug="bloc", body=body_of((name, values[name], key)))
    german = translated(page)
    ((_name, before, _key),) = stored(german)
    changed = with_another(stored(page)[0][1], way, leaf)
    publish(page, body=body_of((name, changed, key)))
    ((_name, after, _key),) = stored(german)
    block = BodyBlock().child_blocks[name]
    assert at(after, way) == at(changed, way) != at(before, way)
    words = words_of_block(block, before)
    if way[-1:] == ("decorative",):
        # Such a picture has no alternative text, in any language.
        words[0] = ""
    assert words_of_block(block, after) == words


def test_kinds_of_facts_are_all_there():
    """The list is made from the blocks: it must not be empty of any kind."""
    kinds = {type(leaf).__name__ for _name, _way, leaf in FACTS}
    assert {
        "ChoiceBlock",
        "BooleanBlock",
        "IntegerBlock",
        "URLBlock",
        "ImageChooserBlock",
        "DocumentChooserBlock",
    } <= kinds
    assert any(isinstance(leaf, blocks.PageChooserBlock) for _name, _way, leaf in FACTS)
    assert not any(isinstance(leaf, ImageBlock) for _name, _way, leaf in FACTS)
