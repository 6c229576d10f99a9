"""The pages of one's own second factor: they open to who confirms, speak French, and show codes once."""

import pytest

from core.login.factor_forms import CODES_AN_HOUR
from tests.factories.core import UserFactory
from tests.second_factor import PASSWORD, code_of, factors_of, keep_codes, link_app

pytestmark = pytest.mark.django_db

FACTOR = "/admin/account/second-factor/"


@pytest.fixture
def account(client):
    account = UserFactory(username="camille", is_superuser=True)
    client.force_login(account)
    return account


def confirm(client):
    return client.post("/admin/account/confirm/", {"password": PASSWORD, "next": FACTOR})


def text_of(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", ["app/", "app/unlink/", "codes/", "codes/new/", "passkeys/add/"])
def test_what_changes_a_factor_asks_for_the_password_first(client, account, address):
    link_app(account)
    keep_codes(account)
    response = client.get(FACTOR + address)
    ways = ("/admin/account/confirm/", FACTOR)
    assert (response.status_code, response.url.startswith(ways)) == (302, True)


def test_password_is_confirmed_and_leads_back(client, account):
    assert "Vous allez changer la façon dont votre compte s’ouvre." in text_of(client, "/admin/account/confirm/")
    assert confirm(client).url == FACTOR


def test_few_passwords_are_tried_and_then_the_right_one_is_refused_too(client, account):
    for _ in range(CODES_AN_HOUR):
        client.post("/admin/account/confirm/", {"password": "faux"})
    assert confirm(client).status_code == 200


def test_code_confirms_too(client, account):
    secret = link_app(account)
    assert "Code de votre application" in text_of(client, "/admin/account/confirm/code/")
    response = client.post("/admin/account/confirm/code/", {"code": code_of(secret), "next": FACTOR})
    assert response.url == FACTOR
    assert client.get(f"{FACTOR}codes/new/").status_code == 200


def test_new_codes_are_shown_once(client, account):
    link_app(account)
    confirm(client)
    response = client.post(f"{FACTOR}codes/new/", follow=True)
    codes = response.context["unused_codes"]
    assert (len(codes), [code for code in codes if code not in response.content.decode()]) == (10, [])
    again = text_of(client, f"{FACTOR}codes/")
    assert [code for code in codes if code in again] == []


def test_page_of_the_app_shows_a_square_and_its_key_and_a_wrong_code_keeps_them(client, account):
    confirm(client)
    page = client.get(f"{FACTOR}app/")
    secret = page.context["form"].secret
    wrong = client.post(f"{FACTOR}app/", {"code": "000000"})
    assert [secret in answer.content.decode() for answer in (page, wrong)] == [True, True]
    assert factors_of(account) == []


def test_page_of_a_new_passkey_may_ask_the_browser_for_one_and_names_its_field(client, account):
    confirm(client)
    response = client.get(f"{FACTOR}passkeys/add/")
    assert "Nom de la clé d’accès" in response.content.decode()
    assert "publickey-credentials-get=(self)" in response.headers["Permissions-Policy"]


def test_page_says_what_one_has(client, account):
    assert "Lier une application" in text_of(client, FACTOR)
    link_app(account)
    keep_codes(account)
    page = text_of(client, FACTOR)
    assert [words in page for words in ("Retirer l’application", "Il reste 10 codes")] == [True, True]


def test_page_of_the_account_leads_to_factor_and_sessions(client, account):
    page = text_of(client, "/admin/account/")
    assert [address in page for address in (FACTOR, "/admin/account/sessions/")] == [True, True]
