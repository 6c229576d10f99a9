"""A JPEG keeps its picture and no byte of anybody's: each kind of segment that can carry words carries none."""

import io

import pytest
from PIL import Image

from core.jpeg_segments import ADOBE_START, JFIF_HEADER, stripped_jpeg
from tests.core.test_images import halves

pytestmark = pytest.mark.one_database

SECRET = b"seen by Jane"


def jpeg(mode="RGB", **options):
    content = io.BytesIO()
    halves().convert(mode).save(content, "JPEG", **options)
    return content.getvalue()


def with_segment(marker, content):
    data = jpeg()
    return data[:2] + bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content + data[2:]


def test_what_follows_the_end_is_left_out():
    assert stripped_jpeg(jpeg() + SECRET) == stripped_jpeg(jpeg())


def test_padding_between_segments_is_borne():
    data = jpeg()
    assert stripped_jpeg(data[:2] + b"\xff\xff" + data[2:]) == stripped_jpeg(data)


#: Of applications, of Adobe in a way that nobody knows, of people, and of those that no decoder reads.
CARRIERS = [
    *((marker, SECRET) for marker in range(0xE0, 0xF0)),
    (0xE0, b"JFXX\0" + SECRET),
    (0xE2, b"ICC_PROFILE\0\x01\x01" + SECRET),
    (0xEE, b"Adobe\0\x64\0\0\0\0\x09" + SECRET),
    (0xEE, b"Adobe"),
    (0xFE, SECRET),
    *((marker, SECRET) for marker in (0xC8, 0xDE, 0xDF, 0xF0, 0xFD)),
]


@pytest.mark.parametrize(("marker", "content"), CARRIERS)
def test_segment_that_carries_words_is_left_out(marker, content):
    assert stripped_jpeg(with_segment(marker, content)) == stripped_jpeg(jpeg())


def test_header_is_written_anew_without_its_small_picture():
    written = stripped_jpeg(with_segment(0xE0, b"JFIF\0\x01\x02\x01\x00\x48\x00\x48\x01\x01" + SECRET))
    assert SECRET not in written
    assert written.count(JFIF_HEADER) == 2  # ours, and that of the picture below it


@pytest.mark.parametrize("way", [0, 1, 2])
def test_way_of_the_colours_stays_and_nothing_after_it(way):
    data = with_segment(0xEE, b"Adobe\0\x64\1\2\3\4" + bytes([way]) + SECRET)
    assert ADOBE_START + bytes([way]) in stripped_jpeg(data)
    assert SECRET not in stripped_jpeg(data)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_picture_shows_the_same(mode, progressive):
    data = jpeg(mode, progressive=progressive, dpi=(300, 300))
    before, after = (Image.open(io.BytesIO(one)) for one in (data, stripped_jpeg(data)))
    assert (after.mode, after.tobytes()) == (before.mode, before.tobytes())
