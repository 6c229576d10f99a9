"""Who asks."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from core.models import User


def account_of(request: HttpRequest) -> User:
    """The account of whoever is logged in.

    :raises PermissionDenied: nobody is.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
