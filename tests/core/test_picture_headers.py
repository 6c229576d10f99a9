"""The header of a picture says its size and whether it moves; nothing of it is decoded."""

import struct

import pytest

from core.picture_headers import Header, read_header
from tests.corpus import pictures
from tests.factories.core import picture_bytes

SIZE = (640, 360)


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_header_says_the_size(name):
    header = read_header(picture_bytes(name, SIZE))
    assert (header.width, header.height, header.moves) == (*SIZE, False)


@pytest.mark.parametrize("sample", pictures.TAKEN, ids=[sample.name for sample in pictures.TAKEN])
def test_header_of_whatever_is_taken_says_its_size(sample):
    header = read_header(sample.make())
    # A telephone's picture is coded in blocks, and says the size of those too.
    assert (header.width, header.height) in (pictures.SIZE, pictures.SIZE[::-1], (64, 64))
    assert header.moves is False


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE", b"\0\0\0\x18ftypmp42\0\0\0\0isom"])
def test_file_of_another_kind_has_no_header(data):
    assert read_header(data) is None


FTYP = b"\0\0\0\x14ftypavif\0\0\0\0avif"


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"RIFF\0\0\0\0WEBP",
        FTYP,
        FTYP + struct.pack(">I4sQ", 1, b"meta", 4),
    ],
)
def test_picture_that_does_not_say_its_size_is_told(data):
    with pytest.raises(ValueError, match=r"header|empty|box|size|iterable|A box"):
        read_header(data)


def test_padding_between_segments_of_a_jpeg_is_passed():
    data = picture_bytes("JPEG", SIZE)
    assert read_header(data[:2] + b"\xff\xff" + data[2:]) == Header("jpg", *SIZE)


def test_greatest_of_several_sizes_counts():
    small, huge = (struct.pack(">I4sIII", 20, b"ispe", 0, *size) for size in ((10, 10), (9000, 9000)))
    inner = box(b"ipco", small + huge)
    assert read_header(FTYP + box(b"meta", bytes(4) + box(b"iprp", inner))) == Header("avif", 9000, 9000)


@pytest.mark.parametrize("long", [True, False])
def test_box_of_any_length_is_read(long):
    inner = bytes(4) + box(b"iprp", box(b"ipco", struct.pack(">I4sIII", 20, b"ispe", 0, 7, 5)))
    # A length of one is followed by the true one; none goes to the end of the file.
    data = struct.pack(">I4sQ", 1, b"meta", len(inner) + 16) if long else struct.pack(">I4s", 0, b"meta")
    assert read_header(FTYP + box(b"free", b"x") + data + inner) == Header("avif", 7, 5)


def box(name, content):
    return struct.pack(">I4s", len(content) + 8, name) + content
