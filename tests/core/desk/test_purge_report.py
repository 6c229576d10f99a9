"""The report of the purge: administrators read it, nobody changes it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.translation import gettext

from core.models import PurgeRun
from core.retention.rules import all_rules
from tests.factories.core import UserFactory
from tests.factories.roles import member_of

pytestmark = pytest.mark.django_db

NIGHT = datetime.datetime(2027, 1, 12, 2, 5, tzinfo=datetime.UTC)


@pytest.fixture
def runs(site_root):
    PurgeRun.objects.create(ran_at=NIGHT, ended_at=NIGHT, counts={"confirmed": 3, "mail": 0, "failed": 1, "former": 7})
    PurgeRun.objects.create(ran_at=NIGHT + datetime.timedelta(days=1))


def rows(client):
    soup = BeautifulSoup(client.get(reverse("core_purge_report")).content, "html.parser")
    table = soup.find("table", class_="listing")
    return [[cell.get_text(" ", strip=True) for cell in row.find_all("td")] for row in table.tbody.find_all("tr")]


def test_administrators_read_when_it_ran_and_what_it_erased(runs, client):
    client.force_login(member_of("administration"))
    participants = {rule.name: rule.label for rule in all_rules()}["confirmed"]
    assert rows(client) == [
        ["13/01/2027\u00a003:05", gettext("Interrupted, or still running"), "", "0"],
        ["12/01/2027\u00a003:05", "12/01/2027\u00a003:05", f"{participants}\u00a0: 3", "1"],
    ]


def test_a_run_that_erased_nothing_says_so(runs, client):
    PurgeRun.objects.update(ended_at=NIGHT)
    client.force_login(member_of("administration"))
    assert rows(client)[0][2] == gettext("Nothing was due")


@pytest.mark.parametrize("role", ["formations", "redaction"])
def test_others_do_not_read_it(runs, client, role):
    client.force_login(member_of(role))
    response = client.get(reverse("core_purge_report"))
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert reverse("core_purge_report") not in client.get(reverse("wagtailadmin_home")).text


def test_it_is_in_the_menu_of_reports(runs, client):
    client.force_login(member_of("administration"))
    assert reverse("core_purge_report") in client.get(reverse("wagtailadmin_home")).text


def test_nobody_writes_a_run(runs, client):
    client.force_login(UserFactory(is_superuser=True))
    assert client.post(reverse("core_purge_report")).status_code == 405
    names = Permission.objects.filter(content_type__model="purgerun").values_list("content_type__app_label", "codename")
    assert list(names) == [("core", "view_purgerun")]
