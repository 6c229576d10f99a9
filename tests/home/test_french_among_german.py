"""Lists of German readers: the German pages first, then those that are only in French, each marked as such."""

import copy
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.demo import stream
from home.blocks import SectionsBlock
from home.models import ContentPage, HomePage
from tests.counting import queries_of
from tests.factories.charter import make_charter
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory, make_holder
from tests.factories.training import CoursePageFactory, SessionPageFactory, TrainingIndexPageFactory
from tests.factories.translations import translate
from tests.reading import Reading
from training.models import SessionPage

pytestmark = pytest.mark.django_db

#: The language a link announces, and that of its words.
GERMAN, FRENCH = (None, None), ("fr", "fr")


#: Before the sessions.
NOW = "2026-12-01 12:00+01:00"


@pytest.fixture(autouse=True)
def _before_the_sessions():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def shared_site(shared_home):
    """A site whose structure is in German, with a commitment that things of both languages serve."""
    with time_machine.travel(NOW, tick=False):
        return make_site(shared_home)


@pytest.fixture
def site(shared_site, db):
    return copy.deepcopy(shared_site)


def make_site(home):
    _charter, [commitment] = make_charter([7])
    guides, training = GuideIndexPageFactory(), TrainingIndexPageFactory()
    home = HomePage.objects.get(pk=home.pk)
    sections = [
        {"type": "latest", "value": {"title": "Guides", "index": guides.pk, "count": 9, "link_label": "Tous"}},
        {"type": "agenda", "value": {"title": "Agenda", "index": training.pk, "count": 6, "link_label": "Tout"}},
    ]
    home.sections = stream(SectionsBlock(), sections, home)
    home.save_revision().publish()
    translate(home, title="Startseite", slug="start")
    for page in (guides, training, commitment):
        translate(page, title=f"{page.title} (de)")
    site = SimpleNamespace(guides=guides, training=training, commitment=commitment)
    add_things(site)
    return site


def add_things(site):
    """A guide, a course with its session and a page of text in German; then the same, only in French."""
    served = {"commitments": [site.commitment.commitment]}
    for title in ("Einkauf", "Achat"):
        guide = GuidePageFactory(parent=site.guides, title=f"{title} guide", many_to_many=served)
        course = CoursePageFactory(parent=site.training, title=f"{title} course", many_to_many=served)
        session = SessionPageFactory(parent=course, title=f"{title} session")
        page = ContentPageFactory(title=f"{title} page", slug=f"{title.lower()}-{guide.pk}")
        if title == "Einkauf":
            for thing in (guide, course, session, page):
                translate(thing)


LISTS = {
    "guides": ("/de/guides/", ".cards h3"),
    "courses": ("/de/formations/", ".cards h3"),
    "agenda": ("/de/formations/", ".agenda h3"),
    "guides of a commitment": ("COMMITMENT", ".side section:nth-of-type(1) li"),
    "courses of a commitment": ("COMMITMENT", ".side section:nth-of-type(2) li"),
    "latest guides of the home page": ("/de/", ".cards h3"),
    "agenda of the home page": ("/de/", ".agenda h3"),
    "found guides": ("/de/suche/?q=guide&kind=guides", ".rows h4"),
    "found courses": ("/de/suche/?q=course&kind=training", ".rows h4"),
    "found sessions": ("/de/suche/?q=session", ".rows h4"),
    "found pages": ("/de/suche/?q=page&kind=pages", ".rows h4"),
}


def reading_of(client, path, site):
    """A page of German readers, whatever it answers."""
    path = path.replace("COMMITMENT", german_address(site.commitment))
    return Reading(path, client.get(path).content.decode())


def german_address(page):
    return type(page).objects.get(translation_key=page.translation_key, locale__language_code="de").url


@pytest.mark.parametrize(("path", "part"), LISTS.values(), ids=LISTS)
def test_list_shows_german_then_french_marked_as_such(client, site, path, part):
    reading = reading_of(client, path, site)
    links = [link for item in reading.soup.main.select(part) for link in item.find_all("a")]
    assert [(link.get("hreflang"), link.get("lang")) for link in links] == [GERMAN, FRENCH]
    assert [link["href"].startswith("/de/") for link in links] == [True, False]
    assert [client.get(link["href"]).status_code for link in links] == [200, 200]


@pytest.mark.parametrize("path", sorted({path for path, _part in LISTS.values()}))
def test_list_of_german_takes_as_many_queries_for_one_thing_as_for_three(client, site, path):
    address = path.replace("COMMITMENT", german_address(site.commitment))
    one = queries_of(client, address)
    for _ in range(2):
        add_things(site)
    assert len(queries_of(client, address)) == len(one)


def test_summary_that_is_only_in_french_is_marked_too(client, site):
    GuidePageFactory(parent=site.guides, title="Achat", summary="Un résumé.")
    translate(GuidePageFactory(parent=site.guides, title="Einkauf"), summary="Eine Zusammenfassung.")
    for path in ("/de/guides/", "/de/", "/de/suche/?q=Achat"):
        texts = {text.get_text(): text.get("lang") for text in reading_of(client, path, site).soup.main.find_all("p")}
        assert texts["Un résumé."] == "fr"
        assert texts.get("Eine Zusammenfassung.") is None


def test_guide_marks_its_next_session_when_that_is_only_in_french(client, site):
    def next_session():
        reading = reading_of(client, german_address(guide), site)
        return [link for link in reading.links_marked(".side") if "/formations/" in link[0]]

    guide = GuidePageFactory(parent=site.guides, many_to_many={"commitments": [site.commitment.commitment]})
    translate(guide)
    [(address, *marks)] = next_session()
    assert (address.startswith("/de/"), *marks) == (True, *GERMAN)
    for session in SessionPage.objects.filter(locale__language_code="de"):
        session.unpublish()
    [(address, *marks)] = next_session()
    assert (address.startswith("/formations/"), *marks) == (True, *FRENCH)


def test_found_organisation_has_a_french_name_and_a_german_page(client, site):
    directory = DirectoryIndexPageFactory(slug="annuaire")
    translate(directory, slug="verzeichnis")
    make_holder(name="Commune de Valmont", slug="valmont", presentation="Une commune.")
    reading = reading_of(client, "/de/suche/?q=Valmont", site)
    assert ("/de/verzeichnis/valmont/", None, "fr") in reading.links_marked()
    assert [text["lang"] for text in reading.soup.main.find_all("p", string="Une commune.")] == ["fr"]


def test_near_pages_are_marked_when_they_are_only_in_french(client, site):
    ContentPageFactory(title="Mentions légales", slug="mentions-legales")
    assert ("/mentions-legales/", *FRENCH) in reading_of(client, "/de/mentions-legale/", site).links_marked()
    translate(ContentPageFactory(title="Contact", slug="contact"), title="Kontakt", slug="kontakt")
    assert ("/de/kontakt/", *GERMAN) in reading_of(client, "/de/kontakte/", site).links_marked()


def test_not_found_page_takes_as_many_queries_for_one_page_as_for_three(client, site):
    counts = []
    for number in range(1, 4):
        ContentPageFactory(title="Mentions", slug=f"xyzzy-mentions-{number}")
        client.get("/de/xyzzy-mentions-0/")
        with CaptureQueriesContext(connection) as captured:
            response = client.get("/de/xyzzy-mentions-0/")
        counts.append(len(captured))
        assert len(response.context["near_pages"]) == number
    assert counts[2] == counts[0]


def test_site_map_ends_with_the_pages_that_are_only_in_french(client, site):
    reading = reading_of(client, "/de/seitenuebersicht/", site)
    links = reading.links_marked()
    own = [marks for address, *marks in links if address.startswith("/de/")]
    [title] = reading.soup.main.select("#only-french")
    french = [link["href"] for link in title.find_parent("section").find_all("a")]
    assert own == [list(GERMAN)] * len(own)
    assert [(address, marks) for address, *marks in links[-len(french) :]] == [
        (address, list(FRENCH)) for address in french
    ]
    achats = [page.url for page in ContentPage.objects.filter(title="Achat page")]
    assert [address for address in french if address in achats] == achats
    # Sessions come and go: the agenda lists them.
    assert [address for address in french if client.get(address).context["page"].title == "Achat session"] == []


def test_site_map_of_french_readers_has_no_such_end(client, site):
    assert client.get("/plan-du-site/").context["only_french"] == []


def test_site_map_takes_as_many_queries_for_one_french_page_as_for_three(client, site):
    one = queries_of(client, "/de/seitenuebersicht/")
    for _ in range(2):
        add_things(site)
    assert len(queries_of(client, "/de/seitenuebersicht/")) == len(one)
