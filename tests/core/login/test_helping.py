"""A colleague has lost their telephone: who may help, what it takes away, who is told, and what helpers may not do."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.accounts import RESET_FACTOR, SET_ENTRY, note_help
from core.login.mails import address_of
from core.mails.record import NotRelevant
from core.mails.rendering import render
from core.models import OutboxMail, TeamSession, User
from core.words import day
from tests.core.desk.test_team import account_form, edit_url
from tests.factories.core import UserFactory
from tests.second_factor import PASSWORD, code_of, factors_of, give_password, is_in, keep_codes, link_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def helper(client):
    account = UserFactory(username="dominique", is_superuser=True)
    client.force_login(account)
    return account


@pytest.fixture
def lost():
    """Somebody whose telephone is lost."""
    account = UserFactory(username="camille")
    link_app(account)
    keep_codes(account)
    return account


def reset(client, account):
    return client.post(f"/admin/users/{account.pk}/second-factor/")


def page_of(client, account):
    return client.get(f"/admin/users/{account.pk}/second-factor/").content.decode()


def test_page_says_what_will_happen_and_changes_nothing(client, helper, lost):
    assert "Assurez-vous d’abord" in page_of(client, lost)
    assert factors_of(lost) == ["recovery_codes", "totp"]


def test_reset_takes_all_factors_ends_sessions_and_is_written_down(client, helper, lost, django_user_model):
    client_of_lost = type(client)()
    client_of_lost.force_login(lost)
    reset(client, lost)
    assert factors_of(lost) == []
    assert not TeamSession.objects.filter(account=lost).exists()
    assert is_in(client)
    entry = ModelLogEntry.objects.for_instance(lost).get(action=RESET_FACTOR)
    assert (entry.user, entry.data) == (helper, {})


def test_reset_leaves_no_grace(client, helper, lost):
    reset(client, lost)
    assert User.objects.get(pk=lost.pk).grace_used_at is not None


def test_both_are_told_by_the_outbox(client, helper, lost):
    reset(client, lost)
    told = {row.kind: address_of(row) for row in OutboxMail.objects.all()}
    assert told == {"factor_reset": lost.email, "factor_reset_for": helper.email}


def test_mails_name_the_accounts_and_the_moment(client, helper, lost):
    reset(client, lost)
    for row in OutboxMail.objects.all():
        text = render(row).text
        assert [word for word in ("camille", "dominique", day(timezone.localtime())) if word not in text] == []


def test_change_of_one_s_own_factor_is_told_too(client, helper, django_capture_on_commit_callbacks):
    client.post("/admin/account/confirm/", {"password": PASSWORD})
    secret = client.get("/admin/account/second-factor/app/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/account/second-factor/app/", {"code": code_of(secret)})
    row = OutboxMail.objects.get()
    assert (row.kind, row.recipient, address_of(row)) == ("factor_changed", "", helper.email)
    assert secret not in str(row.context)


def test_account_without_an_address_is_helped_all_the_same(client, helper, lost):
    User.objects.filter(pk=lost.pk).update(email="")
    reset(client, lost)
    assert factors_of(lost) == []
    with pytest.raises(NotRelevant):
        render(OutboxMail.objects.get(kind="factor_reset"))


def test_who_may_do_less_resets_nothing(client, lost):
    client.force_login(UserFactory())
    reset(client, lost)
    assert factors_of(lost) == ["recovery_codes", "totp"]


@pytest.mark.parametrize("who", ["oneself", "nobody's"])
def test_one_s_own_factor_and_one_that_is_not_there_are_no_matter_for_this_page(client, helper, who):
    account = helper if who == "oneself" else UserFactory()
    response = reset(client, account)
    assert (response.status_code, OutboxMail.objects.count()) == (200, 0)


@pytest.mark.parametrize(("hours", "disabled"), [(23, True), (25, False)])
def test_who_reset_the_factor_leaves_the_password_and_the_address_alone_for_a_day(
    client, helper, lost, hours, disabled, time_machine
):
    time_machine.move_to(timezone.now() - datetime.timedelta(hours=hours))
    reset(client, lost)
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=hours))
    client.force_login(helper)
    client.post(edit_url(lost), account_form(lost))
    changed = User.objects.get(pk=lost.pk)
    unchanged = (changed.password, changed.email) == (lost.password, lost.email)
    assert unchanged is disabled


def test_somebody_else_may_change_them(client, helper, lost):
    note_help(UserFactory(is_superuser=True), lost, RESET_FACTOR)
    client.post(edit_url(lost), account_form(lost))
    assert User.objects.get(pk=lost.pk).password != lost.password


def test_who_changed_the_password_or_the_address_resets_no_factor(client, helper, lost):
    client.post(edit_url(lost), account_form(lost, password1="", password2=""))
    assert ModelLogEntry.objects.for_instance(lost).filter(action=SET_ENTRY, user=helper).exists()
    reset(client, lost)
    assert factors_of(lost) == ["recovery_codes", "totp"]


def test_change_of_a_name_is_no_help(client, helper, lost):
    client.post(edit_url(lost), account_form(lost, email=lost.email, password1="", password2=""))
    assert not ModelLogEntry.objects.for_instance(lost).filter(action=SET_ENTRY).exists()


def test_list_and_page_of_an_account_lead_to_the_reset(client, helper, lost):
    address = f"/admin/users/{lost.pk}/second-factor/"
    assert address in client.get("/admin/users/").content.decode()
    assert address in client.get(edit_url(lost)).content.decode()
    assert f"/admin/users/{helper.pk}/second-factor/" not in client.get(edit_url(helper)).content.decode()


def test_whoever_lost_it_comes_in_with_the_password_once_more(client, helper, lost):
    reset(client, lost)
    client.logout()
    give_password(client, lost)
    assert client.session["_auth_user_id"] == str(lost.pk)
