"""The headers, address family by address family."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import RequestFactory

from core.middleware import SecurityHeadersMiddleware
from core.models import User

PUBLIC = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'self'"
)
ADMIN = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'; "
    "base-uri 'none'; frame-ancestors 'self'; frame-src 'self'"
)


ADMIN_OF_NOBODY = [
    "/admin/",
    "/admin/login/",
    "/admin/password_reset/",
    "/admin/password_reset/done/",
    "/admin/password_reset/confirm/MQ/set-password/",
    "/admin/password_reset/complete/",
    "/admin/no-such-page/",
    "/admin/jsi18n/",
    "/admin/sprite/",
    "/admin/pages/",
]


def answer(path: str = "/", user=None, **attributes) -> HttpResponse:
    """Return what the middleware makes of a plain answer to somebody, given these attributes."""
    response = HttpResponse()
    for name, value in attributes.items():
        setattr(response, name, value)
    request = RequestFactory().get(path)
    if user is not None:
        request.user = user
    return SecurityHeadersMiddleware(lambda request: response)(request)


def test_public_page_has_the_strict_headers():
    headers = answer().headers
    assert headers["Content-Security-Policy"] == PUBLIC
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=(), " in headers["Permissions-Policy"]


def test_page_with_a_video_frames_its_host_without_credentials():
    headers = answer(csp_frame_src=["https://video.example.org"]).headers
    assert headers["Content-Security-Policy"] == f"{PUBLIC}; frame-src https://video.example.org"
    assert headers["Cross-Origin-Embedder-Policy"] == "credentialless"


def test_page_that_frames_nothing_keeps_the_strict_policy():
    assert answer(csp_frame_src=[]).headers["Content-Security-Policy"] == PUBLIC


def test_admin_has_its_own_policy_for_whoever_is_logged_in():
    headers = answer("/admin/pages/", user=User()).headers
    assert headers["Content-Security-Policy"] == ADMIN
    assert "Cross-Origin-Embedder-Policy" not in headers


def test_answer_that_sets_its_own_policy_keeps_it():
    response = answer(headers={"Content-Security-Policy": "default-src 'none'"})
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"


def test_no_policy_mixes_a_nonce_with_unsafe_inline():
    assert "nonce-" not in PUBLIC + ADMIN


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/robots.txt", "/no-such-page/", *ADMIN_OF_NOBODY])
def test_anybody_gets_the_strict_policy(client, site_root, path):
    assert client.get(path).headers["Content-Security-Policy"] == PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize("path", ADMIN_OF_NOBODY)
def test_what_nobody_needs_to_log_in_for_asks_for_nothing_that_the_policy_refuses(client, site_root, path):
    """No script, style or handler within the page; what a script reads as data is no script."""
    page = BeautifulSoup(client.get(path).content, "html.parser")
    scripts = [tag for tag in page.select("script:not([src])") if tag.get("type", "") not in ("application/json",)]
    handlers = [name for tag in page.select("*") for name in tag.attrs if name.startswith("on")]
    assert (scripts, page.select("style, [style]"), handlers) == ([], [], [])


@pytest.mark.django_db
def test_home_has_every_header_and_no_cookie(client, site_root):
    response = client.get("/", headers={"accept-language": "de"})
    assert response.status_code == 200
    assert {
        name: response.headers[name]
        for name in ("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options")
    } == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Frame-Options": "SAMEORIGIN",
    }
    assert dict(client.cookies) == {}


@pytest.mark.django_db
def test_home_is_french_whatever_the_browser_asks_for(client, site_root):
    response = client.get("/", headers={"accept-language": "de,en;q=0.5"})
    assert (response.status_code, response.headers["Content-Language"]) == (200, "fr")


@pytest.mark.django_db
def test_unknown_language_is_a_page_not_found(client, site_root):
    assert client.get("/es/").status_code == 404
