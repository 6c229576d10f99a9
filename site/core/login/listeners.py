"""What follows from what happens to an account, whichever form, command or screen brought it about."""

from typing import Any

from django.http import HttpRequest

from core.login.limits import came_in, note_failure
from core.login.mails import PASSWORD_CHANGED, tell


def tell_new_password(instance: Any, created: bool, raw: bool, **kwargs: Any) -> None:
    """Tell the holder of an account that its password has changed; not those who get their first."""
    # Django keeps what was chosen until the account is saved, and forgets it before it saves a stronger hash.
    if not created and not raw and instance._password is not None:
        tell(instance, PASSWORD_CHANGED)


def welcome(request: HttpRequest, user: Any, **kwargs: Any) -> None:
    """Whoever has logged in has made no mistake, and may come from there again."""
    came_in(request, user)


def note_wrong_password(credentials: dict[str, Any], **kwargs: Any) -> None:
    """Write down that somebody tried, without who and from where."""
    note_failure(str(credentials.get("username") or credentials.get("email") or ""))
