"""Mozilla’s score of every kind of answer, over TLS, with a server’s settings: 130 at least, where anybody may come."""

import copy
from http.cookies import SimpleCookie

import pytest
from django.urls import reverse

from config.settings import base
from core.middleware import ADMIN_HEADER, PUBLIC_HEADER
from tests.core.observatory import directives, of_cookies, of_policy, of_transport, score
from tests.factories.core import DocumentFactory, ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.training import SessionPageFactory, make_course
from tests.factories.translations import translate

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

GOAL = 130
#: Wagtail’s editor needs scripts and styles inside its pages: 20 points, and with them every bonus.
EDITOR = 80
OF_A_SERVER = [
    name for name in dir(base) if name.startswith(("SESSION_COOKIE_", "CSRF_COOKIE_", "SECURE_", "X_FRAME_"))
]  # fmt: skip


@pytest.fixture
def server(client, settings):
    """A visitor of a server, over TLS, who sees its errors."""
    for name in OF_A_SERVER:
        setattr(settings, name, getattr(base, name))
    client.raise_request_exception = False
    return client


@pytest.fixture(scope="module")
def shared_answers(shared_home):
    """An address of each kind of answer, and the code it has."""
    page = ContentPageFactory(title="Mentions", slug="mentions")
    session = SessionPageFactory(parent=make_course(), title="Metz")
    document, picture = DocumentFactory(), ImageFactory()
    return {
        "home": ("/", 200),
        "French page": (page.get_url(), 200),
        "German page": (translate(page, "de", slug="impressum").get_url(), 200),
        "English page": (translate(page, "en", slug="legal").get_url(), 200),
        "page that is not there": ("/nulle-part/", 404),
        "page without its slash": (page.get_url().rstrip("/"), 301),
        "search": (reverse("search") + "?q=achat", 200),
        "site map": (reverse("site_map"), 200),
        "form of sign-up": (f"{session.get_url()}inscription/", 200),
        "form of a lost link": (reverse("sign_ups:lost_link"), 200),
        "calendar of a session": (f"{session.get_url()}ical/", 200),
        "document": (document.url, 200),
        "picture": (picture.file.url, 200),
        "style sheet": ("/static/css/site.css", 200),
        "sitemap for robots": (reverse("sitemap"), 200),
        "robots.txt": (reverse("robots_txt"), 200),
        "icon": (reverse("favicon"), 302),
        "liveness": (reverse("healthz"), 200),
        "readiness": (reverse("readyz"), 200),
    }


KINDS = (
    "home", "French page", "German page", "English page", "page that is not there", "page without its slash", "search",
    "site map", "form of sign-up", "form of a lost link", "calendar of a session", "document", "picture", "style sheet",
    "sitemap for robots", "robots.txt", "icon", "liveness", "readiness",
)  # fmt: skip


def test_every_kind_of_answer_is_scored(shared_answers):
    assert {*KINDS} == {*shared_answers}


@pytest.mark.parametrize("kind", KINDS)
def test_answer_to_anybody_reaches_the_goal(shared_answers, server, kind):
    address, status = copy.deepcopy(shared_answers[kind])
    answer = server.get(address, secure=True)
    assert (answer.status_code, score(dict(answer.items()), answer.cookies)) == (status, GOAL)
    if answer.streaming:
        assert sum(map(len, answer.streaming_content)) > 0


def test_fault_of_the_site_reaches_the_goal(site_root, server, monkeypatch):
    def fault(*args):
        raise RuntimeError("on purpose")

    monkeypatch.setattr("home.search.search_pages", fault, raising=False)
    monkeypatch.setattr("home.views.render", fault)
    answer = server.get(reverse("search") + "?q=achat", secure=True)
    assert (answer.status_code, score(dict(answer.items()), answer.cookies)) == (500, GOAL)


#: Pages of the team that anybody may open: with a cookie that is well kept, which is worth five more.
LOG_IN = ["wagtailadmin_login", "wagtailadmin_password_reset"]


@pytest.mark.parametrize("name", LOG_IN)
def test_page_to_log_in_reaches_the_goal(site_root, server, name):
    answer = server.get(reverse(name), secure=True)
    assert (answer.status_code, score(dict(answer.items()), answer.cookies) >= GOAL) == (200, True)


def test_page_of_the_editor_loses_what_its_inline_scripts_cost(site_root, server):
    server.force_login(UserFactory(is_superuser=True))
    answer = server.get(reverse("wagtailadmin_home"), secure=True)
    assert (answer.status_code, score(dict(answer.items()), answer.cookies)) == (200, EDITOR)


# The scorer itself, on what its source says of each case.

BEST = {
    "Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-site",
}


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        ({}, 130),
        ({"Content-Security-Policy": ""}, 100 - 25 - 20),
        ({"Content-Security-Policy": "", "X-Frame-Options": "deny"}, 75),
        ({"Referrer-Policy": None}, 125),
        ({"Referrer-Policy": "unsafe-url"}, 95 + 25),
        ({"Strict-Transport-Security": ""}, 80),
        ({"X-Content-Type-Options": ""}, 95 + 30),
        ({"Cross-Origin-Resource-Policy": "everybody"}, 95 + 20),
        ({"Cross-Origin-Resource-Policy": "cross-origin"}, 120),
        ({"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Credentials": "true"}, 50),
        ({"Access-Control-Allow-Origin": "*"}, 130),
    ],
)
def test_score_is_that_of_the_rules(changes, points):
    headers = {name: value for name, value in (BEST | changes).items() if value is not None}
    assert score(headers) == points


@pytest.mark.parametrize(
    ("policy", "points"),
    [
        (PUBLIC_HEADER, 10),
        (ADMIN_HEADER, -20),
        ("default-src 'self'", 5),
        ("default-src 'none'", 5),
        ("default-src 'none'; form-action https:", 5),
        ("default-src 'self'; style-src 'unsafe-inline'", 0),
        ("default-src 'self'; script-src 'unsafe-eval'", -10),
        ("default-src 'self'; script-src 'self' data:", -20),
        ("img-src 'self'", -20),
        ("default-src 'none'; img-src http://pictures.example.org", -20),
    ],
)
def test_policy_is_worth_what_the_rules_say(policy, points):
    assert of_policy(directives(policy)) == points


@pytest.mark.parametrize(("header", "points"), [("max-age=15768000", 0), ("max-age=15767999", -10), ("preload", -20)])
def test_transport_is_worth_what_the_rules_say(header, points):
    assert of_transport(header) == points


@pytest.mark.parametrize(
    ("cookies", "points"),
    [
        ("", 0),
        ("a=1; Secure; HttpOnly; SameSite=Lax", 5),
        ("a=1; Secure; HttpOnly", 0),
        ("a=1; Secure", -30),
        ("a=1", -40),
    ],
)
def test_cookies_are_worth_what_the_rules_say(cookies, points):
    assert of_cookies(SimpleCookie(cookies)) == points
