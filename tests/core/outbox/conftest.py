"""A kind of mail that does what the test asks, and notes what it was told."""

import pytest

from core.outbox import kinds
from core.outbox.kinds import MailKind, Message
from tests.smtp_server import SmtpServer


class NotedKind(MailKind):
    """Says the key of its mail; `answer` may be another message, or an error to raise."""

    name = "test"
    label = "A mail of the tests"

    def __init__(self):
        self.answer = None
        self.told = []
        self.in_hook = lambda mail: None

    def render(self, mail):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer or Message(f"Sujet {mail.key}", f"Texte {mail.key}", f"<p>{mail.key}</p>")

    def sent(self, mail, at):
        self.told.append(("sent", mail.key))
        self.in_hook(mail)

    def failed(self, mail, at):
        self.told.append(("failed", mail.key))
        self.in_hook(mail)


@pytest.fixture
def test_kind(monkeypatch):
    kind = NotedKind()
    monkeypatch.setitem(kinds.REGISTRY, kind.name, kind)
    return kind


@pytest.fixture
def smtp(settings):
    """A mail server of our own, which Django is told to use."""
    with SmtpServer() as server:
        server.use(settings)
        yield server
