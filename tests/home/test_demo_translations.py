"""The demo in three languages, read whole: what is translated, every link, and no French that says it is German."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Page, Site

from charter.models import ActionBlockPage, CommitmentPage, StakePage
from core.translation.progress import words_of
from guides.models import GuidePage
from home.demo_translations import FOLDER
from label_directory.models import Organisation
from tests.home.crawl import NO_PAGES, addresses_for_robots, live
from tests.reading import Reading, squeeze
from training.models import CoursePage, SessionPage

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TRANSLATED = ("de", "en")
CATALOGUES = {code: FOLDER / f"{code}.po" for code in TRANSLATED}
FRENCH_CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"
#: Pages of the French tree that the demo leaves in French, as a real site would.
ONLY_FRENCH = [
    "blocs-de-mise-en-page/",
    "formations/alleger-ses-dossiers-de-consultation/",
    "formations/alleger-ses-dossiers-de-consultation/mulhouse/",
    "formations/animer-ses-engagements/",
    "formations/animer-ses-engagements/troyes/",
    "formations/decider-et-piloter/",
    "formations/decider-et-piloter/a-distance/",
    "formations/decider-et-piloter/bar-le-duc/",
    "formations/mesurer-l-impact-ecologique-de-ses-achats/",
    "formations/mesurer-l-impact-ecologique-de-ses-achats/nancy/",
    "formations/mesurer-l-impact-ecologique-de-ses-achats/reims/",
    "guides/accueillir-une-experimentation/",
    "guides/analyser-les-offres-et-expliquer-le-choix/",
    "guides/clauses-egalite-et-accessibilite/",
    "guides/faire-le-bilan-d-un-marche/",
    "guides/programmer-ses-achats-en-quatre-rendez-vous/",
    "guides/rencontrer-et-repondre-aux-entreprises/",
    "guides/restauration-collective-egalim/",
    "guides/retour-experience-acheteuse-partagee/",
    "guides/retour-experience-renovation-ecole/",
]
DIRECTORIES = ("/annuaire/", "/de/verzeichnis/", "/en/directory/")
#: French passages that stand in German and English too, by the reason why.
FRENCH_BY_RIGHT = {
    "names of publishers": ["La Vie communale ; NC Digital Services"],
    "names of codes, beside their translation": [
        "Code de la commande publique",
        "Code des relations entre le public et l’administration",
        "Code rural et de la pêche maritime",
    ],
}
#: Words that only French has, or hardly another does: German has “des”.
FRENCH_WORDS = {
    "de": {"les", "une", "avec", "pour", "dans", "vous", "du", "aux"},
    "en": {"les", "des", "une", "avec", "dans", "vous", "du", "aux"},
}
#: What a page may keep of them: titles of laws, names of journals and of places.
FEW = 4
SHORTEST_PASSAGE = 4


def language_of(path):
    """The language of an address."""
    found = re.match(r"/(de|en)/", path)
    return found[1] if found else "fr"


@pytest.fixture
def pages(crawl):
    """The pages among them."""
    return {path: answer for path, answer in crawl.items() if answer.is_page}


# What is translated


@pytest.mark.parametrize("code", TRANSLATED)
def test_demo_is_translated_but_for_what_is_left_in_french(demo, code):
    theirs = live(code).values_list("translation_key", flat=True)
    left = live("fr").exclude(translation_key__in=theirs)
    assert sorted(page.url_path.split("/", 2)[2] for page in left) == ONLY_FRENCH
    assert not live(code).exclude(translation_key__in=live("fr").values("translation_key")).exists()


@pytest.mark.parametrize("code", TRANSLATED)
def test_demo_has_its_charter_guides_and_courses_in_each_language(demo, code):
    models = (StakePage, ActionBlockPage, CommitmentPage, GuidePage, CoursePage)
    assert [live(code).type(model).count() for model in models] == [4, 12, 42, 6, 4]
    for course in CoursePage.objects.filter(locale__language_code=code):
        sessions = SessionPage.objects.live().child_of(course.facts)
        theirs = SessionPage.objects.live().child_of(course)
        assert set(theirs.values_list("translation_key", flat=True)) == {page.translation_key for page in sessions}
        assert theirs.exists()


@pytest.mark.parametrize("code", TRANSLATED)
def test_demo_has_no_draft_and_no_copy_in_another_language(demo, code):
    pages = Page.objects.filter(locale__language_code=code)
    assert [page.url_path for page in pages if not page.live or page.alias_of_id or page.has_unpublished_changes] == []


# Every address


def test_every_link_of_the_demo_answers(crawl):
    assert {path: answer.status for path, answer in crawl.items() if answer.status != 200} == {}


def test_every_page_says_its_language(pages):
    assert {path: answer.lang for path, answer in pages.items() if answer.lang != language_of(path)} == {}


def test_every_page_has_one_title(pages):
    assert {path: answer.titles for path, answer in pages.items() if len(answer.titles) != 1} == {}


def test_every_page_names_its_own_address(demo, pages):
    organisations = {
        f"{path}{slug}/" for path in DIRECTORIES for slug in Organisation.objects.values_list("slug", flat=True)
    }
    own = {page.get_url() for code, _name in settings.LANGUAGES for page in live(code).specific()} | organisations
    assert {path: pages[path].canonical for path in own & pages.keys() if pages[path].canonical != [path]} == {}
    assert len(own & pages.keys()) > len(organisations)


@pytest.mark.parametrize("code", ["fr", "de", "en"])
def test_every_page_names_its_live_translations(demo, pages, code):
    wrong = {}
    for page in live(code).specific():
        theirs = Page.objects.live().filter(translation_key=page.translation_key, alias_of__isnull=True).specific()
        expected = {each.locale.language_code: each.get_url() for each in theirs}
        expected = expected | {"x-default": expected["fr"]} if len(expected) > 1 else {}
        if pages[page.get_url()].alternates != expected:
            wrong[page.get_url()] = pages[page.get_url()].alternates
    assert wrong == {}


def test_alternates_name_each_other_and_french_by_default(pages):
    for path, answer in pages.items():
        links = answer.alternates
        assert all(pages[url].alternates == links for url in links.values()), path
        assert not links or (links["x-default"], links[answer.lang]) == (links["fr"], path.split("?")[0]), path


def test_links_to_another_language_say_so(pages):
    silent = {
        (path, url)
        for path, answer in pages.items()
        for url, announced in answer.links
        if not NO_PAGES.search(url) and announced != language_of(url) and (announced or language_of(url) != answer.lang)
    }
    assert silent == set()


def test_map_for_robots_is_the_live_pages(demo, crawl):
    locations = addresses_for_robots(Client())
    assert len(locations) == len(set(locations))
    own = {page.full_url for code, _name in settings.LANGUAGES for page in live(code).specific()}
    root = Site.objects.get(is_default_site=True).root_url
    # The directories add the organisations below them.
    below = {url for url in locations if url.removeprefix(root).startswith(DIRECTORIES)} - own
    assert set(locations) - below == own
    assert {crawl[url.removeprefix(root)].canonical[0] for url in below} == {url.removeprefix(root) for url in below}


# No French left


def passages(catalogue, *, of):
    """The French passages of a catalogue that are long enough to be told from names, without what is filled in."""
    found = {}
    for entry in polib.pofile(str(catalogue)):
        for text in of(entry):
            text = unescape(re.sub(r"<[^>]+>", "", text))
            for part in re.split(r"%\(\w+\)[sd]|%[sd]|\n\n", text):
                if len(re.findall(r"\w{2,}", part)) >= SHORTEST_PASSAGE:
                    found[squeeze(part)] = part
    return found


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_french_passage_is_left_in_another_language(pages, code):
    french = passages(FRENCH_CATALOGUE, of=lambda entry: [entry.msgstr, *entry.msgstr_plural.values()])
    french |= passages(CATALOGUES[code], of=lambda entry: [entry.msgid] if entry.msgid != entry.msgstr else [])
    by_right = {squeeze(text) for texts in FRENCH_BY_RIGHT.values() for text in texts}
    left = {}
    for path, answer in pages.items():
        if answer.lang == code:
            words = squeeze(answer.words)
            left |= {text: path for key, text in french.items() if key in words and key not in by_right}
    assert left == {}


def test_passages_are_found_whatever_stands_around_them(demo):
    french = passages(CATALOGUES["de"], of=lambda entry: [entry.msgid])
    page = StakePage.objects.filter(locale__language_code="fr").first()
    words = squeeze(Reading("/", Client().get(page.get_url()).content.decode()).own_words)
    own = {key for text in words_of(page) for key in french if key == squeeze(unescape(re.sub(r"<[^>]+>", "", text)))}
    assert own
    assert {key for key in own if key not in words} == set()


@pytest.mark.parametrize("code", TRANSLATED)
def test_few_french_words_are_left_in_another_language(demo, pages, code):
    names = sorted(Organisation.objects.values_list("name", flat=True), key=len, reverse=True)
    names = re.compile("|".join(map(re.escape, names)))
    left = {}
    for path, answer in pages.items():
        if answer.lang == code:
            words = re.findall(r"\w+", without_names(names.sub(" ", answer.words)).lower())
            french = Counter(word for word in words if word in FRENCH_WORDS[code])
            if french.total() > FEW:
                left[path] = french
    assert left == {}


def without_names(words):
    """Words without what is French by right: in brackets, between quotation marks, addresses, names of towns."""
    words = re.sub(r"\([^()]*\)|“[^“”]*”|„[^„“]*“|«[^«»]*»", " ", words)
    words = re.sub(r"https?://\S+|\S+@\S+|\S+\.example\b", " ", words)
    return re.sub(r"\w+(-\w+)+", " ", words)


# The catalogues


@pytest.mark.parametrize("code", TRANSLATED)
def test_catalogue_has_every_passage_translated_once(code):
    entries = polib.pofile(str(CATALOGUES[code]))
    assert [entry.msgid for entry in entries if not entry.msgstr.strip() or entry.fuzzy or entry.obsolete] == []
    assert [msgid for msgid, count in Counter(entry.msgid for entry in entries).items() if count > 1] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_catalogue_has_the_passages_of_the_translated_pages_and_no_other(demo, code):
    keys = live(code).values("translation_key")
    translated = live("fr").filter(translation_key__in=keys)
    used = {text for page in translated for text in [page.slug, *words_of(page)]}
    assert {entry.msgid for entry in polib.pofile(str(CATALOGUES[code]))} - used == set()


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize(
    "what",
    [r"</?\w+[^>]*>", r"\[[^\]]*\]()", r"https?://[^\s\"<]+", r"[\w.]+@[\w.]+", r"\n\n"],
    ids=["tags", "blanks to fill in", "addresses", "mail", "paragraphs"],
)
def test_translations_keep_what_is_not_words(code, what):
    wrong = [
        (entry.msgid, entry.msgstr)
        for entry in polib.pofile(str(CATALOGUES[code]))
        if Counter(re.findall(what, entry.msgid)) != Counter(re.findall(what, entry.msgstr))
    ]
    assert wrong == []


def numbers_of(text):
    """The numbers of a text, however its language parts their thousands, their decimals or the minutes of an hour."""
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[.,\s\u00a0\u202f](?=\d{3}(?!\d))", "", text)))


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_say_the_same_numbers(code):
    wrong = [
        (entry.msgid, entry.msgstr)
        for entry in polib.pofile(str(CATALOGUES[code]))
        if numbers_of(entry.msgid) != numbers_of(entry.msgstr)
    ]
    assert wrong == []
