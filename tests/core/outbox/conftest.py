"""A mail that does what the test asks, and notes what it was told."""

import pytest

from core.mails.letter import Letter, Message
from core.mails.record import REGISTRY, Mail, mail_named
from core.outbox import delivery
from tests.smtp_server import SmtpServer


class NotedMail:
    """Says its key; `answer` may be another message, or an error to raise."""

    def __init__(self):
        self.answer = None
        self.told = []
        self.in_hook = lambda row: None
        self.corrected = lambda row, recipient: None
        self.record = Mail(
            name="test",
            label="A mail of the tests",
            application="lending",
            tell=lambda row: Letter(),
            example=lambda language: Letter(),
            sent=self.sent,
            failed=self.failed,
            corrected=lambda row, recipient: self.corrected(row, recipient),
        )

    def render(self, row):
        mail_named(row.kind)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer or Message(f"Sujet {row.key}", f"Texte {row.key}", f"<p>{row.key}</p>")

    def sent(self, row, at):
        self.told.append(("sent", row.key))
        self.in_hook(row)

    def failed(self, row, at):
        self.told.append(("failed", row.key))
        self.in_hook(row)

    def use(self, monkeypatch):
        """Be known to the outbox, and the only one that it writes."""
        monkeypatch.setitem(REGISTRY, "test", self.record)
        monkeypatch.setattr(delivery, "render", lambda row: self.render(row))


@pytest.fixture
def noted(monkeypatch):
    mail = NotedMail()
    mail.use(monkeypatch)
    return mail


@pytest.fixture
def smtp(settings):
    """A mail server of our own, which Django is told to use."""
    with SmtpServer() as server:
        server.use(settings)
        yield server
