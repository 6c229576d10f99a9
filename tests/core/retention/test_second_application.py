"""The tiny second application forgets its borrowers, without a line of its own about runs, reports or commands."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from core.retention.declarations import private_columns
from core.retention.purge import purge
from tests.core.retention.conftest import DAY, NOW, known
from tests.factories.roles import member_of
from tests.lending.models import Loan
from tests.whole_database import whole_database

pytestmark = pytest.mark.django_db

MARKER = "zqmarqueur"


def test_borrowers_are_forgotten_a_month_after_the_case_came_back(loans, clock):
    clock.move_to(NOW - DAY)
    purge()
    assert known() == ["Trois", "Quatre"]
    clock.move_to(NOW)
    purge()
    assert (known(), Loan.objects.count()) == (["Quatre"], 4)


def test_no_word_about_them_is_left(loans):
    marked = dict.fromkeys(private_columns()["lending.Loan"], f"{MARKER}@example")
    assert Loan.objects.filter(ended_at__isnull=False).update(**marked) == 3
    assert MARKER in whole_database()
    purge()
    assert (MARKER in whole_database(), Loan.objects.count()) == (False, 4)


def test_the_report_says_how_many(site_root, loans, client):
    purge()
    client.force_login(member_of("administration"))
    soup = BeautifulSoup(client.get(reverse("core_purge_report")).content, "html.parser")
    assert "Emprunteurs\u00a0: 3" in soup.find("table", class_="listing").get_text()
