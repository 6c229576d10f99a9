"""Search answers by kind, finds nothing readers may not open, and never fails."""

import copy
import datetime
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from home.search import LONGEST_QUERY, clean_query, search_site
from tests.counting import queries_of
from tests.factories.charter import make_charter
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import AwardFactory, DirectoryIndexPageFactory, OrganisationFactory
from tests.factories.training import CoursePageFactory, SessionPageFactory, TrainingIndexPageFactory
from tests.factories.translations import translate

SEARCH = "/recherche/"
SIRET = "21540395700017"

HOSTILE = [
    "", " ", '"', "'", '""', "'''", 'a"b', "a'b", "l’achat", "\x00", "a\x00b", "*", "a*", "-", "-a", "--", "+a", "!a",
    "AND", "OR", "NOT", "a AND", "NEAR(a b)", "NEAR", "(", ")", "((a", "a:b", "title:a", "^a", "a^2", "{a}", "~a", "|",
    "&", "a & | !", "\\", "a\\", "%", "_", "100 %", ";", "'; DROP TABLE wagtailcore_page; --", "1' OR '1'='1",
    "<script>alert(1)</script>", "😀", "😀 achat", "مشتريات", "\u202eachat\u202c", "采购", "e\u0301tude", "ﬁ ½ ² ①",
    "\t\n\r", "\x1b[31m", "\x7f", "\u200b", "\ufeff", "\ud7ff", "\ufffd", "é" * 200, "a" * 10_000,
    "a " * 5_000, "²" * 14,
    "١٢٣٤٥٦٧٨٩٠١٢٣٤", "../../etc/passwd", "${jndi:ldap://x}", "{{ 7*7 }}", "%00", "null", "undefined",
]  # fmt: skip


@pytest.fixture
def site(shared_site, db):
    return copy.deepcopy(shared_site)


@pytest.fixture(scope="module")
def shared_site(shared_home):
    """A little of everything that speaks of « achat »."""
    charter, [commitment] = make_charter([7])
    guide = GuidePageFactory(parent=GuideIndexPageFactory(), title="Achat durable")
    training = TrainingIndexPageFactory()
    course = CoursePageFactory(parent=training, title="Achat et insertion")
    session = SessionPageFactory(
        parent=course, title="Achat à Metz", remote_link="https://visio.example.org/secretachat"
    )
    directory = DirectoryIndexPageFactory()
    organisation = OrganisationFactory(name="Commune d’Achat", slug="achat", siret=SIRET)
    AwardFactory(organisation=organisation)
    page = ContentPageFactory(title="Achat public", slug="achat-public")
    commitment.title = "Achat responsable"
    commitment.save_revision().publish()
    return SimpleNamespace(**{name: value for name, value in locals().items() if name != "shared_home"})


def results_of(text, kind=""):
    return search_site(text, Locale.get_default(), kind)


def found(text, kind="", code="fr"):
    groups = search_site(text, Locale.objects.get(language_code=code), kind)
    return {group.key: [str(result) for result in group.results] for group in groups}


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_search_never_fails(client, site, text):
    for kind in ("", "guides", text):
        response = client.get(SEARCH, {"q": text, "kind": kind})
        assert response.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["q=%FF%FE", "q=%ED%A0%80", "q=%00", "q=a&q=b", "q[]=a", "kind=%00", "page=abc", "q=achat&page=-1", "%"]
)
def test_search_never_fails_on_broken_addresses(client, site_root, query):
    assert client.get(f"{SEARCH}?{query}").status_code == 200


@pytest.mark.django_db
@examples(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_search_never_fails_on_any_text(client, site_root, text):
    assert client.get(SEARCH, {"q": text.encode("utf-8", "replace")}).status_code == 200


@given(st.text())
def test_clean_query_is_words_within_the_limit(text):
    query = clean_query(text)
    assert len(query) <= LONGEST_QUERY
    assert query == " ".join(query.split())
    assert clean_query(query) == query


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’achat, durable !", "l achat durable"),
        ('"achat"', "achat"),
        ("  achat  public  ", "achat public"),
        ("e\u0301tude", "étude"),
        ("213 540 395 00017", "213 540 395 00017"),
        ("a_b", "a b"),
        ("a\x00b", "a b"),
        ("*-*", ""),
    ],
)
def test_clean_query_keeps_words(text, words):
    assert clean_query(text) == words


@pytest.mark.django_db
def test_search_groups_what_it_finds_by_kind(site):
    results = found("achat")
    assert {key: sorted(titles) for key, titles in results.items()} == {
        "guides": ["Achat durable"],
        "commitments": ["Achat responsable"],
        "training": ["Achat et insertion", "Achat à Metz"],
        "organisations": ["Commune d’Achat"],
        "pages": ["Achat public"],
    }


@pytest.mark.django_db
def test_search_keeps_one_kind_when_asked(site):
    assert found("achat", "guides") == {"guides": ["Achat durable"]}


@pytest.mark.django_db
def test_search_loses_no_kind_behind_many_pages_of_another(site, monkeypatch):
    monkeypatch.setattr("home.search.RESULTS_PER_KIND", 1)
    for number in range(6):
        ContentPageFactory(title=f"Achat achat achat {number}")
    assert found("achat", "guides") == {"guides": ["Achat durable"]}


@pytest.mark.django_db
def test_search_wants_every_word(site):
    assert found("achat durable") == {"guides": ["Achat durable"]}


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["ACHAT durable", "achat DURABLE", "durable achat", "« achat durable »"])
def test_search_does_not_mind_case_order_or_quotes(site, text):
    assert found(text) == {"guides": ["Achat durable"]}


@pytest.mark.django_db
@pytest.mark.parametrize("text", [SIRET, "215 403 957 00017", "21540395700017 ", "215-403-957-00017"])
def test_search_finds_an_organisation_by_its_siret(site, text):
    assert found(text) == {"organisations": ["Commune d’Achat"]}


@pytest.mark.django_db
def test_search_never_finds_an_organisation_that_never_held_the_label(site):
    OrganisationFactory(name="Achat sans label", siret="21540395700025")
    assert found("Achat sans label") == {}
    assert found("21540395700025") == {}


@pytest.mark.django_db
def test_search_never_finds_an_organisation_before_its_label_starts(site):
    later = OrganisationFactory(name="Bientôt")
    AwardFactory(organisation=later, awarded_on=datetime.date(2999, 1, 1), valid_until=datetime.date(3001, 1, 1))
    assert found("Bientôt") == {}


@pytest.mark.django_db
def test_search_finds_the_labelled_among_many_others(site):
    organisations = [OrganisationFactory(name="Commune de Cormoranche") for _ in range(61)]
    AwardFactory(organisation=organisations[30])
    assert found("Cormoranche")["organisations"] == ["Commune de Cormoranche"]


@pytest.mark.django_db
def test_search_never_finds_a_draft(site):
    site.guide.unpublish()
    assert found("durable") == {}


@pytest.mark.django_db
def test_search_never_finds_what_is_not_published_yet(site):
    site.guide.summary = "Un brouillon confidentiel."
    site.guide.save_revision()
    assert found("confidentiel") == {}


@pytest.mark.django_db
@pytest.mark.parametrize("restriction", [PageViewRestriction.LOGIN, PageViewRestriction.GROUPS])
def test_search_never_finds_a_private_page_or_one_below_it(site, restriction):
    PageViewRestriction.objects.create(page=site.training, restriction_type=restriction)
    assert "training" not in found("achat")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["secretachat", "visio", "visio.example.org", "https://visio.example.org/secretachat"])
def test_search_never_finds_a_link_to_an_online_meeting(client, site, text):
    assert found(text) == {}
    assert "secretachat" not in client.get(SEARCH, {"q": "metz"}).content.decode()


@pytest.mark.django_db
def test_search_stays_in_the_language_of_the_reader(site):
    translate(site.page, "de", title="Vergabe Einkauf", slug="einkauf")
    assert found("Einkauf") == {}
    assert found("Einkauf", code="de") == {"pages": ["Vergabe Einkauf"]}


@pytest.mark.django_db
def test_search_page_leads_to_every_result(client, site):
    text = client.get(SEARCH, {"q": "achat"}).content.decode()
    urls = [page.url for page in (site.guide, site.commitment, site.course, site.session, site.page)]
    assert [url for url in [*urls, "/annuaire/achat/"] if f'href="{url}"' not in text] == []


@pytest.mark.django_db
def test_search_page_says_when_nothing_answers(client, site):
    response = client.get(SEARCH, {"q": "introuvable"})
    assert (response.status_code, response.context["total"]) == (200, 0)
    assert "/plan-du-site/" in response.content.decode()


@pytest.mark.django_db
def test_search_page_escapes_what_was_typed(client, site_root):
    text = client.get(SEARCH, {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in text


@pytest.mark.django_db
def test_search_page_is_not_for_robots(client, site_root):
    assert '<meta name="robots" content="noindex' in client.get(SEARCH).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_search_page_is_only_read(client, site_root, method):
    assert getattr(client, method)(SEARCH).status_code == 405


@pytest.mark.django_db
def test_search_takes_as_many_queries_for_one_result_as_for_three(client, site):
    one = queries_of(client, f"{SEARCH}?q=achat")
    for _ in range(2):
        GuidePageFactory(parent=site.guide.get_parent(), title="Achat encore")
        CoursePageFactory(parent=site.training, title="Achat encore")
        ContentPageFactory(title="Achat encore")
        AwardFactory(organisation=OrganisationFactory(name="Achat encore"))
    three = queries_of(client, f"{SEARCH}?q=achat")
    assert len(three) == len(one)
