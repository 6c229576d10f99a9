"""Nobody gives a right that they do not hold, and nobody touches an account that may do more: by any of the screens."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Page

from core.models import User
from home.models import HomePage
from home.roles import ROLES, grant_roles
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_roles(shared_home):
    grant_roles(HomePage.objects.get(pk=shared_home.pk))
    for key, role in ROLES.items():
        UserFactory(username=key).groups.add(Group.objects.get(name=role.name))
    UserFactory(username="superuser", is_superuser=True)
    UserFactory(username="bare")
    other = Group.objects.create(name="Autre")
    other.permissions.add(Permission.objects.get(codename="delete_group"))
    UserFactory(username="other").groups.add(other)


@pytest.fixture
def roles(shared_roles, site_root):
    """One account of each role, a superuser, one without any role, and one of a group that may do something else."""


TARGETS = [*ROLES, "superuser", "bare", "other"]
#: Who looks after accounts; all the other roles may change none.
UNTOUCHABLE = {"administration": {"superuser", "other"}, "superuser": set()}
NO_PANELS = {
    f"{prefix}-{name}": 0
    for prefix in ("page_permissions", "collection_permissions", "image_permissions", "document_permissions")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
}


def account(name):
    return User.objects.get(username=name)


def state_of(user):
    """What may not change behind somebody's back."""
    groups = sorted(user.groups.values_list("name", flat=True))
    return user.password, user.email, user.is_active, user.is_superuser, user.username, groups


def account_form(user, **changes):
    """What a browser sends for an account, with a new password, and an ``is_superuser`` that no form offers."""
    fields = {
        "username": user.username,
        "email": "autre@mairie-fictive.example",
        "first_name": "Camille",
        "last_name": "Martin",
        "password1": "un long mot de passe 2026",
        "password2": "un long mot de passe 2026",
        "is_active": "on",
        "groups": [str(group.pk) for group in user.groups.all()],
    }
    return fields | changes


EDIT = {
    "form": lambda client, user: client.post(edit_url(user), account_form(user)),
    "form, asleep": lambda client, user: client.post(edit_url(user), account_form(user, is_active="")),
    "bulk state": lambda client, user: client.post(bulk("set_active_state", user), {"mark_as_active": "False"}),
    "bulk role": lambda client, user: client.post(
        bulk("assign_role", user), {"role": Group.objects.get(name="Label").pk}
    ),
}
DELETE = {
    "delete": lambda client, user: client.post(reverse("wagtailusers_users:delete", args=[user.pk])),
    "bulk delete": lambda client, user: client.post(bulk("delete", user)),
}


def edit_url(user):
    return reverse("wagtailusers_users:edit", args=[user.pk])


def bulk(action, user):
    return reverse("wagtail_bulk_action", args=["core", "user", action]) + f"?id={user.pk}"


@pytest.mark.parametrize("action", EDIT)
@pytest.mark.parametrize("actor", [*ROLES, "bare", "superuser"])
def test_account_is_changed_by_those_alone_who_may_as_much(client, roles, actor, action):
    client.force_login(account(actor))
    changed = set()
    for name in TARGETS:
        if name == actor:
            continue
        before = state_of(account(name))
        EDIT[action](client, account(name))
        if state_of(account(name)) != before:
            changed.add(name)
    expected = set(TARGETS) - {actor} - UNTOUCHABLE.get(actor, set(TARGETS))
    if action == "bulk role":
        expected.discard("label")  # has it already
    assert changed == expected


@pytest.mark.parametrize("action", DELETE)
@pytest.mark.parametrize("actor", [*ROLES, "bare", "superuser"])
def test_account_is_deleted_by_those_alone_who_may_as_much(client, roles, actor, action):
    client.force_login(account(actor))
    for name in TARGETS:
        if name != actor:
            DELETE[action](client, account(name))
    gone = set(TARGETS) - set(User.objects.values_list("username", flat=True))
    assert gone == set(TARGETS) - {actor} - UNTOUCHABLE.get(actor, set(TARGETS))


@pytest.mark.parametrize("target", ["new", "suivi", "administration"])
def test_no_account_gets_a_group_or_a_key_that_its_giver_does_not_have(client, roles, target):
    client.force_login(account("administration"))
    hostile = {"is_superuser": "on", "is_staff": "on", "user_permissions": [str(Permission.objects.first().pk)]}
    groups = [str(Group.objects.get(name="Autre").pk)]
    if target == "new":
        fields = {
            "username": "nouveau",
            "email": "nouveau@mairie-fictive.example",
            "first_name": "Nour",
            "last_name": "Haddad",
            "password1": "un long mot de passe 2026",
            "password2": "un long mot de passe 2026",
            "groups": groups,
        }
        answer = client.post(reverse("wagtailusers_users:add"), fields | hostile)
        assert "groups" in answer.context["form"].errors
        client.post(reverse("wagtailusers_users:add"), fields | hostile | {"groups": []})
        target = "nouveau"
    else:
        answer = client.post(edit_url(account(target)), account_form(account(target), groups=groups) | hostile)
        assert "groups" in answer.context["form"].errors
        client.post(edit_url(account(target)), account_form(account(target)) | hostile)
    user = account(target)
    assert (user.is_superuser, user.is_staff, user.user_permissions.count()) == (False, False, 0)
    assert not user.groups.filter(name="Autre").exists()


def test_account_copied_gives_no_key_to_everything(client, roles):
    client.force_login(account("administration"))
    copied = account_form(account("suivi"), username="copie", password1="un long mot de passe 2026")
    address = f"{reverse('wagtailusers_users:index')}copy/{account('suivi').pk}/"
    answer = client.post(address, copied | {"password2": "un long mot de passe 2026", "is_superuser": "on"})
    assert (answer.status_code, User.objects.filter(username="copie").exists()) == (404, False)


@pytest.mark.parametrize("actor", ROLES)
def test_administration_gives_every_role_of_the_team(client, roles, actor):
    client.force_login(account("administration"))
    group = Group.objects.get(name=ROLES[actor].name)
    client.post(edit_url(account("bare")), account_form(account("bare"), groups=[str(group.pk)]))
    assert list(account("bare").groups.all()) == [group]


def group_url(group):
    return reverse("wagtailusers_groups:edit", args=[group.pk])


def test_group_gets_no_permission_that_its_giver_does_not_hold(client, roles):
    client.force_login(account("administration"))
    group = Group.objects.get(name="Administration")
    before = set(group.permissions.values_list("pk", flat=True))
    everything = Permission.objects.values_list("pk", flat=True)
    client.post(group_url(group), form_of(client, group) | {"permissions": list(everything)})
    assert set(group.permissions.values_list("pk", flat=True)) == before


def form_of(client, group):
    """What a browser sends for a group, nothing changed."""
    form = BeautifulSoup(client.get(group_url(group)).content, "html.parser").select_one("#main form")
    fields = {}
    for field in form.select("input[name]"):
        if field["type"] == "checkbox":
            if field.has_attr("checked"):
                fields.setdefault(field["name"], []).append(field.get("value", "on"))
        elif "__prefix__" not in field["name"]:
            fields[field["name"]] = field.get("value", "")
    for field in form.select("select[name]"):
        if "__prefix__" not in field["name"] and (chosen := field.select_one("option[selected]")):
            fields[field["name"]] = chosen["value"]
    return fields


@pytest.mark.parametrize("group_name", ["Administration", "Rédaction", "Autre"])
def test_group_gets_no_page_that_its_giver_does_not_hold(client, roles, group_name):
    client.force_login(account("administration"))
    group = Group.objects.get(name=group_name)
    held = set(group.page_permissions.values_list("page", "permission"))
    root = Page.get_first_root_node()
    fields = form_of(client, group)
    count = int(fields["page_permissions-TOTAL_FORMS"])
    fields |= {
        "name": "Renommé",
        "page_permissions-TOTAL_FORMS": str(count + 1),
        f"page_permissions-{count}-page": str(root.pk),
        f"page_permissions-{count}-permissions": ["publish_page", "change_page"],
    }
    answer = client.post(group_url(group), fields)
    assert answer.status_code == 200
    assert "des droits que vous n’avez pas vous-même" in answer.content.decode()
    group.refresh_from_db()
    assert (group.name, set(group.page_permissions.values_list("page", "permission"))) == (group_name, held)


def test_group_loses_no_page_that_its_giver_does_not_hold(client, roles):
    group = Group.objects.create(name="Racine")
    root = Page.get_first_root_node()
    group.page_permissions.create(page=root, permission=Permission.objects.get(codename="publish_page"))
    client.force_login(account("administration"))
    answer = client.post(group_url(group), {"name": "Racine"} | NO_PANELS)
    assert answer.status_code == 200
    assert group.page_permissions.count() == 1


def test_new_group_gets_what_its_giver_holds_and_nothing_else(client, roles, site_root):
    client.force_login(account("administration"))
    url = reverse("wagtailusers_groups:add")
    held, not_held = Permission.objects.get(codename="change_user"), Permission.objects.get(codename="delete_group")
    page = {
        "page_permissions-TOTAL_FORMS": "1",
        "page_permissions-0-page": str(site_root.pk),
        "page_permissions-0-permissions": ["change_page"],
    }
    client.post(url, {"name": "Nouveau", "permissions": [held.pk]} | NO_PANELS | page)
    group = Group.objects.get(name="Nouveau")
    assert (list(group.permissions.all()), group.page_permissions.count()) == ([held], 1)
    answer = client.post(url, {"name": "Trop", "permissions": [not_held.pk]} | NO_PANELS)
    assert "permissions" in answer.context["form"].errors
    root = page | {"page_permissions-0-page": str(Page.get_first_root_node().pk)}
    answer = client.post(url, {"name": "Trop", "permissions": []} | NO_PANELS | root)
    assert (answer.status_code, Group.objects.filter(name="Trop").exists()) == (200, False)


def test_list_links_to_the_accounts_that_one_may_change(client, roles):
    client.force_login(account("administration"))
    page = client.get(reverse("wagtailusers_users:index")).content.decode()
    linked = {name for name in TARGETS if f'href="{edit_url(account(name))}"' in page}
    assert linked == set(TARGETS) - {"superuser", "other"}


@pytest.mark.parametrize("accounts", [1, 3])
def test_list_of_accounts_asks_the_same_for_any_number(client, site_root, django_assert_num_queries, accounts):
    client.force_login(UserFactory(is_superuser=True))
    for _number in range(accounts):
        UserFactory()
    url = reverse("wagtailusers_users:index")
    client.get(url)
    with django_assert_num_queries(16):
        client.get(url)


def test_superuser_gives_a_group_whatever_there_is(client, roles):
    client.force_login(account("superuser"))
    group, permission = Group.objects.get(name="Label"), Permission.objects.get(codename="delete_group")
    client.post(group_url(group), form_of(client, group) | {"permissions": [permission.pk]})
    assert permission in group.permissions.all()


@pytest.mark.parametrize("actor", ["administration", "superuser"])
@pytest.mark.parametrize("target", ["new", "bare", "self"])
def test_form_offers_the_groups_and_keys_that_one_may_give(client, roles, actor, target):
    client.force_login(account(actor))
    user = account(actor if target == "self" else "bare")
    answer = client.get(reverse("wagtailusers_users:add") if target == "new" else edit_url(user))
    assert answer.status_code == 200
    form = BeautifulSoup(answer.content, "html.parser").select_one("#main form")
    offered = {field["value"] for field in form.select("[name=groups]")}
    not_given = set() if actor == "superuser" else {str(Group.objects.get(name="Autre").pk)}
    assert offered == {str(pk) for pk in Group.objects.values_list("pk", flat=True)} - not_given
    assert bool(form.select("[name=is_superuser]")) is (actor == "superuser" and target != "self")
