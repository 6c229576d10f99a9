"""A telephone in the tests: it knows the secret of an account and shows its codes."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

PASSWORD = "mot-de-passe-des-tests"


def code_of(secret, later=0):
    """What the app of a secret shows now, or some steps of thirty seconds later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def link_app(account):
    """Link an app to an account, and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def keep_codes(account):
    """Give an account its recovery codes, and return them."""
    return RecoveryCodes.activate(account).get_unused_codes()


def factors_of(account):
    """What an account has: totp, webauthn, recovery_codes."""
    return sorted(Authenticator.objects.filter(user=account).values_list("type", flat=True))


def give_password(client, account, **fields):
    """Fill in the first page of the log-in."""
    return client.post("/admin/login/", {"username": account.username, "password": PASSWORD} | fields)


def give_code(client, code):
    """Fill in the second one."""
    return client.post("/admin/login/code/", {"code": code})


def is_in(client):
    """Whether somebody is logged in, as the account page sees it."""
    return client.get("/admin/account/").status_code == 200
