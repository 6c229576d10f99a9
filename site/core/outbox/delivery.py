"""Send what is due: claim one mail, write it, send it, record it; no transaction is open while it is written or sent.

At least once is the contract: a worker killed between the server’s “250” and our commit sends the mail again, with the
same Message-ID, by which mail programs show it once.

When the server itself fails (no connection, login, greeting or sender refused), the round stops and no mail is touched:
order is kept, nobody’s attempts are used up by an outage, and all leaves within a minute of its end. An outage has no
limit of time: the team sees it on the board after ten minutes. A connection that breaks in the middle of a mail counts
against that mail, for it may be the cause; three in a row end the round.
"""

import logging
import smtplib
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation

from core.mail_states import MailError, MailState
from core.mails.record import NotRelevant, UnknownMail, mail_named, private_names
from core.mails.rendering import render
from core.models import OutboxMail
from core.outbox.answers import Scope, Verdict, judge_opening, judge_sending
from core.outbox.envelope import BadAddress, compose
from core.outbox.heartbeat import beat, clear_server_fault, note_server_fault
from core.outbox.leases import MOST_ATTEMPTS, claim, first_in_line, hold
from core.outbox.outcomes import give_up, hand_back, record_sent, skip_as_not_relevant, try_later
from core.outbox.pauses import is_paused

logger = logging.getLogger(__name__)

MOST_PER_CONNECTION = 50
MOST_DROPS_IN_A_ROW = 3


@dataclass
class Round:
    """What a round did: how many mails ended how, and whether the server stopped it."""

    counts: Counter[str] = field(default_factory=Counter)
    is_server_down: bool = False
    drops_in_a_row: int = 0

    def note(self, outcome: str) -> None:
        """Count one mail."""
        self.counts[outcome] += 1


class Line:
    """One connection to the mail server for many mails; opened when needed, renewed now and then."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend | None = None
        self.used = 0

    @property
    def is_open(self) -> bool:
        """Tell whether the server answers already."""
        return self.connection is not None

    def open(self) -> BaseEmailBackend:
        """Return a connection that is open.

        :raises OSError: when the server does not answer, or refuses us.
        """
        if self.used >= MOST_PER_CONNECTION:
            self.close()
        if self.connection is None:
            connection = get_connection()
            try:
                connection.open()
            except OSError:
                _close(connection)
                raise
            self.connection = connection
        return self.connection

    def send(self, email: EmailMultiAlternatives) -> None:
        """Hand a mail to the server.

        :raises OSError: when it is not taken.
        """
        connection = self.open()
        self.used += 1
        if not connection.send_messages([email]):
            raise smtplib.SMTPException("nothing was sent")

    def close(self) -> None:
        """Say goodbye, whatever the other side does."""
        if self.connection is not None:
            _close(self.connection)
        self.connection, self.used = None, 0


def deliver_due(should_stop: Callable[[], bool] = lambda: False) -> Round:
    """Send all mails that are due, one after the other.

    :param should_stop: asked between two mails.
    """
    done = Round()
    line = Line()
    try:
        while not (should_stop() or done.is_server_down):
            beat()
            # No pause keeps anybody out of their account.
            only = private_names() if is_paused() else None
            if not (line.is_open or first_in_line(timezone.now(), only)):
                break
            try:
                # Before a mail is claimed: while the server is down, no row changes.
                line.open()
            except OSError as error:
                _stop(done, judge_opening(error))
                break
            mail = claim(only)
            if mail is None:
                break
            _deliver(mail, line, done)
    finally:
        line.close()
    return done


def _deliver(mail: OutboxMail, line: Line, done: Round) -> None:
    """Write one mail and send it; whatever goes wrong with it is noted on its row, and the next one follows."""
    if mail.attempts > MOST_ATTEMPTS:
        # Each attempt ended with the worker: somebody must look before another one.
        done.note(give_up(mail, MailError.WORKER_DIED, ""))
        return
    written = _write(mail, done)
    if written is None:
        return
    email, secrets = written
    if not hold(mail):
        done.note("taken over")
        return
    try:
        line.send(email)
    except OSError as error:
        _settle(mail, judge_sending(error, mail.recipient), line, done)
    except Exception as error:  # a value that no check has caught must not stop all mails
        line.close()
        done.note(_not_written(mail, error))
    else:
        if not done.counts[MailState.SENT]:
            clear_server_fault()
        done.drops_in_a_row = 0
        done.note(record_sent(mail, email, secrets))


def _write(mail: OutboxMail, done: Round) -> tuple[EmailMultiAlternatives, Sequence[str]] | None:
    """Return the mail, whole, and what no copy of it keeps; nothing when there is none to send, which is then noted."""
    try:
        with translation.override(mail.language):
            message = render(mail)
            # On the way only: the row of a private mail holds no address.
            mail.recipient = mail_named(mail.kind).address_for(mail)
            email = compose(mail, message)
            # Once for nothing: what cannot travel shows here, before the server hears of it.
            email.message().as_bytes()
    except NotRelevant as answer:
        done.note(skip_as_not_relevant(mail, str(answer.reason)))
    except BadAddress:
        done.note(give_up(mail, MailError.BAD_ADDRESS, ""))
    except UnknownMail:
        logger.error("Mail %s is one that nobody knows: %s", mail.pk, mail.kind)
        done.note(try_later(mail, MailError.UNKNOWN_KIND, mail.kind))
    except Exception as error:
        done.note(_not_written(mail, error))
    else:
        return email, message.secrets
    return None


def _not_written(mail: OutboxMail, error: Exception) -> str:
    # The name of the error only: its text and its traceback may hold a name or an address.
    logger.error("Mail %s could not be written: %s", mail.pk, type(error).__name__)
    return try_later(mail, MailError.NOT_WRITTEN, type(error).__name__)


def _settle(mail: OutboxMail, verdict: Verdict, line: Line, done: Round) -> None:
    """Draw the consequence of a refusal."""
    if verdict.scope is Scope.SERVER:
        done.note(hand_back(mail, verdict.code, verdict.text))
        _stop(done, verdict)
        return
    is_drop = verdict.code == MailError.DROPPED
    done.drops_in_a_row = done.drops_in_a_row + 1 if is_drop else 0
    if is_drop:
        line.close()
    if verdict.scope is Scope.FINAL:
        done.note(give_up(mail, verdict.code, verdict.text))
    else:
        done.note(try_later(mail, verdict.code, verdict.text))
    if done.drops_in_a_row >= MOST_DROPS_IN_A_ROW:
        _stop(done, verdict)


def _stop(done: Round, verdict: Verdict) -> None:
    logger.warning("The mail server stops us (%s): %s", verdict.code, verdict.text)
    note_server_fault(verdict.code, verdict.text)
    done.is_server_down = True


def _close(connection: BaseEmailBackend) -> None:
    with suppress(OSError, smtplib.SMTPException):
        connection.close()
