"""The second factor at the log-in: asked of who has one, each code once, few tried, secrets sealed."""

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken

from core.login.factor_forms import CODES_AN_HOUR, TOO_MANY, WRONG
from core.login.sealing import seal, unseal
from tests.factories.core import UserFactory
from tests.second_factor import code_of, give_code, give_password, is_in, keep_codes, link_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return UserFactory(username="camille", is_superuser=True)


@pytest.fixture
def secret(account):
    return link_app(account)


def test_password_alone_opens_an_account_without_a_factor(client, account):
    response = give_password(client, account, next="/admin/pages/")
    assert (response.status_code, response.url, is_in(client)) == (302, "/admin/pages/", True)


def test_wrong_password_opens_nothing(client, account):
    response = client.post("/admin/login/", {"username": "camille", "password": "faux"})
    assert (response.status_code, is_in(client)) == (200, False)


def test_code_of_the_app_is_asked_after_the_password_and_leads_where_one_wanted(client, account, secret):
    response = give_password(client, account, next="/admin/pages/")
    assert (response.url, is_in(client)) == ("/admin/login/code/", False)
    assert client.get(response.url).status_code == 200
    response = give_code(client, code_of(secret))
    assert (response.status_code, response.url, is_in(client)) == (302, "/admin/pages/", True)


def test_code_page_leads_to_the_log_in_who_gave_no_password(client, account, secret):
    response = client.get("/admin/login/code/")
    assert (response.status_code, response.url) == (302, "/admin/login/")


def test_wrong_code_says_so_beside_its_field(client, account, secret):
    give_password(client, account)
    response = give_code(client, "abcdef")
    assert str(WRONG) in response.content.decode()
    assert not is_in(client)


def test_code_typed_as_a_telephone_shows_it_is_right(client, account, secret):
    give_password(client, account)
    code = code_of(secret)
    give_code(client, f"{code[:3]} {code[3:]}")
    assert is_in(client)


def test_code_is_good_once(client, account, secret):
    code = code_of(secret)
    for expected in (True, False):
        client.logout()
        give_password(client, account)
        give_code(client, code)
        assert is_in(client) is expected


def test_code_older_than_the_last_one_used_is_refused(client, account, secret):
    for later, expected in ((1, True), (0, False)):
        client.logout()
        give_password(client, account)
        give_code(client, code_of(secret, later))
        assert is_in(client) is expected


def test_recovery_code_is_good_once(client, account, secret):
    code = keep_codes(account)[0]
    for expected in (True, False):
        client.logout()
        give_password(client, account)
        give_code(client, code)
        assert is_in(client) is expected


def test_few_codes_are_tried_and_then_the_right_one_is_refused_too(client, account, secret):
    give_password(client, account)
    for _ in range(CODES_AN_HOUR):
        give_code(client, "000000")
    response = give_code(client, code_of(secret))
    assert str(TOO_MANY) in response.content.decode()
    assert not is_in(client)


def test_outage_of_the_cache_keeps_nobody_out(client, account, secret, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    give_password(client, account)
    give_code(client, code_of(secret))
    assert is_in(client)


def test_secrets_are_sealed_in_the_database(account, secret):
    codes = keep_codes(account)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert [word for word in [secret, *codes] if word in stored] == []


def test_former_key_opens_what_it_sealed_and_another_does_not(settings):
    sealed = seal("secret")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-for-this-test-only"
    with pytest.raises(InvalidToken):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed) == "secret"


def test_key_that_was_forgotten_lets_nobody_in_and_breaks_nothing(client, account, secret, settings):
    codes = keep_codes(account)
    settings.SECRET_KEY = "another-key-for-this-test-only"
    give_password(client, account)
    for code in (code_of(secret), codes[0]):
        assert give_code(client, code).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize(("remember", "at_browser_close"), [("on", False), ("", True)])
def test_log_in_lasts_as_long_as_was_asked(client, account, remember, at_browser_close):
    give_password(client, account, **({"remember": remember} if remember else {}))
    assert client.session.get_expire_at_browser_close() is at_browser_close
