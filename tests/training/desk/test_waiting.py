"""Sessions that await a decision wait for the team, with what there is to decide; the same as the desk says."""

import pytest

from tests.factories.roles import member_of
from tests.factories.training import sign_up
from training.desk.waiting import DECISIONS
from training.models import SeatLedger
from training.services.shared.seats import open_ledger

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowded(session, other_session):
    """Two sessions with somebody too many."""
    for row in (other_session, session):
        sign_up(row)
        open_ledger(row.translation_key)
    SeatLedger.objects.update(capacity=0)


def test_sessions_wait_the_nearest_first_with_what_to_decide(crowded, session, other_session, team, url):
    (waiting,) = DECISIONS.find(team)
    assert (waiting.many, waiting.text, waiting.url, waiting.since) == (
        2,
        "2 sessions attendent une décision",
        url("sessions"),
        None,
    )
    assert [item.url for item in waiting.items] == [url("session", session), url("session", other_session)]
    assert [step.name for step in waiting.items[0].steps] == ["over", "closed"]


def test_what_waits_of_a_session_is_what_its_page_and_the_list_say(crowded, session, team, client, url):
    (waiting,) = DECISIONS.find(team)
    rows = {row.pk: row.attention for row in client.get(url("sessions")).context["object_list"]}
    assert waiting.items[0].steps == rows[session.pk]
    assert waiting.items[0].steps == client.get(url("session", session)).context["attention"]


def test_nothing_waits_when_nobody_signed_up(session, team):
    assert list(DECISIONS.find(team)) == []


def test_sessions_wait_for_those_who_manage_sign_ups(session):
    roles = ("formations", "administration", "intervenants", "suivi", "redaction")
    assert [role for role in roles if DECISIONS.is_for(member_of(role))] == ["formations", "administration"]
