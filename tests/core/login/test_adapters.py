"""What allauth is told of this house: nobody signs up, and an account that sleeps is turned away."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.session import SessionStorage

from core.login.adapters import AccountAdapter
from core.login.service import ServiceAdapter
from core.models import User

pytestmark = pytest.mark.one_database


def test_nobody_signs_up(rf):
    request = rf.get("/")
    assert not AccountAdapter(request).is_open_for_signup(request)
    assert not ServiceAdapter(request).is_open_for_signup(request, None)


def test_account_that_sleeps_is_turned_away_with_words(rf):
    request = rf.get("/")
    request.session = {}
    request._messages = SessionStorage(request)
    response = AccountAdapter(request).respond_user_inactive(request, User(is_active=False))
    assert (response.url, [str(said) for said in get_messages(request)]) == (
        "/admin/login/",
        ["Ce compte n’est pas actif."],
    )
