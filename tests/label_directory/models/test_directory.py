"""The directory and the pages of organisations, as readers meet them."""

import copy
import json
from datetime import date

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils import translation
from django.utils.translation import gettext as _

from label_directory.models.directory import ORGANISATIONS_PER_PAGE
from tests.counting import queries_of
from tests.factories.label_directory import (
    AwardFactory,
    DirectoryIndexPageFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
    make_holder,
)
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

NOTE = "Figurer dans l’annuaire ne donne aucun droit ni préférence."
EXPIRED = {"awarded_on": date(2020, 1, 1), "valid_until": date(2023, 1, 1)}
#: What other sites show of a page.
SHARED = [("name", "description"), ("property", "og:description")]
NOT_BEGUN = {"awarded_on": date(2027, 1, 1), "valid_until": date(2030, 1, 1)}


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel("2026-11-24 12:00+01:00", tick=False):
        yield


@pytest.fixture(scope="module")
def shared_directory(shared_home):
    return DirectoryIndexPageFactory(note=NOTE)


@pytest.fixture
def directory(shared_directory, db):
    return copy.deepcopy(shared_directory)


def read(client, url):
    return BeautifulSoup(client.get(url).content, "html.parser")


def listed(client, url):
    return [organisation.name for organisation in client.get(url).context["organisations"]]


# List


def test_directory_lists_those_that_hold_the_label_by_name(directory, client):
    make_holder(name="Verdun")
    make_holder(name="Bar", awarded_on=date(2026, 11, 24), valid_until=date(2026, 11, 25))
    make_holder(name="Sedan", awarded_on=date(2023, 11, 25), valid_until=date(2026, 11, 24))
    make_holder(name="Expirée", **EXPIRED)
    make_holder(name="À venir", **NOT_BEGUN)
    OrganisationFactory(name="Jamais")
    assert listed(client, directory.url) == ["Bar", "Sedan", "Verdun"]


def test_directory_says_each_status_and_links_each_page(directory, client):
    make_holder(name="Bientôt", slug="bientot", valid_until=date(2026, 11, 26))
    make_holder(name="Valide", slug="valide")
    rows = read(client, directory.url).main.select(".rows > li")
    assert [row.find("a")["href"] for row in rows] == ["/annuaire/bientot/", "/annuaire/valide/"]
    assert [row.select_one(".badge")["class"] for row in rows] == [["badge", "is-watch"], ["badge", "is-good"]]


def test_directory_without_organisations_answers(directory, client):
    response = client.get(directory.url)
    assert (response.status_code, list(response.context["organisations"])) == (200, [])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Acheteur", "Fournisseur"]),
        ("kind=", ["Acheteur", "Fournisseur"]),
        ("kind=buyer", ["Acheteur"]),
        ("kind=supplier", ["Fournisseur"]),
        ("kind=both", ["Acheteur", "Fournisseur"]),
        ("kind=%00", ["Acheteur", "Fournisseur"]),
        ("kind=<script>", ["Acheteur", "Fournisseur"]),
        ("kind=" + "x" * 3000, ["Acheteur", "Fournisseur"]),
        ("type=12&department=%F0%9F%8C%B3", ["Acheteur", "Fournisseur"]),
    ],
)
def test_directory_keeps_the_kind_asked_for_if_it_exists(directory, client, query, expected):
    make_holder(name="Acheteur", kind="buyer")
    make_holder(name="Fournisseur", kind="supplier")
    assert listed(client, f"{directory.url}?{query}") == expected


@pytest.fixture
def full_directory(directory):
    """A directory of two pages."""
    for number in range(ORGANISATIONS_PER_PAGE + 1):
        make_holder(name=f"Commune {number:02}")
    return directory


@pytest.mark.parametrize(
    ("page", "number", "shown"),
    [("2", 2, 1), ("99", 2, 1), ("-1", 2, 1), ("abc", 1, ORGANISATIONS_PER_PAGE), ("%00", 1, ORGANISATIONS_PER_PAGE)],
)
def test_directory_has_a_page_for_any_number(full_directory, client, page, number, shown):
    response = client.get(f"{full_directory.url}?page={page}")
    organisations = response.context["organisations"]
    assert (response.status_code, organisations.number, len(organisations)) == (200, number, shown)


def test_directory_keeps_the_kind_from_page_to_page(full_directory, client):
    make_holder(name="Fournisseur", kind="supplier")
    following = read(client, f"{full_directory.url}?kind=buyer").find("a", rel="next")["href"]
    context = client.get(full_directory.url + following).context
    assert (context["organisations"].number, context["kind"]) == (2, "buyer")


def test_directory_highlights_are_the_organisations_labelled_last(directory):
    make_holder(name="Ancienne", awarded_on=date(2025, 1, 1))
    renewed = make_holder(name="Renouvelée", awarded_on=date(2024, 1, 1))
    AwardFactory(organisation=renewed, awarded_on=date(2026, 5, 1), valid_until=date(2029, 5, 1))
    make_holder(name="Nouvelle", awarded_on=date(2026, 2, 1))
    make_holder(name="Expirée", **EXPIRED)
    assert [organisation.name for organisation in directory.highlights(2)] == ["Renouvelée", "Nouvelle"]
    assert [organisation.url for organisation in directory.highlights(1)] == [f"/annuaire/{renewed.slug}/"]


def test_directory_highlights_do_not_count_an_award_that_has_not_begun(directory):
    ancient = make_holder(name="Ancienne", awarded_on=date(2025, 1, 1))
    AwardFactory(organisation=ancient, **NOT_BEGUN)
    make_holder(name="Nouvelle", awarded_on=date(2026, 2, 1))
    assert [organisation.name for organisation in directory.highlights(1)] == ["Nouvelle"]


# Page of an organisation


def test_organisation_page_says_who_and_until_when(directory, client):
    organisation = make_holder(name="Valmont", city="Valmont-sur-Orne", presentation="Une commune.")
    page = read(client, f"{directory.url}{organisation.slug}/")
    text = page.main.get_text(" ", strip=True)
    assert [title.get_text(strip=True) for title in page.find_all("h1")] == ["Valmont"]
    assert ("Valmont-sur-Orne" in text, "Une commune." in text, "2028" in text) == (True, True, True)


def test_organisation_page_has_its_own_address_for_search_engines(directory, client):
    organisation = make_holder()
    page = read(client, f"{directory.url}{organisation.slug}/")
    assert page.find("link", rel="canonical")["href"] == f"http://localhost/annuaire/{organisation.slug}/"


def test_organisation_page_is_shared_in_the_language_of_its_directory(directory, client):
    organisation = make_holder(
        name="Commune de Valmont",
        presentation="Une commune.",
        type=OrganisationTypeFactory(slug="commune", name_fr="Commune", name_de="Gemeinde"),
    )
    german = translate(directory, slug="verzeichnis")
    for url, code, shared in (
        (directory.url, "fr", "Une commune."),
        (german.url, "de", "· Gemeinde · Valmont (Vosges)"),
    ):
        page = read(client, f"{url}{organisation.slug}/")
        told = [page.find("meta", {key: value})["content"] for key, value in SHARED]
        assert [text.endswith(shared) for text in told] == [True, True]
        assert ("Une commune." in str(page.head)) is (code == "fr")
        assert (page.h1["lang"], page.main.find("p", string="Une commune.").parent["lang"]) == ("fr", "fr")


@pytest.mark.parametrize("path", ["", "valmont/"])
def test_french_names_are_marked_in_a_german_directory(directory, client, path):
    make_holder(name="Commune de Valmont", slug="valmont")
    german = translate(directory, slug="verzeichnis")
    names = read(client, f"{german.url}{path}").main.find_all(string="Commune de Valmont")
    assert {name.parent.get("lang") for name in names} == {"fr"}


def test_organisation_page_says_that_the_label_has_expired(directory, client):
    organisation = make_holder(**EXPIRED)
    response = client.get(f"{directory.url}{organisation.slug}/")
    badge = BeautifulSoup(response.content, "html.parser").main.select_one(".badge")
    expected = _("Expired on %(date)s") % {"date": "1er\xa0janvier\xa02023"}
    assert (response.status_code, badge["class"], badge.get_text(strip=True)) == (200, ["badge", "is-over"], expected)


def test_organisation_page_keeps_quiet_about_an_award_that_has_not_begun(directory, client):
    organisation = make_holder(slug="ville", **EXPIRED)
    AwardFactory(organisation=organisation, **NOT_BEGUN)
    assert len(read(client, f"{directory.url}ville/").select("main .rows > li")) == 1


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 11, 24), "Valable jusqu’au 24 novembre 2026 (dernier jour)"),
        (date(2026, 11, 25), "Valable jusqu’au 25 novembre 2026 (1 jour)"),
        (date(2026, 11, 26), "Valable jusqu’au 26 novembre 2026 (2 jours)"),
    ],
)
def test_organisation_page_counts_the_days_that_are_left(directory, client, last, words):
    make_holder(slug="ville", valid_until=last)
    badge = read(client, f"{directory.url}ville/").select_one(".headline .badge")
    assert badge.text.replace("\u00a0", " ").strip() == words


@pytest.mark.parametrize("dates", [None, NOT_BEGUN])
def test_organisation_never_labelled_has_no_page(directory, client, dates):
    organisation = make_holder(**dates) if dates else OrganisationFactory()
    assert client.get(f"{directory.url}{organisation.slug}/").status_code == 404


@pytest.mark.parametrize("slug", ["nulle-part", "%00", "a%2Fb", "é", "x" * 500])
def test_organisation_unknown_is_not_found(directory, client, slug):
    assert client.get(f"{directory.url}{slug}/").status_code == 404


@pytest.mark.parametrize("path", ["", "commune/"])
def test_directory_says_that_the_label_gives_no_right_and_no_preference(directory, client, path):
    make_holder(slug="commune")
    assert read(client, f"{directory.url}{path}").main.get_text().count(NOTE) == 1


@pytest.mark.parametrize("path", ["", "commune/"])
def test_directory_says_so_even_when_editors_wrote_nothing(directory, client, path):
    directory.note = ""
    directory.save_revision().publish()
    make_holder(slug="commune")
    note = _("Being listed here gives no right to a public contract, and no preference when contracts are awarded.")
    assert read(client, f"{directory.url}{path}").main.get_text().count(note) == 1


def test_organisation_page_speaks_the_language_of_its_directory(directory, client):
    kind = OrganisationTypeFactory(slug="town", name_fr="Commune", name_de="Gemeinde")
    organisation = make_holder(type=kind)
    german = translate(directory, title="Verzeichnis")
    text = read(client, f"{german.url}{organisation.slug}/").main.get_text()
    with translation.override("de"):
        assert german.organisation_url(organisation) == f"/de/annuaire/{organisation.slug}/"
    assert ("Gemeinde" in text, "Verzeichnis" in text) == (True, True)


def test_organisation_page_names_the_organisation_to_machines(directory, client):
    organisation = make_holder(name="Valmont & fils </script>")
    scripts = read(client, f"{directory.url}{organisation.slug}/").find_all("script", type="application/ld+json")
    graph = json.loads(scripts[0].string)["@graph"]
    crumbs = next(node for node in graph if node["@type"] == "BreadcrumbList")["itemListElement"]
    assert [crumb["name"] for crumb in crumbs] == ["Accueil", "Annuaire du label", "Valmont & fils </script>"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]
    assert [node["name"] for node in graph if node["@type"] == "Organization"] == ["Valmont & fils </script>"]


# Cost


@pytest.mark.parametrize("path", ["", "?kind=buyer"])
def test_directory_costs_the_same_however_many_organisations(directory, client, path):
    counts = {}
    for number in (1, 2, 3):
        make_holder(type=OrganisationTypeFactory(slug=f"type-{number}"))
        counts[number] = len(queries_of(client, directory.url + path))
    assert counts == dict.fromkeys((1, 2, 3), counts[1])


def test_organisation_page_costs_the_same_however_many_awards_and_neighbours(directory, client):
    organisation = make_holder()
    url = f"{directory.url}{organisation.slug}/"
    one = len(queries_of(client, url))
    AwardFactory(organisation=organisation, **EXPIRED)
    make_holder(type=OrganisationTypeFactory(slug="other"))
    assert len(queries_of(client, url)) == one


def test_organisation_page_does_not_read_the_whole_directory(directory, client):
    organisation = make_holder()
    neighbour = make_holder(name="Voisine")
    context = client.get(f"{directory.url}{organisation.slug}/").context
    assert ("organisations" in context, neighbour.name in str(context.get("organisations", ""))) == (False, False)


def test_directory_names_its_organisations_to_robots(directory, client):
    make_holder(slug="valide")
    make_holder(slug="expiree", **EXPIRED)
    make_holder(slug="a-venir", **NOT_BEGUN)
    text = client.get("/sitemap.xml").content.decode()
    assert [slug for slug in ("valide", "expiree", "a-venir") if f"/annuaire/{slug}/</loc>" in text] == [
        "valide",
        "expiree",
    ]


@pytest.mark.parametrize(
    ("query", "canonical", "title"),
    [
        ("", "", "Annuaire du label ·"),
        ("?page=1", "", "Annuaire du label ·"),
        ("?page=2", "?page=2", "Annuaire du label, page 2 ·"),
        ("?page=99", "?page=2", "Annuaire du label, page 2 ·"),
        ("?kind=buyer&page=2", "", "Annuaire du label, page 2 ·"),
    ],
)
def test_directory_page_of_the_list_has_its_address_and_title(full_directory, client, query, canonical, title):
    head = read(client, f"{full_directory.url}{query}").head
    assert head.find("link", rel="canonical")["href"] == f"{full_directory.full_url}{canonical}"
    assert head.title.text.startswith(title)
