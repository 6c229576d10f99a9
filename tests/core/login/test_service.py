"""A log-in service: it opens the account of an address it vouches for, makes none, and skips no second factor."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from config import accounts
from core.login.service import ServiceAdapter, unwrap
from core.models import User
from tests.factories.core import UserFactory
from tests.second_factor import code_of, give_code, is_in, link_app

pytestmark = pytest.mark.django_db

SERVER = "https://connexion.example"
ENVIRONMENT = {"OIDC_SERVER_URL": SERVER, "OIDC_CLIENT_ID": "site", "OIDC_CLIENT_SECRET": "secret"}
CONFIGURATION = {
    "token_endpoint": f"{SERVER}/token",
    "authorization_endpoint": f"{SERVER}/authorize",
    "userinfo_endpoint": f"{SERVER}/userinfo",
    "issuer": SERVER,
    "jwks_uri": f"{SERVER}/jwks",
}


def answer_of(content, kind="application/json", status=200):
    response = requests.Response()
    response.status_code, response._content = status, content
    response.headers["Content-Type"] = kind
    return response


class Service(requests.adapters.BaseAdapter):
    """The service, without a network: it vouches for an address, or does not."""

    def __init__(self):
        super().__init__()
        self.said = {"sub": "1", "email": "camille@mairie.example", "email_verified": True}
        self.signed = False
        self.broken = False

    def send(self, request, **kwargs):
        if self.broken:
            return answer_of(b"{}", status=503)
        if request.url.endswith("/userinfo"):
            content = json.dumps(self.said).encode()
            if self.signed:
                middle = base64.urlsafe_b64encode(content).rstrip(b"=")
                return answer_of(b"e30." + middle + b".c2lnbmVk", "application/jwt")
            return answer_of(content)
        if request.url.endswith("/token"):
            return answer_of(b'{"access_token": "token", "token_type": "Bearer"}')
        return answer_of(json.dumps(CONFIGURATION).encode())

    def close(self):
        pass


@pytest.fixture
def service(settings, monkeypatch):
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    settings.SOCIALACCOUNT_PROVIDERS = accounts.configure()["SOCIALACCOUNT_PROVIDERS"]
    service = Service()
    session_of = ServiceAdapter.get_requests_session

    def without_network(adapter):
        session = session_of(adapter)
        session.mount("https://", service)
        return session

    monkeypatch.setattr(ServiceAdapter, "get_requests_session", without_network)
    return service


@pytest.fixture
def account():
    return UserFactory(email="Camille@mairie.example", is_superuser=True)


def come_by_the_service(client, **answer):
    """Follow the link of the log-in page to the service, and come back."""
    link = client.get("/admin/login/oidc/service/login/?next=/admin/pages/")
    state = parse_qs(urlsplit(link.url).query)["state"][0]
    return client.get("/admin/login/oidc/service/login/callback/", {"state": state, "code": "code"} | answer)


def test_no_service_is_offered_where_none_is_named(client):
    assert "Se connecter avec" not in client.get("/admin/login/").content.decode()
    assert client.get("/admin/login/oidc/service/login/").status_code == 404


def test_log_in_page_leads_to_the_service(client, service):
    assert "Se connecter avec ProConnect" in client.get("/admin/login/").content.decode()
    link = client.get("/admin/login/oidc/service/login/").url
    (scope,) = parse_qs(urlsplit(link).query)["scope"]
    assert (link.split("?")[0], set(scope.split())) == (f"{SERVER}/authorize", {"openid", "email"})


@pytest.mark.parametrize("signed", [False, True])
def test_service_opens_the_account_of_its_address(client, service, account, signed):
    service.signed = signed
    response = come_by_the_service(client)
    assert (response.url, is_in(client)) == ("/admin/pages/", True)


def test_letter_that_a_database_takes_for_another_opens_nothing(client, service, account):
    service.said["email"] = "camılle@mairie.example"
    come_by_the_service(client)
    assert not is_in(client)


def test_second_factor_is_asked_after_the_service_too(client, service, account):
    secret = link_app(account)
    response = come_by_the_service(client)
    assert (response.url, is_in(client)) == ("/admin/login/code/", False)
    give_code(client, code_of(secret))
    assert is_in(client)


def test_service_makes_no_account(client, service):
    response = come_by_the_service(client)
    assert (response.url, User.objects.count()) == ("/admin/login/", 0)
    assert "Aucun compte actif n’a cette adresse" in client.get("/admin/login/").content.decode()


@pytest.mark.parametrize("why", ["not verified", "asleep", "shared"])
def test_service_opens_no_account_in_doubt(client, service, account, why):
    if why == "not verified":
        service.said["email_verified"] = False
    elif why == "asleep":
        User.objects.update(is_active=False)
    else:
        UserFactory(email="camille@mairie.example")
    come_by_the_service(client)
    assert not is_in(client)


def test_service_whose_addresses_are_all_verified_need_not_say_so(client, service, account, settings):
    del service.said["email_verified"]
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["verified_email"] = True
    come_by_the_service(client)
    assert is_in(client)


@pytest.mark.parametrize("what", ["refused", "broken"])
def test_failure_of_the_service_leads_back_to_the_log_in(client, service, account, what):
    if what == "refused":
        response = come_by_the_service(client, error="access_denied")
    else:
        link = client.get("/admin/login/oidc/service/login/")
        service.broken = True
        state = parse_qs(urlsplit(link.url).query)["state"][0]
        response = client.get("/admin/login/oidc/service/login/callback/", {"state": state, "code": "code"})
    assert (response.status_code, response.url, is_in(client)) == (302, "/admin/login/", False)


def test_level_asked_of_the_service_is_of_the_environment(monkeypatch):
    for name, value in (ENVIRONMENT | {"OIDC_ACR_VALUES": "eidas1"}).items():
        monkeypatch.setenv(name, value)
    assert accounts.login_service()[0]["settings"]["auth_params"] == {"acr_values": "eidas1"}


def test_what_is_no_token_is_left_as_it_is():
    response = answer_of(b"{}")
    unwrap(response)
    assert response.content == b"{}"
