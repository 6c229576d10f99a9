"""Decisions about one sign-up: asked before they are taken, taken once, written in two journals."""

import uuid

import pytest
from wagtail.models import PageLogEntry

from core.models import OutboxMail
from tests.factories.training import sign_up
from training.models import SignUp, Transition
from training.rules.states import Reason, SignUpState
from training.services.shared.seats import open_ledger

pytestmark = pytest.mark.django_db


def logged():
    entries = PageLogEntry.objects.filter(action__startswith="training.")
    return [(entry.action, entry.data["sign_up"], entry.user_id) for entry in entries]


@pytest.mark.parametrize("name", ["sign_up", "confirm", "cancel", "move", "resend", "erase", "hand_over", "correct"])
@pytest.mark.parametrize("state", SignUpState.values)
def test_reading_a_page_of_a_sign_up_changes_nothing(session, team, client, url, name, state):
    row = sign_up(session, state)
    before = SignUp.objects.filter(pk=row.pk).values().get()
    assert client.get(url(name, row)).status_code == 200
    assert SignUp.objects.filter(pk=row.pk).values().get() == before
    assert (OutboxMail.objects.count(), Transition.objects.count(), logged()) == (0, 0, [])


def test_cancel_withdraws_and_offers_the_seat(session, team, client, url):
    row, first = sign_up(session), sign_up(session, "waiting", name="Ali Benoît")
    response = client.post(url("cancel", row))
    row.refresh_from_db(), first.refresh_from_db()
    assert (response.status_code, response.url) == (302, url("sign_up", row))
    assert (row.state, first.state) == (SignUpState.CANCELLED, SignUpState.OFFERED)
    assert row.transitions.values_list("reason", "user").get() == (Reason.WITHDRAWN_BY_TEAM, team.pk)
    assert logged() == [("training.withdraw_sign_up", row.reference, team.pk)]


def test_cancel_twice_says_that_it_is_done(session, team, client, url):
    row = sign_up(session)
    client.post(url("cancel", row))
    response = client.post(url("cancel", row))
    assert (response.status_code, "obstacle" in response.context, bool(response.context["obstacle"])) == (
        200,
        True,
        True,
    )
    assert (Transition.objects.count(), len(logged()), OutboxMail.objects.count()) == (1, 1, 1)


def test_resend_writes_one_mail_a_form(session, team, client, url):
    row = sign_up(session)
    once = client.get(url("resend", row)).context["form"]["once"].value()
    for _again in range(2):
        client.post(url("resend", row), {"once": once})
    assert list(OutboxMail.objects.values_list("kind", flat=True)) == ["seat_confirmed"]
    client.post(url("resend", row), {"once": uuid.uuid4()})
    row.refresh_from_db()
    assert (OutboxMail.objects.count(), row.token_version) == (2, 1)


def test_confirm_when_full_wants_a_tick(session, team, client, url):
    open_ledger(session.translation_key)
    sign_up(session)
    row = sign_up(session, "waiting", name="Ali Benoît")
    assert client.post(url("confirm", row)).context["form"].errors.keys() == {"over_capacity"}
    client.post(url("confirm", row), {"over_capacity": "on"})
    row.refresh_from_db()
    assert (row.state, row.transitions.get().is_over_capacity) == (SignUpState.CONFIRMED, True)
