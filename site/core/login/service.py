"""A log-in service by OpenID Connect, such as ProConnect: it says who somebody is, and makes no account.

It opens the active account that has the address it vouches for; the second factor is asked after it, as after a
password. Nothing of the service is stored.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

import requests
from allauth.account.utils import perform_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.http import urlsafe_base64_decode
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from core.mail_addresses import address_key
from core.models import User

FAILED = _("The log-in by this service did not succeed. Try again, or use your password.")


def log_in_services() -> list[dict[str, Any]]:
    """The services that the environment names: `config.accounts`."""
    providers = settings.SOCIALACCOUNT_PROVIDERS  # type: ignore[misc]  # config.accounts puts it there
    return providers["openid_connect"]["APPS"]


def unwrap(response: requests.Response, *args: object, **kwargs: object) -> None:
    """Take what a service says of somebody out of the token it may come in (OpenID Connect Core 1.0, 5.3.2).

    It came from the service itself, over TLS, which vouches for it as its signature would (the same, 3.1.3.7).
    """
    if response.headers.get("Content-Type", "").startswith("application/jwt"):
        response._content = urlsafe_base64_decode(response.text.split(".")[1])


def turn_away(request: HttpRequest, words: str | Promise) -> NoReturn:
    """Lead back to the log-in, with the reason.

    :raises ImmediateHttpResponse: always; it is how allauth is told.
    """
    messages.error(request, words)
    raise ImmediateHttpResponse(redirect("wagtailadmin_login"))


def tried(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of allauth that asks the service; one that does not answer is no error of this site."""

    @wraps(view)
    def wrapper(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except requests.RequestException:
            turn_away(request, FAILED)

    return wrapper


urlpatterns: list[URLPattern] = [
    path("oidc/<slug:provider_id>/login/", tried(views.login), name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", tried(views.callback), name="openid_connect_callback"),
]


class ServiceAdapter(DefaultSocialAccountAdapter):
    """What allauth asks of this house about log-in services."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_requests_session(self) -> requests.Session:
        session = super().get_requests_session()
        session.hooks["response"].append(unwrap)
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> NoReturn:
        """Open the account of the address that the service vouches for, or none.

        :raises ImmediateHttpResponse: always: nothing of allauth's own way, which makes accounts, comes after it.
        """
        addresses = [address.email for address in sociallogin.email_addresses if address.verified]
        found = [(account, email) for email in addresses for account in User.objects.filter(email__iexact=email)]
        # No database compares as a mail service does: to some, a Turkish “ı” is an “i”.
        accounts = [account for account, email in found if address_key(account.email) == address_key(email)]
        if len(accounts) != 1 or not accounts[0].is_active:
            turn_away(request, _("No active account has this address. Ask someone who manages accounts."))
        redirect_url = sociallogin.get_redirect_url(request)
        raise ImmediateHttpResponse(perform_login(request, accounts[0], redirect_url=redirect_url))

    def on_authentication_error(self, request: HttpRequest, *args: object, **kwargs: object) -> NoReturn:
        turn_away(request, FAILED)
