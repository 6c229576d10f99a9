"""The rows of a French page in the desk are those that wagtail-localize would have made, for a few questions."""

import pytest
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    TemplateSegment,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.models import ContentPage
from tests.core.translation.bodies import body_of, keys
from tests.core.translation.test_block_matrix import full_values
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db


def source_of(page):
    source, _created = TranslationSource.update_or_create_from_instance(page)
    return source


def rows_of(source):
    """Every row of a source: its kind and key."""
    kinds = (StringSegment, TemplateSegment, OverridableSegment)
    return {(kind, key) for kind in kinds for key in kind.objects.filter(source=source).values_list("pk", flat=True)}


def rows_of_the_library(source):
    """The rows that the library finds for what it extracts; it makes those that are not there."""
    found = set()
    for value in extract_segments(source.as_instance()):
        if isinstance(value, StringSegmentValue):
            row = StringSegment.from_value(source, source.locale, value)
        elif isinstance(value, TemplateSegmentValue):
            row = TemplateSegment.from_value(source, value)
        else:
            assert isinstance(value, OverridableSegmentValue)
            row = OverridableSegment.from_value(source, value)
        found.add((type(row), row.pk))
    return found


@pytest.fixture
def page(site_root, unfinished_pages):
    """A page with every block."""
    values = full_values(site_root)
    names = keys(len(values))
    body = body_of(*((kind, value, name) for (kind, value), name in zip(values.items(), names, strict=True)))
    return ContentPageFactory(body=body, summary="Un résumé.")


def changed(page, change):
    page = ContentPage.objects.get(pk=page.pk)
    stored = list(page.body.get_prep_value())
    page.body = page.body.stream_block.to_python(change(stored))
    page.save_revision().publish()
    return page


CHANGES = {
    "nothing": lambda blocks: blocks,
    "order": lambda blocks: blocks[::-1],
    "one leaves": lambda blocks: blocks[1:],
    "all leave": lambda blocks: [],
    "twice the same": lambda blocks: [
        *blocks,
        *({**block, "id": key} for block, key in zip(blocks, keys(99), strict=False)),
    ],
}


@pytest.mark.parametrize("change", CHANGES)
def test_rows_are_those_of_the_library(page, change):
    source_of(page)
    source = source_of(changed(page, CHANGES[change]))
    ours = rows_of(source)
    assert rows_of_the_library(source) == ours
    assert rows_of(source) == ours


def test_rows_that_did_not_change_keep_their_keys(page):
    before = rows_of(source_of(page))
    assert rows_of(source_of(changed(page, CHANGES["nothing"]))) == before


def test_each_place_has_the_name_of_its_field(page):
    source = source_of(page)
    places = TranslationContext.objects.filter(object_id=source.object_id)
    assert {place.path for place in places if not place.field_path} == set()
    assert places.get(path="summary").field_path == "summary"


def test_words_of_two_places_are_one_string(site_root):
    page = ContentPageFactory(title="Un mot", seo_title="Un mot")
    strings = {row.string_id for row in source_of(page).stringsegment_set.filter(string__data="Un mot")}
    assert (len(strings), source_of(page).stringsegment_set.filter(string__data="Un mot").count()) == (1, 2)


@pytest.mark.parametrize("passages", [1, 3])
def test_reading_a_page_asks_the_same_for_any_number_of_passages(site_root, django_assert_num_queries, passages):
    body = body_of(*(("heading", f"Titre {name}", name) for name in keys(passages)))
    source = source_of(ContentPageFactory(body=body))
    with django_assert_num_queries(QUERIES):
        source.refresh_segments()


#: The page, the places, and what is there of passages, templates and the rest, each with what leaves.
QUERIES = 19
