"""Personal links of participants, as absolute addresses: each serves one purpose, and dies with a new address."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core.links import token_for

if TYPE_CHECKING:
    from training.models import SignUp

#: What a link lets one do; each is also the name of its view in ``sign_ups``.
CONFIRM, OFFER, MANAGE = "confirm", "offer", "manage"


def confirm_url(sign_up: "SignUp") -> str:
    """Where somebody confirms their address."""
    return personal_url(sign_up, CONFIRM)


def offer_url(sign_up: "SignUp") -> str:
    """Where somebody accepts or declines the place that became free."""
    return personal_url(sign_up, OFFER)


def manage_url(sign_up: "SignUp") -> str:
    """Where somebody sees, corrects and cancels their sign-up."""
    return personal_url(sign_up, MANAGE)


def personal_url(sign_up: "SignUp", purpose: str) -> str:
    """An absolute address in the language of the person.

    :param purpose: one of the constants above.
    """
    token = token_for(purpose, sign_up.public_id, sign_up.token_version)
    with translation.override(sign_up.language):
        path = reverse(f"sign_ups:{purpose}", kwargs={"public_id": sign_up.public_id, "token": token})
    return absolute(path)


def absolute(path: str) -> str:
    """The address of a path of this site, as mails name it."""
    return settings.BASE_URL.rstrip("/") + path
