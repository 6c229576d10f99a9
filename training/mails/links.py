"""The links that participants receive: each lets its holder do one thing, and dies when their address changes."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation

from core.links import token_for
from training.models import SignUp


class Purpose(models.TextChoices):
    """What a link lets one do. Also the name of its address."""

    CONFIRM = "confirm"
    OFFER = "offer"
    MANAGE = "manage"


def path_to(name: str, sign_up: SignUp, purpose: Purpose = Purpose.MANAGE) -> str:
    """The address of a personal page, without the host, in the active language.

    :param name: of the address, in ``training.views.urls``.
    :param purpose: what one needs a link for, to open it.
    """
    token = token_for(purpose, sign_up.public_id, sign_up.token_version)
    return reverse(f"sign_ups:{name}", kwargs={"public_id": sign_up.public_id, "token": token})


def confirm_url(sign_up: SignUp) -> str:
    """Where somebody confirms their address: absolute, for mails, in their language."""
    return url_for(sign_up, Purpose.CONFIRM)


def offer_url(sign_up: SignUp) -> str:
    """Where somebody accepts or declines the place that became free: likewise."""
    return url_for(sign_up, Purpose.OFFER)


def manage_url(sign_up: SignUp) -> str:
    """Where somebody sees, corrects and withdraws their sign-up: likewise."""
    return url_for(sign_up, Purpose.MANAGE)


def url_for(sign_up: SignUp, purpose: Purpose) -> str:
    """The absolute address of a personal page, in the language of the person."""
    with translation.override(sign_up.language):
        return absolute(path_to(purpose.value, sign_up, purpose))


def absolute(path: str) -> str:
    """The address of a path of this site, as mails name it."""
    return settings.BASE_URL.rstrip("/") + path
