"""What the demo promises to readers leads somewhere, in its three languages."""

import re

import pytest
from bs4 import BeautifulSoup

from core.models import ProgrammeSettings
from home.models import ContentPage
from tests.home.promises import unkept

pytestmark = [pytest.mark.one_database, pytest.mark.django_db]

TITLES = ["Petites communes : acheter simplement"]


def read(passage, lang="fr"):
    return unkept(BeautifulSoup(f'<html lang="{lang}"><main>{passage}</main></html>', "html.parser"), TITLES)


def test_demo_keeps_its_promises(demo, crawl):
    broken = {path: page.promises for path, page in crawl.items() if page.is_page and page.promises}
    assert broken == {}


def test_label_is_reached_from_the_directory_each_holder_and_the_footer(demo, crawl):
    label = ProgrammeSettings.objects.get().label_page
    addresses = {page.locale.language_code: page.url for page in label.get_translations(inclusive=True)}
    assert sorted(addresses) == ["de", "en", "fr"]
    organisations = re.compile(r"^/(annuaire|de/verzeichnis|en/directory)/")
    found = {path: page for path, page in crawl.items() if page.is_page and organisations.match(path)}
    assert len(found) > 30
    # Once in the footer, once in the page.
    links = {path: [url for url, _lang in page.links].count(addresses[page.lang]) for path, page in found.items()}
    assert {path: many for path, many in links.items() if many != 2} == {}
    assert ContentPage.objects.get(pk=label.pk).show_in_footer is True


@pytest.mark.parametrize(
    ("passage", "lang"),
    [
        ("<p>Une personne signe en ligne.</p>", "fr"),
        ("<ul><li>La formation «\xa0Petites communes\xa0: acheter\xa0» dure deux heures.</li></ul>", "fr"),
        ('<p lang="de">Fragen Sie dort nach.</p>', "fr"),
        ("<p>Their name will be given here when the site opens.</p>", "en"),
    ],
)
def test_unkept_finds_what_leads_nowhere(passage, lang):
    assert len(read(passage, lang)) == 1


@pytest.mark.parametrize(
    "passage",
    [
        '<p>Une personne <a href="/signer/">signe en ligne</a>.</p>',
        '<ol><li><p>Une personne signe en ligne.</p><p><a href="/signer/">Le formulaire</a></p></li></ol>',
        '<p>Demandez-lui son accord.</p><p class="cluster"><a href="mailto:a@b.example">a@b.example</a></p>',
        "<p>L’acheteur met en ligne ses consultations.</p>",
    ],
)
def test_unkept_leaves_what_leads_somewhere(passage):
    assert read(passage) == []
