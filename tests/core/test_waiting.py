"""What waits is said once by its application, and shown on the first page of the admin to those it waits for."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse

from core import waiting
from core.waiting import Item, Source, Step, Waiting, waiting_for
from tests.counting import queries_of
from tests.factories.core import UserFactory
from tests.lending.models import Loan

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2027, 1, 12, 8, 30, tzinfo=datetime.UTC)


@pytest.fixture
def lender(site_root, client):
    """Somebody who may open the admin and lend cases, logged in."""
    user = UserFactory()
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "manage_loans"]))
    client.force_login(user)
    return user


@pytest.fixture
def ask():
    """Cases are asked for, an hour after each other."""

    def make(number):
        before = Loan.objects.count()
        for hour in range(before, before + number):
            Loan.objects.create(name="Zoé", asked_at=NOW + datetime.timedelta(hours=hour))

    return make


def panel(client):
    """The panel on the first page, or nothing."""
    return BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser").find(id="waiting-section")


def only(monkeypatch, *sources):
    monkeypatch.setattr(waiting, "_SOURCES", {})
    for source in sources:
        waiting.register(source)


def told(node):
    return " ".join(node.get_text(" ", strip=True).split())


# The register


def test_whoever_may_not_see_it_is_not_looked_up_for(monkeypatch):
    def fail(user):
        raise AssertionError

    only(monkeypatch, Source("secret", 1, is_for=lambda user: False, find=fail))
    assert waiting_for(UserFactory()) == []


def test_the_most_urgent_comes_first_and_what_does_not_wait_is_left_out(monkeypatch):
    first, second, third = (Waiting(number, str(number), "/") for number in (1, 2, 3))
    only(
        monkeypatch,
        Source("late", 30, is_for=lambda user: True, find=lambda user: [third]),
        Source("none", 20, is_for=lambda user: True, find=lambda user: []),
        Source("soon", 10, is_for=lambda user: True, find=lambda user: [first, second]),
    )
    assert waiting_for(UserFactory()) == [first, second, third]


def test_a_name_belongs_to_one_source(monkeypatch):
    source = Source("loans", 1, is_for=lambda user: True, find=lambda user: [])
    only(monkeypatch, source, source)
    with pytest.raises(ValueError, match="named 'loans' already"):
        waiting.register(Source("loans", 1, is_for=lambda user: True, find=lambda user: []))


# The panel


def test_panel_names_the_first_ones_and_counts_the_others(lender, ask, client):
    ask(7)
    found = panel(client)
    first = Loan.objects.order_by("pk")[:5]
    assert told(found.h3) == "7 prêts demandés depuis le 12/01/2027 09:30"
    assert [told(row) for row in found.find_all("li")] == [*map(str, first), "et 2 autres"]
    everything = reverse("lending_loans")
    each = [reverse("lending_lend", args=[loan.pk]) for loan in first]
    assert [link["href"] for link in found.find(class_="desk-waiting").find_all("a")] == [everything, *each, everything]


def test_panel_is_not_there_when_nothing_waits(lender, client):
    assert panel(client) is None


def test_others_do_not_see_it(lender, ask, client):
    ask(1)
    lender.user_permissions.remove(Permission.objects.get(codename="manage_loans"))
    assert panel(client) is None


def test_number_of_queries_does_not_depend_on_how_much_waits(lender, ask, client):
    ask(1)
    one = len(queries_of(client, reverse("wagtailadmin_home")))
    ask(12)
    assert len(queries_of(client, reverse("wagtailadmin_home"))) == one


def test_panel_says_what_there_is_to_do_about_each_and_where(lender, client, monkeypatch):
    step = Step("late", "Le retour est <attendu>.", "/remind/", "Relancer")
    day = datetime.date(2027, 3, 1)
    found = Waiting(1, "Un retour", "/all/", day, [Item("P-1", "/one/", "depuis longtemps", [step])])
    only(monkeypatch, Source("returns", 1, is_for=lambda user: True, find=lambda user: [found]))
    shown = panel(client)
    assert told(shown.h3) == "Un retour depuis le 1er\u00a0mars\u00a02027".replace("\u00a0", " ")
    assert told(shown.li) == "P-1 – depuis longtemps Le retour est <attendu>. Relancer"
    assert [link["href"] for link in shown.find(class_="desk-waiting").find_all("a")] == ["/all/", "/one/", "/remind/"]


def test_panel_says_no_day_where_nobody_knows_one(lender, client, monkeypatch):
    found = Waiting(2, "Deux retours", "/all/")
    only(monkeypatch, Source("returns", 1, is_for=lambda user: True, find=lambda user: [found]))
    shown = panel(client)
    assert (told(shown.h3), shown.find_all("li")) == ("Deux retours", [])
