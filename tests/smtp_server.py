"""A real mail server for the tests, on this machine: it takes mails, refuses them, hangs up, dies, on request.

    with SmtpServer() as server:
        server.recipients["lea@mairie.example"] = "550 5.1.1 unknown"
        server.at_message[12] = DIE
        ...
        assert [mail.recipient for mail in server.delivered] == [...]

A mail counts as delivered when the server has answered 250 to it; `seen` holds what it read, answered or not.
"""

import contextlib
import email.policy
import socket
import socketserver
import threading
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser

HOST = "127.0.0.1"
#: What may happen once a whole mail was read, in place of an answer: the line is cut; the server stops answering
#: anybody; it waits until the test calls `release()`.
HANG_UP, DIE, HOLD = "hang up", "die", "hold"


@dataclass(frozen=True)
class Received:
    """A mail as the server read it."""

    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return BytesParser(policy=email.policy.default).parsebytes(self.content)


class SmtpServer:
    """The server and what it is told to do; each answer is a whole line, code and text."""

    def __init__(self):
        self.greeting = "220 ready"
        self.hello = "250 hello"
        self.login = ""  # when set, the server asks for one and answers this
        self.sender = "250 fine"
        self.recipients = {}
        self.at_message = {}
        self.delivered, self.seen, self.connections = [], [], 0
        self.held, self._released = threading.Event(), threading.Event()
        self._lines, self._tcp, self._thread = set(), None, None
        self.port = 0

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.release()
        self.die()

    def start(self):
        """Listen: at first on any free port, later on the same one."""

        class Tcp(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            block_on_close = False

        self._tcp = Tcp((HOST, self.port), lambda *arguments: _Line(self, *arguments))
        self.port = self._tcp.server_address[1]
        self._thread = threading.Thread(target=self._tcp.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def die(self):
        """Answer nobody any more, in the middle of whatever it was."""
        if self._tcp is not None:
            tcp, self._tcp = self._tcp, None
            # Before the lines are cut: a client that calls again at once must find nobody.
            tcp.shutdown()
            tcp.server_close()
        for line in list(self._lines):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def release(self):
        """Let go what a HOLD keeps waiting."""
        self._released.set()

    def settings(self):
        """Return Django's settings for this server, short of patience."""
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": HOST,
            "EMAIL_PORT": self.port,
            "EMAIL_TIMEOUT": 5,
        }

    def use(self, settings):
        """Make pytest-django's settings point here."""
        for name, value in self.settings().items():
            setattr(settings, name, value)


class _Line(socketserver.StreamRequestHandler):
    """One client."""

    def __init__(self, rules, *arguments):
        self.rules = rules
        super().__init__(*arguments)

    def handle(self):
        self.rules.connections += 1
        self.rules._lines.add(self.connection)
        try:
            # Cut lines are what these tests are about.
            with contextlib.suppress(OSError):
                self._talk()
        finally:
            self.rules._lines.discard(self.connection)

    def say(self, answer):
        self.wfile.write(f"{answer}\r\n".encode())

    def _talk(self):
        self.say(self.rules.greeting)
        while line := self.rfile.readline().decode().strip():
            verb = line.split(maxsplit=1)[0].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "DATA":
                if not self._take():
                    return
            else:
                self.say(self._answer(verb, line))

    def _answer(self, verb, line):
        if verb == "EHLO" and self.rules.login and self.rules.hello.startswith("250"):
            return "250-hello\r\n250 AUTH PLAIN"
        if verb == "RCPT":
            self.recipient = line.partition("<")[2].partition(">")[0]
            return self.rules.recipients.get(self.recipient, "250 fine")
        return {
            "EHLO": self.rules.hello,
            "HELO": self.rules.hello,
            "AUTH": self.rules.login,
            "MAIL": self.rules.sender,
            "RSET": "250 fine",
        }.get(verb, "502 what?")

    def _take(self):
        """Read a mail and answer. Return whether the talk goes on."""
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line[1:] if line.startswith(b"..") else line)
        mail = Received(self.recipient, b"".join(lines))
        self.rules.seen.append(mail)
        answer = self.rules.at_message.get(len(self.rules.seen), "250 taken")
        if answer == HOLD:
            self.rules.held.set()
            self.rules._released.wait(60)
            answer = "250 taken"
        if answer == HANG_UP:
            return False
        if answer == DIE:
            self.rules.die()
            return False
        self.say(answer)
        if answer.startswith("2"):
            self.rules.delivered.append(mail)
        return True
