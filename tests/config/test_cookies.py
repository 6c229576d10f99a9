"""The cookies of a server: only for people who log in, only over TLS, only for this host."""

import pytest
from django.urls import reverse

from config.settings import base
from tests.factories.core import UserFactory

PASSWORD = "a-long-enough-password"
COOKIE_SETTINGS = [name for name in dir(base) if name.startswith(("SESSION_COOKIE_", "CSRF_COOKIE_"))]

pytestmark = pytest.mark.django_db


@pytest.fixture
def server_client(client, settings):
    """A visitor of a server, over TLS, who must show the token of each form."""
    for name in COOKIE_SETTINGS:
        setattr(settings, name, getattr(base, name))
    client.defaults["wsgi.url_scheme"] = "https"
    client.handler.enforce_csrf_checks = True
    return client


def log_in(client, **more_fields):
    """Log in by the form of the admin, as a browser does."""
    user = UserFactory(is_superuser=True, password=PASSWORD)
    address = reverse("wagtailadmin_login")
    token = client.get(address).context["csrf_token"]
    fields = {"username": user.get_username(), "password": PASSWORD, "csrfmiddlewaretoken": str(token), **more_fields}
    return client.post(address, fields, headers={"referer": f"https://testserver{address}"})


def test_login_sets_two_cookies_bound_to_the_host(server_client):
    response = log_in(server_client)
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert {
        name: (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"])
        for name, cookie in server_client.cookies.items()
    } == {
        "__Host-sessionid": (True, True, "Lax", "/", ""),
        "__Host-csrftoken": (True, True, "Lax", "/", ""),
    }


@pytest.mark.parametrize(
    ("more_fields", "seconds"), [({}, ""), ({"remember": "on"}, 259_200)], ids=["once", "remember"]
)
def test_cookie_goes_with_the_browser_or_outlives_its_session(server_client, more_fields, seconds):
    """An ended session opens nothing; what was typed in it is known again (core.login.sending_again)."""
    log_in(server_client, **more_fields)
    assert server_client.cookies["__Host-sessionid"]["max-age"] == seconds


def test_login_without_its_token_is_refused(server_client):
    response = server_client.post(reverse("wagtailadmin_login"), {"username": "anyone", "password": PASSWORD})
    assert response.status_code == 403
