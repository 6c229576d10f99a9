"""What somebody may do, compared with what somebody else may."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, GroupSitePermission, Page, Site

from core.models import User
from core.rights import COLLECTIONS, PAGES, SITES, Giver, Right
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db


def user_with(*, models=(), pages=(), collections=(), **fields):
    """An account of one group with these rights: code names, and code names at places."""
    user, group = UserFactory(**fields), Group.objects.create(name=f"G{Group.objects.count()}")
    user.groups.add(group)
    group.permissions.add(*(permission(name) for name in models))
    for name, page in pages:
        GroupPagePermission.objects.create(group=group, page=page, permission=permission(name))
    for name, collection in collections:
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission(name))
    return User.objects.get(pk=user.pk)


def permission(name):
    return Permission.objects.get(codename=name)


@pytest.mark.parametrize(
    ("right", "other", "covered"),
    [
        (Right(1), Right(1), True),
        (Right(1), Right(2), False),
        (Right(1, PAGES, "0001"), Right(1, PAGES, "00010002"), True),
        (Right(1, PAGES, "00010002"), Right(1, PAGES, "0001"), False),
        (Right(1, PAGES, "0001"), Right(1, COLLECTIONS, "0001"), False),
        (Right(1), Right(1, PAGES, "0001"), False),
        (Right(1), Right(1, SITES, "1"), True),
        (Right(1, SITES, "1"), Right(1), False),
        (Right(1, SITES, "1"), Right(1, SITES, "10"), False),
    ],
)
def test_right_covers_itself_and_what_is_below(right, other, covered):
    assert right.covers(other) is covered


def test_rights_of_an_account_are_those_of_its_groups_and_its_own(site_root):
    root, site = Collection.get_first_root_node(), Site.objects.get()
    account = user_with(models=["add_user"], pages=[("change_page", site_root)], collections=[("add_image", root)])
    account.user_permissions.add(permission("delete_user"))
    GroupSitePermission.objects.create(group=account.groups.get(), site=site, permission=permission("change_site"))
    assert Giver(account).held == {
        Right(permission("add_user").pk),
        Right(permission("delete_user").pk),
        Right(permission("change_page").pk, PAGES, Page.objects.get(pk=site_root.pk).path),
        Right(permission("add_image").pk, COLLECTIONS, root.path),
        Right(permission("change_site").pk, SITES, str(site.pk)),
    }


def test_every_way_to_give_a_group_a_permission_is_known():
    """A new one, in a new version of Wagtail, would be a door: read it in ``rights_of_groups``."""
    ways = {
        model.__name__
        for model in apps.get_models(include_auto_created=True)
        if {Group, Permission} <= {field.related_model for field in model._meta.get_fields() if field.many_to_one}
    }
    assert ways == {
        "Group_permissions", "GroupPagePermission", "GroupCollectionPermission", "GroupSitePermission"
    }  # fmt: skip


def test_account_is_managed_by_those_who_may_as_much(site_root):
    below = ContentPageFactory()
    manager = user_with(models=["change_user"], pages=[("change_page", site_root)])
    accounts = {
        "less": user_with(),
        "as much, further down": user_with(models=["change_user"], pages=[("change_page", below)]),
        "another right": user_with(models=["delete_user"]),
        "more of the site": user_with(pages=[("change_page", Page.get_first_root_node())]),
        "asleep": user_with(models=["delete_user"], is_active=False),
        "superuser": user_with(is_superuser=True),
        "oneself": manager,
    }
    managed = {name for name, account in accounts.items() if Giver(manager).may_manage(account)}
    assert managed == {"less", "as much, further down", "oneself"}


def test_superuser_manages_and_gives_all(site_root):
    other = user_with(models=["delete_user"], is_superuser=True)
    superuser = Giver(UserFactory(is_superuser=True))
    assert superuser.may_manage(other)
    assert superuser.groups() == list(Group.objects.order_by("name"))


def test_groups_to_give_are_asked_for_at_once(site_root, django_assert_num_queries):
    manager = user_with(models=["change_user"])
    for _number in range(3):
        user_with(models=["change_user"])
    with django_assert_num_queries(8):
        assert len(Giver(manager).groups()) == Group.objects.count() - len(STOCK)


#: What Wagtail makes, with page rights.
STOCK = ("Editors", "Moderators")
