"""The links that participants receive: each lets its holder do one thing, and dies when their address changes."""

from django.db import models
from django.urls import reverse

from core.links import token_for
from training.models import SignUp


class Purpose(models.TextChoices):
    """What a link lets one do. Also the name of its address."""

    CONFIRM = "confirm"
    OFFER = "offer"
    MANAGE = "manage"


def path_to(name: str, sign_up: SignUp, purpose: Purpose = Purpose.MANAGE) -> str:
    """The address of a personal page, without the host, in the active language.

    :param name: of the address, in ``training.urls``.
    :param purpose: what one needs a link for, to open it.
    """
    token = token_for(purpose, sign_up.public_id, sign_up.token_version)
    return reverse(f"sign_ups:{name}", kwargs={"public_id": sign_up.public_id, "token": token})
