"""Pages of other languages stand where the French ones stand."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from core.translation.places import why_not_move
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import begin, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(home):
    """Four French pages side by side, each translated, the last of them with a page below it."""
    found = {name: ContentPageFactory(parent=home, title=name, slug=name) for name in "abcd"}
    found["below"] = ContentPageFactory(parent=found["d"], title="below", slug="below")
    for page in found.values():
        translated(page)
    return found


def fresh(page):
    return Page.objects.get(pk=page.pk)


def below(page, code):
    """Titles of the pages below a page, in a language, in their order."""
    parent = page.get_translation(Locale.objects.get(language_code=code))
    return [child.title.removesuffix(f" {code.upper()}") for child in parent.get_children().order_by("path")]


def order(page, code="de"):
    return below(page, "fr")[-4:], below(page, code)[-4:]


@pytest.mark.parametrize(("moved", "beside", "pos"), [("d", "a", "left"), ("a", "d", "right"), ("c", "b", "left")])
def test_order_of_the_french_pages_is_that_of_their_translations(home, pages, moved, beside, pos):
    fresh(pages[moved]).move(fresh(pages[beside]), pos=pos)
    french, german = order(home)
    assert french == german != list("abcd")


def test_page_that_is_sent_to_translation_later_takes_its_place(home, pages):
    page = ContentPageFactory(parent=home, title="e", slug="e")
    fresh(page).move(fresh(pages["a"]), pos="left")
    begin(fresh(page).specific)
    assert below(home, "de")[-5:] == ["e", "a", "b", "c", "d"]


def test_order_of_a_language_that_lacks_pages_is_that_of_those_it_has(home, pages):
    english = [translated(pages[name], "en") for name in "cab"]
    assert len(english) == 3
    assert below(home, "en")[-3:] == ["a", "b", "c"]


def test_move_takes_the_translations_along_with_redirects(client, home, pages):
    german = pages["b"].get_translation(Locale.objects.get(language_code="de"))
    before = german.url
    fresh(pages["b"]).move(fresh(pages["d"]), pos="last-child")
    german = fresh(german)
    assert german.get_parent().translation_key == pages["d"].translation_key
    assert Redirect.objects.filter(old_path=before.rstrip("/"), redirect_page=german).count() == 1
    assert client.get(before, follow=True).redirect_chain == [(german.url, 301)]


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_move_that_a_translation_could_not_follow_is_refused_with_the_reason(editor, home, pages):
    alone = ContentPageFactory(parent=home, title="seule", slug="seule")
    address = reverse("wagtailadmin_pages:move_confirm", args=[pages["a"].pk, alone.pk])
    response = editor.post(address)
    assert fresh(pages["a"]).get_parent().pk == home.pk
    assert "Envoyez d’abord" in messages_of(response)[0]


def test_move_that_translations_can_follow_is_made(editor, home, pages):
    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[pages["a"].pk, pages["d"].pk]))
    german = pages["a"].get_translation(Locale.objects.get(language_code="de"))
    assert fresh(pages["a"]).get_parent().pk == pages["d"].pk
    assert fresh(german).get_parent().translation_key == pages["d"].translation_key


def test_move_by_a_script_leaves_a_translation_that_has_no_place_there(home, pages):
    alone = ContentPageFactory(parent=home, title="seule", slug="seule")
    fresh(pages["a"]).move(fresh(alone), pos="last-child")
    german = pages["a"].get_translation(Locale.objects.get(language_code="de"))
    assert fresh(german).get_parent().translation_key == home.translation_key


def test_translation_is_not_moved_by_hand(editor, home, pages):
    german = Locale.objects.get(language_code="de")
    page, place = pages["a"].get_translation(german), pages["d"].get_translation(german)
    response = editor.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, place.pk]))
    assert fresh(page).get_parent().translation_key == home.translation_key
    assert "est une traduction" in messages_of(response)[0]


def test_translation_put_elsewhere_among_its_siblings_comes_back(editor, home, pages):
    page = pages["a"].get_translation(Locale.objects.get(language_code="de"))
    editor.post(reverse("wagtailadmin_pages:set_page_position", args=[page.pk]))
    assert order(home) == (list("abcd"), list("abcd"))


def test_several_pages_at_once_are_not_moved_where_one_has_no_place(editor, home, pages):
    alone = ContentPageFactory(parent=home, title="seule", slug="seule")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    editor.post(f"{address}?id={pages['a'].pk}&id={pages['b'].pk}", {"chooser": alone.pk})
    assert {fresh(pages[name]).get_parent().pk for name in "ab"} == {home.pk}


def test_page_without_translation_moves_as_ever(home, pages):
    alone = ContentPageFactory(parent=home, title="seule", slug="seule")
    assert why_not_move(alone, pages["a"]) == ""
    assert why_not_move(pages["a"], home) == ""


def test_page_that_was_written_in_german_moves_as_ever(home, pages):
    german = Locale.objects.get(language_code="de")
    own = ContentPageFactory(parent=home.get_translation(german), title="Eigene", slug="eigene", locale=german)
    assert why_not_move(own, pages["a"].get_translation(german)) == ""


def test_pages_below_one_that_is_only_german_keep_their_own_order(home):
    german = Locale.objects.get(language_code="de")
    parent = ContentPageFactory(parent=home.get_translation(german), title="Eigene", slug="eigene", locale=german)
    first, second = (ContentPageFactory(parent=parent, title=name, slug=name, locale=german) for name in "ab")
    fresh(second).move(fresh(first), pos="left")
    assert [child.title for child in fresh(parent).get_children().order_by("path")] == ["b", "a"]


# --- Nobody stays below a page that is offline ------------------------------------------------------------------


@pytest.fixture
def parent(home):
    """A German page that an editor wrote, with a page below it."""
    german = Locale.objects.get(language_code="de")
    page = ContentPageFactory(parent=home.get_translation(german), title="Oben", slug="oben", locale=german)
    ContentPageFactory(parent=page, title="Unten", slug="unten", locale=german)
    return page


def lives(page):
    return [found.live for found in fresh(page).get_descendants(inclusive=True).order_by("path")]


def test_page_goes_offline_with_those_below_it_or_not_at_all(editor, parent):
    address = reverse("wagtailadmin_pages:unpublish", args=[parent.pk])
    response = editor.post(address)
    assert (response.url, lives(parent)) == (address, [True, True])
    assert "1 page placée dessous est en ligne" in messages_of(response)[0]
    editor.post(address, {"include_descendants": "on"})
    assert lives(parent) == [False, False]


def test_several_pages_at_once_go_offline_with_those_below_them_or_not_at_all(editor, parent):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?id={parent.pk}"
    editor.post(address)
    assert lives(parent) == [True, True]
    editor.post(address, {"include_descendants": "on"})
    assert lives(parent) == [False, False]
