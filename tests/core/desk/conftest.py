"""Loans of the tiny second application, and somebody who may decide about them; a kind of mail for the journal."""

import pytest
from django.contrib.auth.models import Group, Permission

from tests.core.outbox.conftest import test_kind
from tests.factories.core import UserFactory
from tests.lending.models import Loan

# A fixture of the outbox, which its journal shows.
__all__ = ["test_kind"]


@pytest.fixture
def lender(db, client):
    """Somebody of the team that lends, logged in."""
    group = Group.objects.create(name="Prêts")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "manage_loans"]))
    user = UserFactory()
    user.groups.add(group)
    client.force_login(user)
    return user


@pytest.fixture
def loan(db):
    """A case that Zoé asked for."""
    return Loan.objects.create(name="Zoé Lambert", email="zoe@mairie-fictive.example")
