"""What follows from what happens to an account, whichever form, command or screen brought it about."""

from typing import Any

from core.login.mails import PASSWORD_CHANGED, tell


def tell_new_password(instance: Any, created: bool, raw: bool, **kwargs: Any) -> None:
    """Tell the holder of an account that its password has changed; not those who get their first."""
    # Django keeps what was chosen until the account is saved, and forgets it before it saves a stronger hash.
    if not created and not raw and instance._password is not None:
        tell(instance, PASSWORD_CHANGED)
