"""A language is offered where there is something to read in it, and translations name each other."""

import copy
import datetime
import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.template import Context
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Locale, Page, PageViewRestriction

from core.languages import foreign
from core.models import PublishedTranslation
from core.templatetags.i18n_tags import leads_to
from core.translation.publication import publish_translation
from home.models import HomePage
from tests.counting import queries_of
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory, make_holder
from tests.factories.translations import begin, fill, translate, translated

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"


@pytest.fixture(scope="module")
def shared_page(shared_home):
    return ContentPageFactory(title="Mentions", slug="mentions")


@pytest.fixture
def page(shared_page, db):
    return copy.deepcopy(shared_page)


@pytest.fixture
def german_home(site_root):
    return translate(site_root, "de", slug="start")


def links(client, path):
    """The languages a page offers its readers: code, address and whether it is the page’s own."""
    text = client.get(path).content.decode()
    switcher = "".join(re.findall(r'<nav class="langs".*?</nav>', text, re.DOTALL))
    anchors = re.findall(r'<a [^>]*hreflang="[^"]*"[^>]*>', switcher)
    return sorted(
        (
            re.search(r'hreflang="([^"]+)"', anchor)[1],
            re.search(r'href="([^"]+)"', anchor)[1],
            "aria-current" in anchor,
        )
        for anchor in anchors
    )


def alternates(client, path):
    """The languages a page names to search engines, and their addresses."""
    text = client.get(path).content.decode()
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', text))


def test_switcher_is_absent_while_only_french_is_live(client, page):
    assert (links(client, "/"), links(client, "/mentions/")) == ([], [])


def test_switcher_is_absent_while_the_german_home_is_a_draft(client, site_root, page):
    translate(site_root, "de", live=False, slug="start")
    assert links(client, "/mentions/") == []


def test_switcher_offers_german_once_its_home_is_live(client, page, german_home):
    assert links(client, "/") == [("de", "/de/", False), ("fr", "/", True)]
    assert links(client, "/de/") == [("de", "/de/", True), ("fr", "/", False)]


def test_switcher_leads_to_the_same_page(client, page, german_home):
    translate(page, "de", slug="impressum")
    assert links(client, "/mentions/") == [("de", "/de/impressum/", False), ("fr", "/mentions/", True)]
    assert links(client, "/de/impressum/") == [("de", "/de/impressum/", True), ("fr", "/mentions/", False)]


def test_switcher_leads_to_the_home_page_of_a_language_without_this_page(client, page, german_home):
    assert links(client, "/mentions/") == [("de", "/de/", False), ("fr", "/mentions/", True)]


def test_switcher_never_leads_to_a_draft(client, page, german_home):
    translate(page, "de", slug="impressum", live=False)
    assert links(client, "/mentions/")[0] == ("de", "/de/", False)


def test_switcher_never_leads_to_an_untranslated_copy(client, page, german_home):
    page.copy_for_translation(german_home.locale, alias=True)
    assert Page.objects.filter(alias_of__isnull=False).count() == 1
    assert links(client, "/mentions/")[0] == ("de", "/de/", False)


def test_switcher_works_on_pages_outside_the_tree(client, page, german_home):
    offered = links(client, "/recherche/?q=achat")
    assert [(code, current) for code, _url, current in offered] == [("de", False), ("fr", True)]
    german_url = offered[0][1]
    assert german_url.startswith("/de/")
    assert german_url.endswith("?q=achat")
    assert client.get(german_url).status_code == 200


def test_switcher_works_on_a_page_not_found(client, page, german_home):
    assert links(client, "/nulle-part/") == [("de", "/de/nulle-part/", False), ("fr", "/nulle-part/", True)]


def test_hreflang_is_absent_from_a_page_in_one_language(client, page, german_home):
    assert alternates(client, "/mentions/") == {}


def test_hreflang_is_the_same_on_every_translation(client, page, german_home):
    translate(page, "de", slug="impressum")
    expected = {
        "fr": f"{ROOT}/mentions/",
        "de": f"{ROOT}/de/impressum/",
        "x-default": f"{ROOT}/mentions/",
    }
    assert alternates(client, "/mentions/") == expected
    assert alternates(client, "/de/impressum/") == expected


def test_hreflang_leaves_drafts_out(client, page, german_home):
    translate(page, "de", slug="impressum", live=False)
    assert alternates(client, "/mentions/") == {}


def test_page_says_its_own_language(client, page, german_home):
    assert [re.search(r'<html lang="(\w+)"', client.get(path).content.decode())[1] for path in ("/", "/de/")] == [
        "fr",
        "de",
    ]


def test_languages_take_as_many_queries_for_two_as_for_three(client, page, german_home):
    translate(page, "de", slug="impressum")
    two = queries_of(client, "/mentions/")
    translate(HomePage.objects.get(locale__language_code="fr"), "en", slug="start-en")
    translate(page, "en", slug="legal")
    assert Locale.objects.count() == 3
    assert len(queries_of(client, "/mentions/")) == len(two)


def words_of_missing(client, path):
    """What the switcher says beside each language that leads to a home page, and the language it says it in."""
    soup = BeautifulSoup(client.get(path).content, "html.parser")
    return {link["lang"]: link.small.get_text() for link in soup.select("nav.langs a") if link.small}


def test_switcher_says_in_its_own_language_that_it_leads_to_the_home_page(client, site_root, page, german_home):
    translate(site_root, "en", slug="start-en")
    assert words_of_missing(client, "/mentions/") == {"de": "(Startseite)", "en": "(home page)"}
    translate(page, "de", slug="impressum")
    assert words_of_missing(client, "/mentions/") == {"en": "(home page)"}


def test_switcher_says_it_of_french_too(client, page, german_home):
    translate(page, "de", slug="impressum")
    page.unpublish()
    assert words_of_missing(client, "/de/impressum/") == {"fr": "(accueil)"}
    assert ("fr", "/", False) in links(client, "/de/impressum/")


def test_switcher_says_nothing_on_home_pages_and_search(client, page, german_home):
    assert [words_of_missing(client, path) for path in ("/", "/de/", "/recherche/")] == [{}, {}, {}]


def test_organisation_keeps_its_address_in_every_language(client, site_root, german_home):
    directory = DirectoryIndexPageFactory(slug="annuaire")
    translate(directory, "de", slug="verzeichnis")
    make_holder(slug="valmont")
    french, translated_path = "/annuaire/valmont/", "/de/verzeichnis/valmont/"
    expected = {"fr": f"{ROOT}{french}", "de": f"{ROOT}{translated_path}", "x-default": f"{ROOT}{french}"}
    for path in (french, translated_path):
        assert [url for _code, url, _current in links(client, path)] == [translated_path, french]
        assert alternates(client, path) == expected
        assert re.findall(r'<link rel="canonical" href="([^"]+)"', client.get(path).content.decode()) == [ROOT + path]
    assert note(client, translated_path).a["href"] == french


def test_organisation_of_a_language_without_directory_leads_to_its_home_page(client, site_root, german_home):
    DirectoryIndexPageFactory(slug="annuaire")
    make_holder(slug="valmont")
    assert ("de", "/de/", False) in links(client, "/annuaire/valmont/")
    assert alternates(client, "/annuaire/valmont/") == {}


# What readers of a translation must know


def note(client, path):
    """What the page says of itself as a translation, if it does."""
    return BeautifulSoup(client.get(path).content, "html.parser").find(class_="translation-note")


def notes(client, path):
    """The same, as sentences."""
    return [sentence.get_text(" ", strip=True) for sentence in note(client, path).find_all("p")]


def german(words):
    """Words of the interface in German, as the catalogue has them."""
    with translation.override("de"):
        return gettext(words)


def prevails():
    said = german("This translation is for information only. The French text is the official version.")
    return f"{said} {german('Read this page in French')}"


def test_note_is_absent_from_french(client, page, german_home):
    translate(page, "de", slug="impressum")
    assert note(client, "/mentions/") is None


def test_note_says_that_french_prevails_and_leads_there(client, page, german_home):
    translate(page, "de", slug="impressum")
    assert notes(client, "/de/impressum/") == [prevails()]
    link = note(client, "/de/impressum/").a
    assert (link["href"], link["hreflang"], link.get("lang")) == ("/mentions/", "fr", None)


def test_note_is_absent_where_there_is_no_french_page_to_read(client, page, german_home):
    translate(page, "de", slug="impressum")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert note(client, "/de/impressum/") is None
    page.delete()
    assert note(client, "/de/impressum/") is None


def test_note_says_that_passages_are_missing(client, site_root):
    translated(site_root)
    page = ContentPageFactory(title="Mentions", summary="Un résumé.")
    half = begin(page)
    fill(half, only=1)
    shown = publish_translation(translation=half, user=None, reason="Es eilt.")
    assert notes(client, shown.url)[1:] == [german("Parts of this page are still in French.")]
    fill(half)
    shown = publish_translation(translation=half, user=None)
    assert notes(client, shown.url) == [prevails()]


def test_note_says_since_when_the_french_page_has_changed(client, site_root):
    page = ContentPageFactory(title="Mentions", summary="Un résumé.")
    shown = translated(page)
    with time_machine.travel("2027-04-01 12:00+02:00", tick=False):
        page.summary = "Un autre."
        page.save_revision().publish()
    assert PublishedTranslation.objects.get(
        translation__source__object_id=page.translation_key
    ).source_changed_on == datetime.date(2027, 4, 1)
    [_prevails, changed] = notes(client, shown.url)
    assert "1. April 2027" in changed.replace("\u00a0", " ")
    page.summary = "Un résumé."
    page.save_revision().publish()
    assert notes(client, shown.url) == [prevails()]


# Links


@pytest.mark.parametrize(("language", "codes"), [("fr", ["", "de"]), ("de", ["fr", ""]), ("en", ["fr", "de"])])
def test_foreign_names_the_language_of_a_page_that_is_not_the_reader_s(page, language, codes):
    in_german = translate(page)
    with translation.override(language):
        assert [foreign(page), foreign(in_german)] == codes


def test_nothing_is_foreign_about_no_page(db):
    assert [foreign(None), foreign(""), foreign(Page(title="Sans langue"))] == ["", "", ""]


@pytest.mark.parametrize(
    ("language", "attributes"),
    [
        ("fr", 'href="/mentions/"'),
        ("de", 'href="/de/impressum/"'),
        ("en", 'href="/mentions/" hreflang="fr"'),
    ],
)
def test_link_leads_to_the_reader_s_language_or_to_marked_french(page, german_home, language, attributes):
    shown_on = translate(page, "de", slug="impressum")
    with translation.override(language):
        context = Context({"request": RequestFactory().get("/"), "page": shown_on})
        assert leads_to(context, Page.objects.get(pk=page.pk)) == attributes
