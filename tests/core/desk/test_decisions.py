"""A page that asks before it decides, as the tiny second application has one."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests.factories.core import UserFactory
from tests.lending import desk
from tests.lending.models import Loan, LoanState

pytestmark = pytest.mark.django_db

LOANS = "/admin/loans/"


def url(loan):
    return reverse("lending_lend", args=[loan.pk])


def states():
    return list(Loan.objects.order_by("pk").values_list("state", flat=True))


def logged():
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "object_id", "user", "data"))


def page(response):
    return BeautifulSoup(response.content, "html.parser").select_one("main")


@pytest.fixture
def all_lent(loan):
    """No case is left."""
    for name in ("Ali Benoît", "Kim Łapiński"):
        Loan.objects.create(name=name, state=LoanState.LENT)


def test_decision_is_asked_before_it_is_taken(lender, loan, client):
    shown = page(client.get(url(loan)))
    form = shown.select_one("form[method=post]")
    assert (states(), logged()) == ([LoanState.ASKED], [])
    assert [button.get_text(strip=True) for button in form.select("button, a.button")] == [
        "Prêter la mallette",
        "Ne rien changer",
    ]
    assert form.select_one("a.button")["href"] == LOANS
    assert "La mallette part à la date convenue." in shown.get_text()


def test_decision_is_taken_written_in_the_log_and_said(lender, loan, client):
    response = client.post(url(loan))
    assert (response.status_code, response.url, states()) == (302, LOANS, [LoanState.LENT])
    assert logged() == [("lending.lend", str(loan.pk), lender.pk, {"loan": f"P-{loan.pk}"})]
    assert [str(message).strip() for message in get_messages(response.wsgi_request)] == ["La mallette est prêtée."]


def test_decision_that_comes_too_late_says_so_and_does_nothing(lender, loan, client):
    client.post(url(loan))
    for response in (client.get(url(loan)), client.post(url(loan))):
        shown = page(response)
        assert (response.status_code, shown.select("form[method=post]")) == (200, [])
        assert shown.select_one("[role=alert]").get_text(strip=True) == "Rien n’a changé : Prêté."
    assert (states(), len(logged())) == ([LoanState.LENT], 1)


def test_refusal_of_the_service_is_said_on_the_same_page(lender, all_lent, loan, client):
    response = client.post(url(loan))
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == ["Toutes les mallettes sont prêtées."]
    assert page(response).select_one("form[method=post] button").get_text(strip=True) == "Prêter la mallette"
    assert (states()[0], logged()) == (LoanState.ASKED, [])


def test_refusal_is_said_in_the_words_of_what_it_is_a_kind_of(lender, loan, client, monkeypatch):
    class NoCaseLeftInMetz(desk.NoCaseLeft):
        pass

    def refuse(**_kwargs):
        raise NoCaseLeftInMetz

    monkeypatch.setattr("tests.lending.desk.lend", refuse)
    assert client.post(url(loan)).context["form"].non_field_errors() == ["Toutes les mallettes sont prêtées."]


def test_mistake_of_ours_is_not_taken_for_a_refusal(lender, loan, client, monkeypatch):
    def fail(**_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("tests.lending.desk.lend", fail)
    with pytest.raises(ZeroDivisionError):
        client.post(url(loan))


def test_preview_names_who_is_told_what(lender, loan, client):
    context = client.get(url(loan)).context
    assert [(str(group.label), group.what, group.people) for group in context["groups"]] == [
        ("Demandé", "la mallette les attend", [loan])
    ]
    assert context["without_address"] == []


def test_preview_names_apart_those_without_an_address(lender, loan, client):
    Loan.objects.update(email="")
    response = client.get(url(loan))
    assert (response.context["groups"], response.context["without_address"]) == ([], [loan])
    assert "À prévenir par téléphone" in page(response).get_text()


def test_serious_decision_looks_like_one(lender, loan, client, monkeypatch):
    assert page(client.get(url(loan))).select("button.serious") == []
    monkeypatch.setattr(desk.LendView, "is_serious", True)
    assert len(page(client.get(url(loan))).select("button.serious")) == 1


def test_trail_leads_from_the_first_page(lender, loan, client):
    items = client.get(url(loan)).context["breadcrumbs_items"]
    assert [(str(item["url"]), str(item["label"])) for item in items] == [("/admin/", "Accueil"), ("", "Prêter")]


# Who may


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_no_right_learns_nothing_of_what_exists(lender, loan, client, method):
    lender.groups.get().permissions.remove(*lender.groups.get().permissions.filter(codename="manage_loans"))
    for address in (url(loan), reverse("lending_lend", args=[loan.pk + 1])):
        response = getattr(client, method)(address)
        assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert states() == [LoanState.ASKED]


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_does_not_exist_is_not_found(lender, loan, client, method):
    assert getattr(client, method)(reverse("lending_lend", args=[loan.pk + 1])).status_code == 404


def test_what_was_found_may_be_closed_to_somebody(lender, loan, client, monkeypatch):
    monkeypatch.setattr(desk.LendView, "may_open", lambda view: view.loan.name != "Zoé Lambert")
    assert client.post(url(loan)).status_code == 302
    assert states() == [LoanState.ASKED]


@pytest.mark.parametrize(("is_superuser", "status"), [(True, 200), (False, 302)])
def test_page_that_names_no_permission_is_the_administrators(lender, loan, client, monkeypatch, is_superuser, status):
    monkeypatch.setattr(desk.LoanPage, "permission", "")
    client.force_login(UserFactory(is_superuser=True) if is_superuser else lender)
    assert client.get(url(loan)).status_code == status
