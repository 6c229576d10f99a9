"""A scanner that is named is asked of each file; whatever it answers but “OK”, the file does not come in."""

import socket
import struct
from contextlib import contextmanager
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from core.uploads import WholePictureField, validate_content
from core.virus_scan import CHUNK, NO_ANSWER, refuse_viruses
from core.virus_scan import FOUND as VIRUS
from tests.factories.core import picture_bytes


@contextmanager
def scanner(answer, *, path=None):
    """A scanner that gives one answer; what it was sent stands in the list."""
    family = socket.AF_UNIX if path else socket.AF_INET
    with socket.socket(family) as door:
        door.bind(str(path) if path else ("127.0.0.1", 0))
        door.listen(1)
        sent = []
        thread = Thread(target=take_one, args=(door, answer, sent))
        thread.start()
        yield f"unix:{path}" if path else "{}:{}".format(*door.getsockname()), sent
        thread.join()


def take_one(door, answer, sent):
    talk, _address = door.accept()
    with talk, talk.makefile("rb") as read:
        assert read.read(10) == b"zINSTREAM\0"
        while length := struct.unpack(">I", read.read(4))[0]:
            sent.append(read.read(length))
        talk.sendall(answer)


@pytest.mark.parametrize("by_socket", [False, True])
def test_file_that_the_scanner_finds_clean_comes_in_whole(settings, tmp_path, by_socket):
    data = b"x" * (CHUNK + 1)
    with scanner(b"stream: OK\0", path=tmp_path / "s" if by_socket else None) as (settings.VIRUS_SCANNER, sent):
        assert refuse_viruses(data) is None
    assert [len(chunk) for chunk in sent] == [CHUNK, 1]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"stream: Eicar-Test-Signature FOUND\0", VIRUS),
        (b"INSTREAM size limit exceeded. ERROR\0", NO_ANSWER),
        (b"", NO_ANSWER),
    ],
)
def test_file_that_the_scanner_does_not_clear_is_refused(settings, answer, said):
    with scanner(answer) as (settings.VIRUS_SCANNER, _sent), pytest.raises(ValidationError) as refusal:
        refuse_viruses(b"x")
    assert refusal.value.messages == [str(said)]


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd", "127.0.0.1:1", "127.0.0.1"])
def test_scanner_that_is_not_there_lets_nothing_in(settings, address):
    settings.VIRUS_SCANNER = address
    with pytest.raises(ValidationError) as refusal:
        refuse_viruses(b"x")
    assert refusal.value.code == "scanner"


@pytest.mark.parametrize(
    "come_in",
    [
        lambda: validate_content(ContentFile(b"Bonjour", name="a.txt")),
        lambda: WholePictureField().clean(ContentFile(picture_bytes("PNG", (8, 8)), name="a.png")),
    ],
    ids=["document", "picture"],
)
def test_documents_and_pictures_are_shown_to_the_scanner(settings, come_in):
    come_in()
    settings.VIRUS_SCANNER = "unix:/nowhere/clamd"
    with pytest.raises(ValidationError) as refusal:
        come_in()
    assert refusal.value.code == "scanner"
