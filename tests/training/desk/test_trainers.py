"""The accounts that a session names as its trainers."""

import pytest
from wagtail.models import PageLogEntry

from tests.factories.roles import member_of
from training.models import SessionTrainer

pytestmark = pytest.mark.django_db


def test_trainers_are_added_and_removed(session, team, trainer, client, url):
    other = member_of("intervenants")
    client.post(url("trainers", session), {"accounts": [other.pk]})
    assert list(SessionTrainer.objects.values_list("session_key", "user")) == [(session.translation_key, other.pk)]
    client.post(url("trainers", session), {})
    assert SessionTrainer.objects.count() == 0
    entries = PageLogEntry.objects.filter(action="training.name_trainers", user=team).order_by("pk")
    assert [entry.data["accounts"] for entry in entries] == [[other.pk], []]


def test_only_accounts_with_the_right_can_be_named(session, team, client, url):
    response = client.post(url("trainers", session), {"accounts": [team.pk]})
    assert (response.context["form"].errors.keys(), SessionTrainer.objects.count()) == ({"accounts"}, 0)
