"""People of the team, with the rights that the set-up gives to their group."""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Site

from core.models import User
from home.models import HomePage
from home.roles import ROLES, grant_roles
from tests.factories.core import UserFactory


def member_of(role: str) -> User:
    """Somebody of a role; make the pages its rights start from first.

    :param role: a key of ``home.roles.ROLES``.
    """
    home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
    # All the others would take most of the time of a test.
    grant_roles(home, only={role, "relecture"})
    user = UserFactory()
    user.groups.add(Group.objects.get(name=ROLES[role].name))
    return user


def log_in_once(client: Client, role: str) -> None:
    """Let somebody of a role in, unless somebody is in already: for what a test does many times over."""
    if SESSION_KEY not in client.session:
        client.force_login(member_of(role))
