"""`setup_site` makes what a site needs before its first page, and only once."""

import io

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from core.languages import forget_locales
from core.models import Audience
from guides.models import LegalLever, PurchaseFamily, Stage
from home.models import ContentPage, HomePage

pytestmark = pytest.mark.django_db


def set_up():
    call_command("setup_site", stdout=io.StringIO())


def french_home():
    return HomePage.objects.in_source_language().get()


def state():
    return (
        list(Page.objects.order_by("pk").values_list("pk", "path", "title")),
        list(Site.objects.values_list("hostname", "root_page_id", "is_default_site")),
        [list(model.objects.values_list("pk", "slug")) for model in (Stage, PurchaseFamily, LegalLever, Audience)],
    )


def test_first_set_up_makes_the_home_page_of_the_site():
    set_up()
    home = french_home()
    site = Site.objects.get()
    assert (site.root_page_id, site.is_default_site, home.url, home.locale.language_code) == (home.pk, True, "/", "fr")


def test_first_set_up_removes_the_welcome_page():
    set_up()
    assert sorted(Page.objects.filter(depth=2).values_list("slug", flat=True)) == [
        "accueil",
        "accueil-1",
        "accueil-2",
    ]


def test_set_up_opens_the_other_languages_to_translators_only(client):
    set_up()
    homes = HomePage.objects.exclude(pk=french_home().pk).order_by("locale__language_code")
    assert [(home.locale.language_code, home.draft_title, home.live) for home in homes] == [
        ("de", "Accueil", False),
        ("en", "Accueil", False),
    ]
    assert [client.get(path).status_code for path in ("/de/", "/en/")] == [404, 404]


@pytest.fixture
def _languages_as_before():
    """The row of a language comes back at the end of the test: no signal tells whoever remembers the other."""
    yield
    forget_locales()


@pytest.mark.usefixtures("_languages_as_before")
def test_set_up_makes_a_language_that_the_settings_name_and_the_database_lacks():
    Locale.objects.get(language_code="de").delete()
    set_up()
    assert sorted(HomePage.objects.values_list("locale__language_code", flat=True)) == ["de", "en", "fr"]


@pytest.mark.parametrize(
    ("address", "hostname", "port"),
    [("https://achats.example", "achats.example", 443), ("http://localhost:8000", "localhost", 8000)],
)
def test_set_up_gives_the_site_its_address(settings, address, hostname, port):
    settings.BASE_URL = address
    set_up()
    site = Site.objects.get()
    assert (site.hostname, site.port) == (hostname, port)


def test_first_set_up_keeps_a_welcome_page_that_holds_pages():
    welcome = Page.objects.get(depth=2)
    welcome.add_child(instance=Page(title="À garder", slug="a-garder"))
    set_up()
    assert Page.objects.filter(slug="a-garder").exists()


def test_first_set_up_fills_the_lists_of_values():
    set_up()
    assert 0 not in [model.objects.count() for model in (Stage, PurchaseFamily, LegalLever, Audience)]


def test_site_can_be_read_after_the_first_set_up(client):
    set_up()
    assert client.get("/").status_code == 200


def test_second_set_up_changes_nothing():
    set_up()
    once = state()
    set_up()
    assert state() == once


def test_set_up_leaves_the_home_page_of_editors_alone():
    set_up()
    home = french_home()
    home.title = "Bienvenue"
    home.save_revision().publish()
    home.add_child(instance=ContentPage(title="Mentions", slug="mentions"))
    set_up()
    assert (french_home().title, ContentPage.objects.count()) == ("Bienvenue", 1)


def test_set_up_leaves_a_list_that_editors_changed_alone():
    set_up()
    Stage.objects.exclude(pk=Stage.objects.first().pk).delete()
    set_up()
    assert Stage.objects.count() == 1


def test_set_up_makes_a_site_where_there_is_none():
    Site.objects.all().delete()
    set_up()
    assert Site.objects.get().root_page == french_home().page_ptr
