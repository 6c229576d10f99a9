"""Who had confirmed an address before it was noted: read from the journal of their moves."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from tests.factories.training import SessionPageFactory, sign_up
from training.models import SignUp, Transition
from training.rules.states import Actor, Reason

pytestmark = pytest.mark.django_db


def test_addresses_are_confirmed_as_the_journal_says(site_root):
    session, at = SessionPageFactory(), timezone.now()
    moves = {
        "confirmed": (Actor.PARTICIPANT, Reason.ADDRESS_CONFIRMED, {}),
        "accepted": (Actor.PARTICIPANT, Reason.ACCEPTED, {}),
        "corrected": (Actor.PARTICIPANT, Reason.ADDRESS_CONFIRMED, {"token_version": 2}),
        "registered": (Actor.TEAM, Reason.REGISTERED, {}),
        "given": (Actor.PARTICIPANT, Reason.HANDED_OVER, {}),
    }
    for name, (actor, reason, details) in moves.items():
        row = sign_up(session, name=name, address_confirmed_at=None, **details)
        Transition.objects.create(
            sign_up=row, to_state=row.state, actor=actor, reason=reason, at=at, occupied=1, capacity=9
        )
    migration = import_module("training.migrations.0008_address_confirmed")
    migration.read_from_the_journal(apps, SimpleNamespace(connection=connection))
    found = dict(SignUp.objects.values_list("name", "address_confirmed_at"))
    assert found == {name: at if name in ("confirmed", "accepted") else None for name in moves}
