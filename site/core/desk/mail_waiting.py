"""What of the mails waits for the team: those that do not leave, and those that failed."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import User
from core.outbox.board import Board, read_board
from core.waiting import Source, Waiting


def mails(user: User) -> Iterator[Waiting]:
    """What the board of the journal says, as far as somebody must do something."""
    board = read_board()
    yield from stuck(board)
    if many := board.failed:
        text = ngettext("%(number)d email could not be delivered", "%(number)d emails could not be delivered", many)
        yield Waiting(many, text % {"number": many}, journal("state=failed"), board.failed_since)
    if many := board.without_follow_up:
        text = ngettext(
            "%(number)d email was sent, but its follow-up was not recorded",
            "%(number)d emails were sent, but their follow-up was not recorded",
            many,
        )
        yield Waiting(many, text % {"number": many}, journal("fault=after-sending"))


def stuck(board: Board) -> Iterator[Waiting]:
    """Why mails that should leave do not: somebody stopped them, the worker has died, the mail server refuses."""
    many, url = board.waiting, journal("state=waiting")
    if board.pause:
        held = ngettext(
            "All emails are paused: %(number)d is waiting", "All emails are paused: %(number)d are waiting", many
        )
        text = held % {"number": many} if many else _("All emails are paused")
        yield Waiting(many, text, url, board.pause.started_at)
    if board.held:
        text = ngettext(
            "Many bookings at once, or abuse: %(number)d email to an unconfirmed address waits for the next hour",
            "Many bookings at once, or abuse: %(number)d emails to unconfirmed addresses wait for the next hours",
            board.held.many,
        )
        yield Waiting(board.held.many, text % {"number": board.held.many}, url, board.held.since)
    if board.is_late:
        text = ngettext(
            "%(number)d email has not been sent: the program that sends emails may have stopped",
            "%(number)d emails have not been sent: the program that sends emails may have stopped",
            many,
        )
        yield Waiting(many, text % {"number": many}, url, board.oldest_due)
    if board.heartbeat and board.heartbeat.server_error_since:
        fault = capfirst(board.heartbeat.get_server_error_code_display())
        held = ngettext("%(fault)s: %(number)d email is waiting", "%(fault)s: %(number)d emails are waiting", many)
        text = held % {"fault": fault, "number": many} if many else fault
        yield Waiting(many, text, url, board.heartbeat.server_error_since)


def journal(query: str) -> str:
    """The address of a part of the journal of mails."""
    return f"{reverse('core_outbox')}?{query}"


MAILS = Source("mails", 10, is_for=lambda user: user.has_perm("core.view_outboxmail"), find=mails)
