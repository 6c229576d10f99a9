"""Somebody of the team sets a second factor up, on a telephone and in the browser, and logs in with each."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Windows
from tests.second_factor import code_of

#: An account that no other test of a browser uses.
WHO = "suivi"


def authenticator_of(page):
    """A passkey's keeper, of the browser."""
    browser = page.context.new_cdp_session(page)
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def page(chromium, demo):
    """A telephone, at a name: passkeys belong to one, never to a number."""
    windows = Windows(chromium, demo.url.replace("127.0.0.1", "localhost"))
    yield windows.open(width=320)
    windows.close()
    assert windows.complaints == []


def test_second_factor_is_set_up_and_opens_the_account(page, demo):
    authenticator_of(page)

    def give_password():
        page.goto("/admin/login/")
        page.fill("input[name=username]", WHO)
        page.fill("input[name=password]", demo.passwords[WHO])
        page.press("input[name=password]", "Enter")

    give_password()
    page.wait_for_url("**/admin/")
    page.goto("/admin/account/second-factor/app/")
    page.fill("input[name=code]", code_of(page.inner_text(".factor-key")))
    page.get_by_role("button", name="Lier l’application").click()
    codes = page.locator(".recovery-codes code")
    expect(codes).to_have_count(10)
    code = codes.first.inner_text()
    page.goto("/admin/account/second-factor/passkeys/add/")
    page.fill("input[name=name]", "Mon ordinateur")
    page.get_by_role("button", name="Ajouter une clé d’accès").click()
    expect(page.get_by_role("link", name="Retirer « Mon ordinateur »")).to_be_visible()

    page.context.clear_cookies()
    give_password()
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    page.wait_for_url("**/admin/")

    page.context.clear_cookies()
    give_password()
    page.fill("input[name=code]", code)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/admin/")
    page.goto("/admin/account/second-factor/")
    page.get_by_role("link", name="Retirer « Mon ordinateur »").click()
    page.get_by_role("button", name="Retirer la clé d’accès").click()
    page.get_by_role("link", name="Retirer l’application").click()
    page.get_by_role("button", name="Retirer l’application").click()
    expect(page.get_by_role("link", name="Lier une application")).to_be_visible()
