"""The team sees that mails are stuck, and what the server said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.mail_states import MailError, MailState
from core.outbox.board import read_board
from core.outbox.delivery import deliver_due
from core.outbox.pauses import pause
from tests.factories.outbox import OutboxMailFactory

pytestmark = pytest.mark.django_db


def test_empty_outbox_is_quiet():
    board = read_board()
    assert (board.waiting, board.failed, board.oldest_due, board.is_late, board.pause, board.heartbeat) == (
        0,
        0,
        None,
        False,
        None,
        None,
    )


def test_board_counts_mails():
    for state in MailState:
        OutboxMailFactory(state=state)
    OutboxMailFactory(state=MailState.SENT, error_code=MailError.AFTER_SENDING)
    board = read_board()
    assert (board.waiting, board.failed, board.without_follow_up) == (2, 1, 1)


@pytest.mark.parametrize(("minutes", "is_late"), [(9, False), (11, True), (-11, False)])
def test_mail_that_should_have_left_ten_minutes_ago_is_late(minutes, is_late):
    mail = OutboxMailFactory(next_try_at=timezone.now() - timedelta(minutes=minutes))
    OutboxMailFactory()
    board = read_board()
    assert board.is_late == is_late
    assert (board.oldest_due == mail.next_try_at) == (minutes > 0)


def test_pause_is_not_a_delay():
    OutboxMailFactory(next_try_at=timezone.now() - timedelta(hours=1))
    stopped = pause()
    board = read_board()
    assert (board.is_late, board.pause) == (False, stopped)


def test_board_says_since_when_the_server_is_away(noted, smtp):
    smtp.die()
    OutboxMailFactory()
    deliver_due()
    since = read_board().heartbeat.server_error_since
    deliver_due()
    heartbeat = read_board().heartbeat
    assert (heartbeat.server_error_code, heartbeat.server_error_since) == (MailError.SERVER_DOWN, since)


def test_board_takes_few_queries(django_assert_num_queries):
    with django_assert_num_queries(4):
        read_board()
