"""Who asks, and what they did lately for a colleague."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from core.models import User


def account_of(request: HttpRequest) -> User:
    """The account of whoever is logged in.

    :raises PermissionDenied: nobody is.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


#: Actions of Wagtail's log. Nobody does both to the same account: with both, one could log in as it.
RESET_FACTOR, SET_ENTRY = "core.reset_factor", "core.set_entry"
#: For how long one rules the other out.
APART = timedelta(hours=24)


def note_help(helper: User, account: User, action: str) -> None:
    """Write in Wagtail's log that somebody reset a second factor, or set a password or an address.

    :param action: :data:`RESET_FACTOR` or :data:`SET_ENTRY`.
    """
    log(instance=account, action=action, user=helper)


def helped_lately(helper: User, account: User, action: str) -> bool:
    """Whether somebody did this to an account in the last 24 hours."""
    entries = ModelLogEntry.objects.for_instance(account)
    return entries.filter(user=helper, action=action, timestamp__gt=timezone.now() - APART).exists()
