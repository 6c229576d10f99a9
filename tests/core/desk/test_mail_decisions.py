"""Decisions about mails, taken in the admin: asked first, taken once, written in the log."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.mail_states import MailError, MailState, PauseReason
from core.models import OutboxMail, OutboxPause
from core.outbox.actions import NotPossible
from core.outbox.pauses import is_paused, pause
from tests.factories.outbox import OutboxMailFactory
from tests.factories.roles import member_of

pytestmark = pytest.mark.django_db

PAUSE, RESUME = "/admin/mails/pause/", "/admin/mails/resume/"


@pytest.fixture
def team(site_root, noted, client):
    user = member_of("formations")
    client.force_login(user)
    return user


def url(name, mail):
    return reverse(f"core_outbox_{name}", args=[mail.pk])


def logged():
    return list(ModelLogEntry.objects.filter(action__startswith="core.").order_by("pk").values_list("action", "user"))


@pytest.fixture
def failed(db):
    return OutboxMailFactory(state=MailState.FAILED, error_code=MailError.RECIPIENT_REFUSED, attempts=3)


@pytest.mark.parametrize("name", ["retry", "correct", "skip"])
def test_asking_changes_nothing(team, client, failed, name):
    before = OutboxMail.objects.values().get()
    assert client.get(url(name, failed)).status_code == 200
    assert (OutboxMail.objects.values().get(), logged()) == (before, [])


def test_retry_puts_a_failed_mail_back_in_line(team, client, failed):
    client.post(url("retry", failed))
    failed.refresh_from_db()
    assert (failed.state, failed.attempts, failed.error_code) == (MailState.WAITING, 0, "")
    assert logged() == [("core.retry_mail", team.pk)]


def test_skip_never_sends_a_mail(team, client, failed):
    client.post(url("skip", failed))
    failed.refresh_from_db()
    assert (failed.state, failed.error_code) == (MailState.SKIPPED, MailError.BY_STAFF)
    assert logged() == [("core.skip_mail", team.pk)]


def test_correct_sends_a_new_mail_to_the_right_address(team, client, failed):
    response = client.post(url("correct", failed), {"address": "bonne@mairie-fictive.example"})
    failed.refresh_from_db()
    new = OutboxMail.objects.get(state=MailState.WAITING)
    assert (new.recipient, failed.error_code, response.url) == (
        "bonne@mairie-fictive.example",
        MailError.CORRECTED,
        url("mail", new),
    )


@pytest.mark.parametrize("address", ["", "pas une adresse", "a@b", "a@b.example\r\nBcc: x@evil.example"])
def test_correct_wants_an_address(team, client, failed, address):
    response = client.post(url("correct", failed), {"address": address})
    assert (response.context["form"].errors.keys(), OutboxMail.objects.count()) == ({"address"}, 1)


@pytest.mark.parametrize("state", [MailState.SENT, MailState.SENDING, MailState.SKIPPED])
@pytest.mark.parametrize("name", ["retry", "correct", "skip"])
def test_decision_that_comes_too_late_says_so(team, client, state, name):
    mail = OutboxMailFactory(state=state)
    response = client.post(url(name, mail), {"address": "bonne@mairie-fictive.example"})
    mail.refresh_from_db()
    assert (response.status_code, bool(response.context["obstacle"]), mail.state) == (200, True, state)
    assert (OutboxMail.objects.count(), logged()) == (1, [])


def test_decision_that_somebody_else_took_meanwhile_says_so(team, client, failed, monkeypatch):
    def somebody_was_faster(mail):
        OutboxMail.objects.update(state=MailState.SKIPPED)
        raise NotPossible(MailState.SKIPPED)

    monkeypatch.setattr("core.desk.mail_decisions.skip", somebody_was_faster)
    response = client.post(url("skip", failed))
    assert (response.status_code, MailState.SKIPPED.label in response.context["obstacle"]) == (200, True)
    assert logged() == []


def test_refusal_that_is_no_matter_of_state_is_said_too(team, client):
    mail = OutboxMailFactory(kind="forgotten", state=MailState.FAILED)
    response = client.post(url("correct", mail), {"address": "bonne@mairie-fictive.example"})
    assert (response.status_code, len(response.context["form"].non_field_errors())) == (200, 1)
    assert (OutboxMail.objects.count(), logged()) == (1, [])


def test_right_to_decide_without_that_to_read_opens_no_mail(team, client, failed):
    group = team.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="view_outboxmail"))
    assert [client.post(url(name, failed)).status_code for name in ("retry", "correct", "skip")] == [302] * 3
    failed.refresh_from_db()
    assert failed.state == MailState.FAILED


def test_pause_stops_all_mails_and_is_seen_everywhere(team, client):
    assert client.get(PAUSE).status_code == 200
    assert (is_paused(), "mails-paused" in client.get("/admin/").content.decode()) == (False, False)
    for _again in range(2):
        client.post(PAUSE)
    assert (OutboxPause.objects.get().started_by, logged()) == (team, [("core.pause_mails", team.pk)])
    assert "mails-paused" in client.get("/admin/").content.decode()


def test_resume_says_how_many_mails_leave(team, client):
    OutboxMailFactory(next_try_at=timezone.now() - timedelta(minutes=1)), OutboxMailFactory(state=MailState.SENT)
    pause(user=team)
    assert client.get(RESUME).context["explanation"][0].startswith("1 ")
    for _again in range(2):
        client.post(RESUME)
    assert (is_paused(), logged()) == (False, [("core.resume_mails", team.pk)])


def test_pause_of_an_old_database_ends_after_a_look_only(team, client):
    pause(reason=PauseReason.STALE_DATABASE)
    response = client.post(RESUME)
    assert (response.context["form"].errors.keys(), is_paused()) == ({"looked"}, True)
    client.post(RESUME, {"looked": "on"})
    assert is_paused() is False
