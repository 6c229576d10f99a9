"""One way to log in, and no session for whoever is not."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import INFO, get_messages
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from core.login.messages import TeamMessages
from core.models import User
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db

CLOSED = ["/_util/login/", "/_util/authenticate_with_password/1/2/", "/documents/authenticate_with_password/1/"]


@pytest.mark.parametrize("path", [*CLOSED, *(f"/de{path}" for path in CLOSED[:2])])
def test_other_ways_of_wagtail_to_give_a_password_lead_nowhere(client, site_root, path):
    UserFactory(username="camille", password="une-phrase", is_superuser=True)
    answers = [client.get(path), client.post(path, {"username": "camille", "password": "une-phrase"})]
    assert ([answer.status_code for answer in answers], dict(client.cookies)) == ([404, 404], {})


def test_whoever_logs_out_keeps_no_session(client, site_root):
    client.force_login(UserFactory(is_superuser=True))
    client.get(reverse("wagtailadmin_home"))
    response = client.post(reverse("wagtailadmin_logout"))
    assert (response.cookies["sessionid"].value, response.cookies["sessionid"]["max-age"]) == ("", 0)
    page = client.get(response.url)
    assert (client.cookies["sessionid"].value, list(get_messages(page.wsgi_request))) == ("", [])
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    ("user", "before", "kept"),
    [(User(), {}, ["Bonjour"]), (AnonymousUser(), {}, []), (AnonymousUser(), {"on the way": "in"}, ["Bonjour"])],
)
def test_message_opens_no_session(user, before, kept):
    request = RequestFactory().get("/")
    request.user, request.session = user, dict(before)
    storage = TeamMessages(request)
    storage.add(INFO, "Bonjour")
    storage.update(HttpResponse())
    assert ([message.message for message in TeamMessages(request)], bool(request.session)) == (kept, bool(kept))


def test_message_is_shown_by_the_answer_it_is_added_to():
    request = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), {}
    storage = TeamMessages(request)
    storage.add(INFO, "Bonjour")
    assert [message.message for message in storage] == ["Bonjour"]
