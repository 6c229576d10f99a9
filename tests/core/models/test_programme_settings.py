"""Who publishes the site: its owner, and a demonstration that says so as long as there is none."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Site

from core.models import ProgrammeSettings
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db

OWNER = "Groupement d’achat de l’Exemple"


@pytest.fixture
def legal(site_root):
    page = ContentPageFactory(title="Mentions légales", slug="mentions-legales")
    programme = ProgrammeSettings.for_site(Site.objects.get(is_default_site=True))
    programme.email, programme.legal_page = "contact@exemple.example", page
    programme.address, programme.publication_director = "1 rue de l’Exemple\n54000 Nancy", "Camille Exemple"
    programme.host = "Hébergeur de l’Exemple\n2 rue du Serveur"
    programme.save()
    return page


def own(**values):
    ProgrammeSettings.objects.update(**values)


def read(client, page):
    soup = BeautifulSoup(client.get(page.url).content, "html.parser")
    data = json.loads(soup.find("script", type="application/ld+json").string)["@graph"]
    article = next(node for node in data if node["@type"] == "Article")
    words = {
        "legal notice": soup.article.get_text(" ", strip=True),
        "logo": soup.select_one(".brand").get_text(" ", strip=True),
        "mailbox": soup.select_one(".site-foot .cluster").get_text(" ", strip=True),
        "structured data": article["publisher"]["name"],
    }
    return {place: " ".join(text.split()) for place, text in words.items()}


def test_site_without_an_owner_says_that_it_is_a_demonstration(client, legal):
    said = read(client, legal)
    assert [place for place, words in said.items() if "émonstration" not in words] == []
    assert "Serveur" not in said["legal notice"]
    # It keeps its name.
    assert (said["logo"].startswith("Commande publique responsable"), OWNER in str(said)) == (True, False)


def test_site_with_an_owner_says_who(client, legal):
    own(owner=OWNER)
    said = read(client, legal)
    assert [place for place, words in said.items() if "émonstration" in words] == []
    assert [place for place, words in said.items() if OWNER in words] == ["legal notice", "logo", "structured data"]
    for words in ("1 rue de l’Exemple 54000 Nancy", "Camille Exemple", "2 rue du Serveur", "contact@ exemple.example"):
        assert words in said["legal notice"]


def test_legal_notice_of_an_owner_without_more_says_what_it_knows(client, legal):
    own(owner=OWNER, address="", publication_director="", host="")
    words = read(client, legal)["legal notice"]
    assert (OWNER in words, "Direction de la publication" in words) == (True, False)
    assert "il n’y a pas encore d’hébergeur" in words


def test_only_the_legal_notice_begins_with_the_publisher(client, legal):
    other = ContentPageFactory(title="À propos", slug="a-propos")
    assert "Éditeur" not in client.get(other.url).content.decode()
