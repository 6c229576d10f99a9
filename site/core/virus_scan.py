"""A scanner of viruses (ClamAV), asked of each file that comes in where a server has one; off unless it is named.

The protocol is that of clamd: INSTREAM, each chunk after its length in four bytes, an empty one at the end.
"""

import logging
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

#: Seconds for each step of the talk; a file of 10 MB is read in one or two.
PATIENCE = 20
CHUNK = 64 * 1024
LONGEST_ANSWER = 1024
UNIX = "unix:"

FOUND = _("The scanner found a virus in this file: it was not kept. Have the computer it comes from looked at.")
NO_ANSWER = _(
    "The scanner of viruses does not answer, so this file was not kept. Please try again in a few minutes; if it "
    "lasts, tell whoever looks after the server."
)


def refuse_viruses(data: bytes) -> None:
    """Ask the scanner of a file, where there is one.

    :param data: all of the file.
    :raises ValidationError: it found something, or it does not answer: a file that nobody looked at does not come in.
    """
    if not settings.VIRUS_SCANNER:
        return
    try:
        answer = ask(data)
    except (OSError, ValueError) as error:
        logger.error("The scanner of viruses does not answer: %s: %s", type(error).__name__, error)
        raise ValidationError(NO_ANSWER, code="scanner") from error
    if answer.endswith(" FOUND"):
        logger.warning("A file was refused: %s", answer)
        raise ValidationError(FOUND, code="virus")
    if answer != "stream: OK":
        logger.error("The scanner of viruses could not read a file: %s", answer)
        raise ValidationError(NO_ANSWER, code="scanner")


def ask(data: bytes) -> str:
    """What the scanner says of a file: “stream: OK”, or “stream: Its-Name FOUND”.

    :raises OSError: it is not there, or too slow.
    :raises ValueError: its address is none.
    """
    with connected() as talk:
        talk.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), CHUNK):
            chunk = data[start : start + CHUNK]
            talk.sendall(struct.pack(">I", len(chunk)) + chunk)
        talk.sendall(struct.pack(">I", 0))
        answer = b""
        while len(answer) < LONGEST_ANSWER and (more := talk.recv(LONGEST_ANSWER)):
            answer += more
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


@contextmanager
def connected() -> Iterator[socket.socket]:
    """A line to the scanner, by its socket on this machine (``unix:/run/clamav/clamd.ctl``) or ``host:port``."""
    address = settings.VIRUS_SCANNER
    if address.startswith(UNIX):
        with socket.socket(socket.AF_UNIX) as talk:
            talk.settimeout(PATIENCE)
            talk.connect(address.removeprefix(UNIX))
            yield talk
    else:
        host, _colon, port = address.rpartition(":")
        with socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE) as talk:
            yield talk
