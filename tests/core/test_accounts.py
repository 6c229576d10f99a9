"""Behind a log-in, somebody asks; elsewhere, nobody does."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.functional import SimpleLazyObject

from core.accounts import account_of
from core.models import User


def test_account_is_that_of_the_request_even_when_read_late(rf):
    request, user = rf.get("/"), User(username="camille")
    request.user = SimpleLazyObject(lambda: user)
    assert account_of(request).username == "camille"


def test_nobody_has_no_account(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        account_of(request)
