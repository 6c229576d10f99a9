"""A table of people, as the tiny second application has one: narrowed, searched, ordered, taken away."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.counting import queries_of
from tests.lending.models import Loan, LoanState

pytestmark = pytest.mark.django_db

LOANS = "/admin/loans/"


@pytest.fixture
def loans(loan):
    """Three people, who asked on the same day."""
    day = timezone.now()
    Loan.objects.update(asked_at=day)
    Loan.objects.create(name="Ali Benoît", state=LoanState.LENT, asked_at=day)
    Loan.objects.create(name="Max Müller", state=LoanState.RETURNED, asked_at=day)


def names(response):
    return [loan.name for loan in response.context["object_list"]]


def page(response):
    return BeautifulSoup(response.content, "html.parser").select_one("main")


def test_table_is_for_those_who_have_the_right(lender, loans, client):
    assert client.get(LOANS).status_code == 200
    lender.groups.get().permissions.remove(*lender.groups.get().permissions.filter(codename="manage_loans"))
    assert [client.get(LOANS).status_code, client.post(LOANS, {"q": "zoe"}).status_code] == [302, 302]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", ["Ali Benoît", "Max Müller", "Zoé Lambert"]),
        ("?state=lent", ["Ali Benoît"]),
        ("?state=unknown", ["Ali Benoît", "Max Müller", "Zoé Lambert"]),
        ("?ordering=-name", ["Zoé Lambert", "Max Müller", "Ali Benoît"]),
        ("?ordering=email", ["Ali Benoît", "Max Müller", "Zoé Lambert"]),
        # Equal in that, they stand as they came.
        ("?ordering=-asked_at", ["Zoé Lambert", "Ali Benoît", "Max Müller"]),
    ],
)
def test_table_is_narrowed_and_ordered_by_its_address(lender, loans, client, question, found):
    assert names(client.get(LOANS + question)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ZOE", ["Zoé Lambert"]),
        ("muller max", ["Max Müller"]),
        ("zoe muller", []),
        ("%", []),
        ("   ", ["Ali Benoît", "Max Müller", "Zoé Lambert"]),
    ],
)
def test_search_knows_no_accents_and_no_capitals(lender, loans, client, words, found):
    assert names(client.post(LOANS, {"q": words})) == found


def test_search_goes_with_what_the_list_is_narrowed_to(lender, loans, client):
    assert names(client.post(f"{LOANS}?state=lent", {"q": "zoe"})) == []


def test_search_stands_in_no_address(lender, loans, client):
    assert len(names(client.get(f"{LOANS}?q=zoe"))) == 3
    shown = page(client.post(LOANS, {"q": "zoe"}))
    links = [link["href"] for link in shown.select("a[href]")] + [form["action"] for form in shown.select("[action]")]
    assert [link for link in links if "zoe" in link or "q=" in link] == []
    assert shown.select_one("input[name=q]")["value"] == "zoe"


def test_search_changes_nothing(lender, loans, client):
    before = list(Loan.objects.values())
    client.post(LOANS, {"q": "zoe"})
    assert list(Loan.objects.values()) == before


def test_search_shows_all_at_once(lender, db, client):
    Loan.objects.bulk_create(Loan(name=f"Agent {number}") for number in range(60))
    response = client.get(LOANS)
    assert (len(names(response)), response.context["paginator"].num_pages) == (50, 2)
    response = client.post(f"{LOANS}?p=2", {"q": "agent"})
    assert (len(names(response)), response.context["paginator"].num_pages) == (60, 1)


def test_search_of_a_page_of_text_is_cut(lender, loans, client):
    response = client.post(LOANS, {"q": "z" * 5000})
    assert (len(response.context["searched"]), page(response).select_one("input[name=q]")["maxlength"]) == (100, "100")


def test_table_works_without_a_script(lender, loans, client):
    shown = page(client.get(LOANS))
    search, narrow = shown.select("form")
    assert (search["method"], bool(search.select("input[name=csrfmiddlewaretoken]"))) == ("post", True)
    assert (narrow["method"], [field["name"] for field in narrow.select("select")]) == ("get", ["state"])
    assert [form.select_one("button")["type"] for form in (search, narrow)] == ["submit", "submit"]


@pytest.mark.parametrize(
    ("question", "words", "status", "empty"),
    [
        ("", "", None, None),
        ("?state=lent", "", "1\u00a0personne trouvée", None),
        ("", "a", "3\u00a0personnes trouvées", None),
        ("", "personne", "0\u00a0personne trouvée", "Personne ne correspond."),
        ("?state=asked", "ali", "0\u00a0personne trouvée", "Personne ne correspond."),
    ],
)
def test_table_says_how_many_it_found(lender, loans, client, question, words, status, empty):
    shown = page(client.post(LOANS + question, {"q": words}))
    said = shown.select_one("#listing-results [role=status]")
    assert (said and said.get_text(strip=True)) == status
    assert (empty is None) or empty in shown.select_one("#listing-results").get_text()


def test_table_without_anybody_says_so(lender, client):
    assert "Personne pour le moment." in page(client.get(LOANS)).select_one("#listing-results").get_text()


def test_table_leads_to_its_export_those_who_may_take_it_away(lender, loans, client, monkeypatch):
    def exports(response):
        return [str(button.url) for button in response.context["header_buttons"]]

    assert exports(client.get(LOANS)) == ["/admin/loans/export/"]
    monkeypatch.setattr("tests.lending.desk.LoansView.export_url", lambda view: "")
    assert exports(client.get(LOANS)) == []


def test_number_of_queries_does_not_depend_on_the_number_of_people(lender, loan, client):
    one = len(queries_of(client, LOANS))
    Loan.objects.bulk_create(Loan(name=f"Agent {number}") for number in range(5))
    assert len(queries_of(client, LOANS)) == one
