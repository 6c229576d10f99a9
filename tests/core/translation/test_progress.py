"""What is missing, what changed, in the order of the page."""

import pytest
from wagtail_localize.models import StringTranslation

from core.translation.progress import (
    Change,
    changes_since,
    compare,
    missing_strings,
    source_page_of,
    translation_of,
    words_of,
)
from tests.factories.translations import begin, fill, translate


@pytest.mark.parametrize(
    ("before", "now", "changes"),
    [
        (["a", "b"], ["a", "b"], []),
        ([], [], []),
        (["a", "b"], ["a", "c"], [Change("b", "c")]),
        (["a"], ["a", "b"], [Change("", "b")]),
        (["a", "b"], ["b"], [Change("a", "")]),
        (["a", "b", "z"], ["c", "z"], [Change("a", "c"), Change("b", "")]),
        (["a", "z"], ["b", "c", "z"], [Change("a", "b"), Change("", "c")]),
        (["a", "b", "a"], ["a", "b", "c"], [Change("a", "c")]),
    ],
    ids=["same", "nothing", "other", "more", "less", "two for one", "one for two", "said twice"],
)
def test_compare_puts_old_and_new_words_side_by_side(before, now, changes):
    assert compare(before, now) == changes


def paths(translation):
    return [segment.context.path for segment in missing_strings(translation)]


@pytest.mark.django_db
def test_missing_strings_follow_the_order_of_the_page(page):
    stored = [("heading", "Un"), ("heading", "Deux"), ("heading", "Trois")]
    page.body = page.body.stream_block.to_python(
        [{"type": name, "value": value, "id": f"block-{number}"} for number, (name, value) in enumerate(stored)]
    )
    page.save_revision().publish()
    translation = begin(page)
    order = ["title", "slug", "summary", "body.block-0", "body.block-1", "body.block-2"]
    assert paths(translation) == order
    fill(translation, only=4)
    assert paths(translation) == order[4:]
    StringTranslation.objects.filter(context__path="title", data="Mentions DE").update(has_error=True)
    assert paths(translation) == ["title", *order[4:]]


@pytest.mark.django_db
def test_missing_strings_are_those_of_the_language(page):
    german, english = begin(page), begin(page, "en")
    fill(german)
    assert (paths(german), paths(english)) == ([], ["title", "slug", "summary"])


@pytest.mark.django_db
def test_words_are_those_that_readers_read(page):
    assert words_of(page) == ["Mentions", "Qui publie ce site."]


@pytest.mark.django_db
def test_changes_are_those_of_the_page_online(page):
    translation, given = begin(page), words_of(page)
    page.title = "Mentions légales"
    page.save_revision()
    assert changes_since(given, translation) == []
    page.get_latest_revision().publish()
    assert changes_since(given, translation) == [Change("Mentions", "Mentions légales")]
    type(page).objects.get(pk=page.pk).unpublish()
    assert changes_since(given, translation) == []


@pytest.mark.django_db
def test_translation_is_that_of_the_target(page):
    translation = begin(page)
    target = translation.get_target_instance()
    assert (translation_of(target), translation_of(page)) == (translation, None)
    assert source_page_of(translation) == page


@pytest.mark.django_db
def test_page_written_by_hand_has_no_translation(page):
    assert translation_of(translate(page)) is None
