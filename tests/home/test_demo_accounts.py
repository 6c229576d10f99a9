"""The accounts of the demo: one a role, with passwords made on this machine and kept there."""

import stat

import pytest
from django.contrib.auth import authenticate

from core.models import User
from home.demo import load_accounts
from home.roles import ROLES, grant_roles

pytestmark = pytest.mark.django_db


def test_demo_passwords_are_for_this_machine_only(site_root, tmp_path):
    grant_roles(site_root)
    file = tmp_path / "demo-accounts.txt"
    said = load_accounts(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    passwords = dict(line.split() for line in said.splitlines())
    assert sorted(passwords) == sorted(ROLES)
    assert len(set(passwords.values())) == len(ROLES)
    refused = [login for login, password in passwords.items() if not authenticate(username=login, password=password)]
    assert refused == []


def test_demo_passwords_stay_the_same_the_second_time(site_root, tmp_path):
    grant_roles(site_root)
    file = tmp_path / "demo-accounts.txt"
    assert load_accounts(file) == load_accounts(file)
    assert User.objects.count() == len(ROLES)


def test_demo_accounts_without_their_file_are_left_alone_and_say_so(site_root, tmp_path):
    grant_roles(site_root)
    file = tmp_path / "demo-accounts.txt"
    load_accounts(file)
    file.unlink()
    said = load_accounts(file)
    assert (len(said.splitlines()), "changepassword" in said, file.exists()) == (1, True, False)
    assert [login for login in ROLES if login not in said] == []


def test_demo_account_made_by_a_run_cut_short_has_its_password(site_root, tmp_path, monkeypatch):
    grant_roles(site_root)
    file = tmp_path / "demo-accounts.txt"
    create, made = User.objects.create_user, []

    def create_two(login, *args, **kwargs):
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(login)
        return create(login, *args, **kwargs)

    monkeypatch.setattr(User.objects, "create_user", create_two)
    with pytest.raises(KeyboardInterrupt):
        load_accounts(file)
    monkeypatch.undo()
    passwords = dict(line.split() for line in load_accounts(file).splitlines())
    assert sorted(passwords) == sorted(ROLES)
    assert [login for login in ROLES if not authenticate(username=login, password=passwords[login])] == []


def test_demo_passwords_file_says_each_login_once(site_root, tmp_path):
    grant_roles(site_root)
    file = tmp_path / "demo-accounts.txt"
    said = load_accounts(file)
    last = said.splitlines()[-1]
    with file.open("a") as more:
        more.write(f"{last.split()[0]} another-one\n\n{last}\n")
    assert load_accounts(file) == file.read_text() == said


def test_demo_passwords_file_that_was_open_to_all_is_closed(site_root, tmp_path):
    grant_roles(site_root)
    file = tmp_path / "demo-accounts.txt"
    file.touch(0o644)
    load_accounts(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
