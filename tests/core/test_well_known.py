"""security.txt and robots.txt."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from core.models import ProgrammeSettings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _address(settings, site_root):
    settings.BASE_URL = "https://www.example.org"
    settings.SECURITY_CONTACT = "security@example.org"


@time_machine.travel(datetime(2026, 11, 23, 22, 30, tzinfo=UTC), tick=False)
def test_security_txt_says_whom_to_tell_and_until_when(client):
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "Contact: mailto:security@example.org\n"
        "Expires: 2027-02-21T00:00:00Z\n"
        "Preferred-Languages: fr, en, de\n"
        "Canonical: https://www.example.org/.well-known/security.txt\n"
    )


def test_security_txt_takes_the_address_of_the_team(client, settings, site_root):
    settings.SECURITY_CONTACT = ""
    site = site_root.get_site()
    ProgrammeSettings.objects.update_or_create(site=site, defaults={"email": "team@example.org"})
    assert client.get("/.well-known/security.txt").content.startswith(b"Contact: mailto:team@example.org\n")


def test_security_txt_without_contact_is_not_there(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


def test_security_txt_names_a_form_and_a_policy(client, settings):
    settings.SECURITY_CONTACT = "https://www.example.org/report/"
    settings.SECURITY_POLICY_URL = "https://www.example.org/policy/"
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert (lines[0], lines[-1]) == (
        "Contact: https://www.example.org/report/",
        "Policy: https://www.example.org/policy/",
    )


def test_robots_txt_closes_the_admin_and_names_the_sitemap(client):
    addresses = {}
    for code in ("fr", "de", "en"):
        with translation.override(code):
            addresses[code] = reverse("search")
    assert client.get("/robots.txt").content.decode() == (
        "User-agent: *\n"
        "Disallow: /admin/\n"
        f"Disallow: {addresses['fr']}\n"
        f"Disallow: {addresses['de']}\n"
        f"Disallow: {addresses['en']}\n"
        "\n"
        "Sitemap: https://www.example.org/sitemap.xml\n"
    )


def test_favicon_leads_to_the_icon(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response.url) == (302, "/static/icons/favicon.ico")
