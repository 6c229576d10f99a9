"""The set-up gives the groups their rights, again and again, and takes none away."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowPage

from home.roles import ROLES, WORKFLOW, grant_roles
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.training import TrainingIndexPageFactory

pytestmark = pytest.mark.django_db


def counts():
    return (
        Group.objects.count(),
        GroupPagePermission.objects.count(),
        sum(group.permissions.count() for group in Group.objects.all()),
        Workflow.objects.count(),
        WorkflowPage.objects.count(),
    )


def test_rights_given_twice_are_the_same(site_root):
    grant_roles(site_root)
    once = counts()
    grant_roles(site_root)
    assert counts() == once


def test_rights_leave_the_groups_of_the_house_only(site_root):
    grant_roles(site_root)
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(role.name for role in ROLES.values())
    assert list(Workflow.objects.values_list("name", flat=True)) == [WORKFLOW]


def test_stock_group_that_somebody_uses_stays(site_root):
    editors, _created = Group.objects.get_or_create(name="Editors")
    UserFactory().groups.add(editors)
    grant_roles(site_root)
    assert Group.objects.filter(name="Editors").exists()


def test_right_given_by_hand_survives(site_root):
    grant_roles(site_root)
    writers = Group.objects.get(name="Rédaction")
    publish = GroupPagePermission.objects.filter(permission__codename="publish_page").first().permission
    GroupPagePermission.objects.create(group=writers, page=ContentPageFactory().page_ptr, permission=publish)
    grant_roles(site_root)
    assert GroupPagePermission.objects.filter(group=writers, permission=publish).count() == 1


def test_rights_reach_the_pages_made_since(site_root):
    grant_roles(site_root)
    training = TrainingIndexPageFactory()
    user = member_of("formations")
    assert Page.objects.get(pk=training.pk).permissions_for_user(user).can_edit() is True


def test_workflow_of_an_administrator_stays(site_root):
    other = Workflow.objects.create(name="À deux")
    grant_roles(site_root)
    WorkflowPage.objects.filter(page=site_root).update(workflow=other)
    grant_roles(site_root)
    assert WorkflowPage.objects.get(page=site_root).workflow == other
