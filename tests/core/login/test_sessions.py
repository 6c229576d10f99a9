"""Sessions of the team: when they end, what ends them, what one sees of one's own."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone

from config.settings import base
from core.login.sessions import browser_of
from core.models import TeamSession, User
from tests.factories.core import UserFactory
from tests.second_factor import PASSWORD, is_in

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"


@pytest.fixture(autouse=True)
def lengths_of_a_server(settings):
    settings.SESSION_IDLE, settings.SESSION_LONGEST = base.SESSION_IDLE, base.SESSION_LONGEST


@pytest.fixture
def account():
    return UserFactory(username="camille", is_superuser=True)


@pytest.fixture
def other_client(account):
    """The same account in another browser."""
    client = Client(headers={"User-Agent": FIREFOX})
    client.post("/admin/login/", {"username": "camille", "password": PASSWORD})
    return client


@pytest.fixture
def later(time_machine):
    """Move the clock on."""
    now = [timezone.now()]

    def move(step):
        now[0] += step
        time_machine.move_to(now[0])

    move(0 * MINUTE)
    return move


@pytest.mark.parametrize(("minutes", "open_still"), [(29, True), (31, False)])
def test_session_ends_half_an_hour_after_the_last_thing_done(client, account, later, minutes, open_still):
    client.force_login(account)
    later(25 * MINUTE)
    client.get("/admin/account/")
    later(minutes * MINUTE)
    assert is_in(client) is open_still


def test_session_ends_after_twelve_hours_whatever_is_done(client, account, later):
    client.force_login(account)
    for _ in range(30):
        later(25 * MINUTE - MINUTE / 2)
        client.get("/admin/account/")
    assert not is_in(client)


def test_page_that_asks_by_itself_keeps_nothing_open_and_typing_does(client, account, later):
    client.force_login(account)
    later(20 * MINUTE)
    assert client.get("/admin/session/left/").json()["left"] == 600
    assert client.post("/admin/session/keep/").json()["left"] == 1800
    later(20 * MINUTE)
    client.get("/admin/session/left/")
    later(15 * MINUTE)
    assert not is_in(client)


def test_ended_session_is_told_to_a_script(client, account, later):
    client.force_login(account)
    later(HOUR)
    response = client.get("/admin/session/left/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert response.status_code == 403


def test_ended_session_opens_no_private_thing_outside_the_admin_either(client, account, later, rf):
    client.force_login(account)
    later(HOUR)
    assert not client.get("/").wsgi_request.user.is_authenticated


def test_log_in_after_the_end_begins_anew(client, account, later):
    client.force_login(account)
    later(HOUR)
    client.post("/admin/login/", {"username": "camille", "password": PASSWORD})
    assert is_in(client)


def test_being_there_is_written_once_a_minute(client, account, later, django_assert_num_queries):
    client.force_login(account)
    later(MINUTE / 2)
    row = TeamSession.objects.get(account=account)
    client.get("/admin/account/")
    assert TeamSession.objects.get(account=account).seen_at == row.seen_at
    later(MINUTE)
    client.get("/admin/account/")
    assert TeamSession.objects.get(account=account).seen_at > row.seen_at


def test_row_says_whose_it_is_and_neither_address_nor_version(other_client, account):
    row = TeamSession.objects.get(account=account)
    assert row.browser == "Firefox, Linux"
    assert row.begun_at == row.seen_at


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140 Mobile Safari/537", "Chrome, Android"),
        ("curl/8", ""),
    ],
)
def test_browser_is_of_a_closed_list(rf, agent, family):
    assert browser_of(rf.get("/", headers={"User-Agent": agent})) == family


def change_password(user):
    user.set_password("un tout autre mot de passe")
    user.save()


def fall_asleep(user):
    user.is_active = False
    user.save(update_fields=["is_active"])


ENDINGS = {
    "password": change_password,
    "asleep": fall_asleep,
    "superuser": lambda user: (setattr(user, "is_superuser", False), user.save()),
    "role": lambda user: user.groups.add(Group.objects.create(name="Autre")),
    "no role": lambda user: user.groups.clear(),
    "role, from the group": lambda user: Group.objects.create(name="Autre").user_set.add(user),
    "permission": lambda user: user.user_permissions.add(Permission.objects.first()),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_changes_who_comes_in_or_what_they_may_ends_the_sessions(client, account, ending):
    client.force_login(account)
    ENDINGS[ending](User.objects.get(pk=account.pk))
    assert TeamSession.objects.filter(account=account).count() == 0


def test_group_that_is_emptied_ends_the_sessions_of_its_members(client, account):
    group = Group.objects.create(name="Autre")
    account.groups.add(group)
    client.force_login(account)
    group.user_set.clear()
    assert TeamSession.objects.filter(account=account).count() == 0


def test_change_of_a_name_or_a_role_that_is_there_ends_nothing(client, account):
    group = Group.objects.create(name="Autre")
    account.groups.add(group)
    client.force_login(account)
    account.first_name = "Camille"
    account.save()
    account.groups.add(group)
    account.save(update_fields=["last_login"])
    assert is_in(client)


def test_whoever_changes_their_own_password_keeps_the_session_in_which_they_did(client, account, other_client):
    client.force_login(account)
    fields = {"password-old_password": PASSWORD, "password-new_password1": "encore un autre mot de passe"}
    fields |= {"password-new_password2": "encore un autre mot de passe", "name_email-first_name": "Camille"}
    fields |= {"name_email-last_name": "Martin", "name_email-email": account.email}
    fields |= {"locale-preferred_language": "fr", "locale-current_time_zone": "Europe/Paris"}
    fields |= {"theme-theme": "system", "theme-density": "default", "theme-contrast": "system"}
    fields |= {"theme-keyboard_shortcuts": "on"}
    response = client.post("/admin/account/", fields)
    assert response.status_code == 302
    assert (is_in(client), is_in(other_client)) == (True, False)


def test_accounts_put_to_sleep_together_have_no_session_to_wake_up_to(client, account, other_client):
    client.force_login(UserFactory(is_superuser=True))
    address = f"/admin/bulk/core/user/set_active_state/?id={account.pk}"
    client.post(address, {"mark_as_active": "False"})
    assert TeamSession.objects.filter(account=account).count() == 0


def test_own_sessions_are_listed_and_ended_ones_are_not(client, account, other_client, later):
    client.force_login(account)
    sessions = client.get("/admin/account/sessions/").context["sessions"]
    assert [(one.browser, one.is_this) for one in sessions if not one.is_this] == [("Firefox, Linux", False)]
    later(HOUR)
    client.force_login(account)
    assert [one.is_this for one in client.get("/admin/account/sessions/").context["sessions"]] == [True]


def test_list_shows_no_key(client, account, other_client):
    client.force_login(account)
    page = client.get("/admin/account/sessions/").content.decode()
    assert [row.pk for row in TeamSession.objects.all() if row.pk in page] == []


def test_other_session_is_closed_by_a_form(client, account, other_client):
    client.force_login(account)
    other = next(one for one in client.get("/admin/account/sessions/").context["sessions"] if not one.is_this)
    client.get(f"/admin/account/sessions/{other.name}/close/")
    assert is_in(other_client)
    client.post(f"/admin/account/sessions/{other.name}/close/")
    assert (is_in(client), is_in(other_client)) == (True, False)


def test_session_of_somebody_else_and_this_one_are_not_closed_like_that(client, account, other_client):
    client.force_login(account)
    this = next(one for one in client.get("/admin/account/sessions/").context["sessions"] if one.is_this)
    assert client.post(f"/admin/account/sessions/{this.name}/close/").status_code == 404
    stranger = Client()
    stranger.force_login(UserFactory(is_superuser=True))
    stranger.post(f"/admin/account/sessions/{this.name}/close/")
    assert is_in(client)


def test_reader_gets_no_session_and_costs_none(client, db):
    response = client.get("/robots.txt")
    assert (response.cookies.items() == {}.items(), response.has_header("Vary")) == (True, response.has_header("Vary"))
