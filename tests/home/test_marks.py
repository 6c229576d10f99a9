"""What is illustrative looks so wherever the demo names it: list, square, sidebar, search, robots, in each language."""

import re

import pytest
from bs4 import BeautifulSoup

from charter.enums import Wording
from charter.models import CommitmentPage
from core.models import ProgrammeSettings
from core.templatetags.look_tags import any_illustrative, named
from tests.home.marks import MARK, unmarked

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]

TITLE = "Acheter moins"


def read(words):
    return unmarked(BeautifulSoup(f'<html lang="fr"><main>{words}</main></html>', "html.parser"), [TITLE])


def test_demo_marks_what_is_illustrative(demo, crawl):
    pages = {path: page for path, page in crawl.items() if page.is_page}
    assert CommitmentPage.objects.in_source_language().filter(wording=Wording.ILLUSTRATIVE).count() == 33
    assert {path: page.unmarked for path, page in pages.items() if page.unmarked} == {}


def test_demo_names_commitments_in_every_kind_of_place(demo, crawl):
    """The test above looks at something: list, square, sidebar, search, map, in each language."""
    for code, kinds in {
        "fr": ["/charte/", "/guides/seuils-2026/", "/recherche/?q=achat", "/plan-du-site/"],
        "de": ["/de/charta/", "/de/leitfaeden/schwellenwerte-2026/", "/de/suche/?q=achat"],
        "en": ["/en/charter/", "/en/guides/thresholds-2026/", "/en/search/?q=clause"],
    }.items():
        assert {path: MARK[code] in crawl[path].words for path in kinds} == dict.fromkeys(kinds, True)


@pytest.mark.parametrize(
    "words",
    [
        f"<p><a href='/1/'>{TITLE}</a></p>",
        f"<ul><li>12. {TITLE}</li><li>autre (formulation illustrative)</li></ul>",
        f"<a href='/1/' aria-label='12. {TITLE}'>12</a>",
        f'<script type="application/ld+json">{{"name": "{TITLE}"}}</script>',
    ],
)
def test_unmarked_finds_what_looks_real(words):
    assert len(read(words)) == 1


def test_unmarked_leaves_what_is_marked():
    assert read(f"<li>12. {named(TITLE, True)}</li><a title='{TITLE} (formulation illustrative)'>12</a>") == []


def test_title_of_what_is_no_commitment_has_no_mark():
    assert named("Guides & fiches") == "Guides &amp; fiches"


@pytest.mark.parametrize(("marks", "some"), [([], False), ([False], False), ([False, True], True)])
def test_any_illustrative_is_whether_one_is(marks, some):
    assert any_illustrative({"is_illustrative": mark} for mark in marks) is some


#: Words in which the regional council would speak to readers, or of itself.
AS_THE_REGION = re.compile(
    r"la Région vous|notre région|(nous|, la Région), en tant que|vos services régionaux|die Région bietet Ihnen|"
    r"unsere Region\b|our region\b|the Région (invites|offers|helps) you|© Région",
    re.IGNORECASE,
)


def test_demo_never_speaks_as_the_region(demo, crawl):
    found = {path: AS_THE_REGION.findall(page.words) for path, page in crawl.items() if page.is_page}
    assert {path: words for path, words in found.items() if words} == {}


def test_demo_says_on_every_page_that_it_has_no_owner(demo, crawl):
    said = {"fr": "Démonstration, Grand Est", "de": "Demonstration, Grand Est", "en": "Demonstration, Grand Est"}
    assert ProgrammeSettings.objects.get().owner == ""
    assert [path for path, page in crawl.items() if page.is_page and said[page.lang] not in page.words] == []
