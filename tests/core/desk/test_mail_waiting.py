"""Mails that do not leave, and those that failed, wait for those who may read the journal."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from core.desk.mail_waiting import MAILS
from core.mail_states import MailError, MailState
from core.models import OutboxHeartbeat
from core.outbox.board import read_board
from core.outbox.pauses import pause
from tests.factories.core import UserFactory
from tests.factories.outbox import OutboxMailFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def found():
    return [(line.many, line.text, line.url, line.since) for line in MAILS.find(UserFactory())]


def journal(query):
    return f"{reverse('core_outbox')}?{query}"


def test_it_is_for_those_who_read_the_journal():
    user = UserFactory()
    assert MAILS.is_for(user) is False
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_outboxmail"))
    assert MAILS.is_for(user) is True


def test_mails_that_leave_wait_for_nobody():
    for state in set(MailState) - {MailState.FAILED}:
        OutboxMailFactory(state=state)
    assert found() == []


def test_failed_mails_wait_since_the_first_was_given_up():
    long_ago = timezone.now() - HOUR
    for moment in (timezone.now(), long_ago):
        OutboxMailFactory(state=MailState.FAILED, next_try_at=moment)
    assert found() == [(2, "2 messages n’ont pas pu être remis", journal("state=failed"), long_ago)]


def test_mails_whose_follow_up_is_missing_wait():
    OutboxMailFactory(state=MailState.SENT, error_code=MailError.AFTER_SENDING)
    text = "1 message est parti, mais sa suite n’a pas été enregistrée"
    assert found() == [(1, text, journal("fault=after-sending"), None)]


def test_a_pause_waits_for_its_end_with_the_mails_it_holds_back():
    OutboxMailFactory(next_try_at=timezone.now() - HOUR)
    stopped = pause()
    text = "Tous les envois sont suspendus\u00a0: 1 message attend"
    assert found() == [(1, text, journal("state=waiting"), stopped.started_at)]


def test_a_pause_and_a_fault_of_the_server_wait_even_when_they_hold_nothing_back():
    now = timezone.now()
    OutboxHeartbeat.objects.create(beat_at=now, server_error_code=MailError.SERVER_DOWN, server_error_since=now)
    stopped = pause()
    assert found() == [
        (0, "Tous les envois sont suspendus", journal("state=waiting"), stopped.started_at),
        (0, "Le serveur de messagerie ne répond pas", journal("state=waiting"), now),
    ]


def test_mails_that_nobody_sends_wait_since_the_first_was_due():
    mail = OutboxMailFactory(next_try_at=timezone.now() - HOUR)
    OutboxMailFactory()
    text = "2 messages ne partent pas\u00a0: le programme d’envoi est peut-être arrêté"
    assert found() == [(2, text, journal("state=waiting"), mail.next_try_at)]


def test_mails_that_the_server_refuses_wait_for_the_server():
    now = timezone.now()
    OutboxHeartbeat.objects.create(
        beat_at=now, server_error_code=MailError.SERVER_DOWN, server_error_since=now - HOUR, server_error="111"
    )
    OutboxMailFactory()
    text = "Le serveur de messagerie ne répond pas\u00a0: 1 message attend"
    assert found() == [(1, text, journal("state=waiting"), now - HOUR)]


def test_numbers_are_those_of_the_board_and_cost_no_more(django_assert_num_queries):
    for _number in range(3):
        OutboxMailFactory(state=MailState.FAILED)
        OutboxMailFactory(state=MailState.SENT, error_code=MailError.AFTER_SENDING)
    board = read_board()
    user = UserFactory()
    with django_assert_num_queries(4):
        lines = list(MAILS.find(user))
    assert [line.many for line in lines] == [board.failed, board.without_follow_up]
