"""What a page tells machines: one address, one picture, and data no browser can mistake for a script."""

import json
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import translation
from django.utils.translation import gettext

from tests.factories.core import ImageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import AwardFactory, DirectoryIndexPageFactory, OrganisationFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

ROOT = "http://localhost"
HOSTILE = "</script><script>alert('1')</script> <!-- & \u2028\u2029"


def text_of(client, path):
    return client.get(path).content.decode()


def canonical(client, path):
    return re.findall(r'<link rel="canonical" href="([^"]+)"', text_of(client, path))


def data_of(client, path):
    """The data of a page, by type."""
    [element] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text_of(client, path), re.DOTALL)
    data = json.loads(element)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def test_canonical_address_is_the_pages_own(client, site_root):
    ContentPageFactory(slug="outils")
    assert canonical(client, "/outils/") == [f"{ROOT}/outils/"]
    assert canonical(client, "/outils/?page=2&utm_source=x") == [f"{ROOT}/outils/"]


def test_canonical_address_of_an_organisation_is_its_own(client, site_root):
    DirectoryIndexPageFactory()
    AwardFactory(organisation=OrganisationFactory(slug="valmont"))
    assert canonical(client, "/annuaire/valmont/?utm_source=x") == [f"{ROOT}/annuaire/valmont/"]


@pytest.mark.parametrize("path", ["/recherche/?q=achat", "/nulle-part/"])
def test_page_without_an_address_of_its_own_is_not_for_robots(client, site_root, path):
    assert canonical(client, path) == []
    assert '<meta name="robots" content="noindex' in text_of(client, path)


def picture(client, path):
    return re.findall(r'<meta property="og:image" content="([^"]+)"', text_of(client, path))


def test_social_picture_is_the_card_of_the_page_type(client, site_root):
    ContentPageFactory(slug="outils")
    assert picture(client, "/outils/") == ["http://testserver/static/social/fr/default.png"]


def test_social_picture_is_the_one_editors_chose(client, site_root):
    ContentPageFactory(slug="outils", social_image=ImageFactory())
    [address] = picture(client, "/outils/")
    assert re.fullmatch(r"http://\w+/media/images/image.*fill-1200x630.*\.jpg", address)


@pytest.mark.parametrize(
    ("page_type", "card"),
    [
        ("home.ContentPage", "default"),
        ("charter.CharterPage", "charter"),
        ("charter.StakePage", "charter"),
        ("charter.ActionBlockPage", "charter"),
        ("charter.CommitmentPage", "commitment"),
        ("guides.GuidePage", "guide"),
        ("training.CoursePage", "training"),
        ("training.SessionPage", "training"),
        ("label_directory.DirectoryIndexPage", "directory"),
    ],
)
def test_every_page_type_has_a_card_in_every_language(page_type, card):
    model = apps.get_model(page_type)
    assert model.social_card == card
    missing = [code for code, _name in settings.LANGUAGES if not finders.find(f"social/{code}/{card}.png")]
    assert missing == []


def test_data_of_a_page_cannot_leave_its_element(client, site_root):
    ContentPageFactory(slug="outils", title=HOSTILE, summary=HOSTILE)
    text = text_of(client, "/outils/")
    assert "alert('1')</script>" not in text
    assert "<!-- &" not in text
    article = data_of(client, "/outils/")["Article"]
    assert (article["headline"], article["description"]) == (HOSTILE, HOSTILE)


def test_data_of_a_page_says_what_it_is(client, site_root):
    page = ContentPageFactory(slug="outils", title="Outils", summary="Des outils.")
    article = data_of(client, "/outils/")["Article"]
    assert article == {
        "@type": "Article",
        "headline": "Outils",
        "description": "Des outils.",
        "inLanguage": "fr",
        "url": f"{ROOT}/outils/",
        "publisher": article["publisher"],
        "datePublished": page.first_published_at.isoformat(),
        "dateModified": page.last_published_at.isoformat(),
    }
    assert article["publisher"]["@type"] == "Organization"


@pytest.mark.parametrize("code", ["fr", "de", "en"])
def test_data_of_a_page_names_the_programme_in_its_language(client, site_root, code):
    page = ContentPageFactory(slug="outils")
    shown = page if code == "fr" else translate(page, code)
    with translation.override(code):
        name = gettext("Responsible public procurement, Grand Est")
        publisher = gettext("Demonstration of “%(site)s”, without an owner") % {"site": name}
    article = data_of(client, shown.url)["Article"]
    assert (article["inLanguage"], article["publisher"]["name"]) == (code, publisher)


def test_data_of_a_page_says_the_way_to_it(client, site_root):
    parent = ContentPageFactory(slug="outils", title="Outils")
    ContentPageFactory(slug="grille", title="Grille", parent=parent)
    steps = data_of(client, "/outils/grille/")["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Accueil", f"{ROOT}/"),
        (2, "Outils", f"{ROOT}/outils/"),
        (3, "Grille", f"{ROOT}/outils/grille/"),
    ]


def test_data_of_the_home_page_is_the_programme_and_its_search(client, site_root):
    data = data_of(client, "/")
    assert sorted(data) == ["Organization", "WebSite"]
    assert data["WebSite"]["potentialAction"]["target"].endswith("/recherche/?q={words}")


def test_page_outside_the_tree_has_no_data(client, site_root):
    assert "application/ld+json" not in text_of(client, "/recherche/")
