"""What a colour profile means is kept, in colours of screens; of a profile that means nothing, nothing."""

import io
import struct

import pytest
from PIL import Image, ImageCms

from core.screen_colours import in_screen_colours, shows_the_same

pytestmark = pytest.mark.one_database

SCREENS = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
#: A profile whose red is the blue of screens: the names of two of its tags are exchanged.
SWAPPED = SCREENS.replace(b"rXYZ", b"----", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"----", b"bXYZ", 1)
RED, CLEAR_RED = (200, 30, 30), (200, 30, 30, 120)


def grey_profile(gamma):
    """A profile of greys (ICC.1:2022, 7.2 and 10.6), darker or lighter than those of screens."""
    white = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, int(gamma * 256)) + b"\0\0"
    first = 128 + 4 + 2 * 12
    tags = struct.pack(">I", 2) + b"wtpt" + struct.pack(">II", first, len(white))
    tags += b"kTRC" + struct.pack(">II", first + len(white), len(curve) - 2)
    body = tags + white + curve
    head = bytearray(128)
    head[0:4] = struct.pack(">I", 128 + len(body))
    head[8:12], head[12:24], head[36:40] = b"\x02\x40\0\0", b"mntrGRAYXYZ ", b"acsp"
    head[68:80] = white[8:]
    return bytes(head) + body


def seen(picture, profile):
    shown = in_screen_colours(picture, profile)
    return shown.mode, shown.getpixel((0, 0))


@pytest.mark.parametrize("profile", [None, b"", b"no profile", SCREENS, SWAPPED[:200], grey_profile(1.0)])
def test_profile_that_says_nothing_new_leaves_the_picture_itself(profile):
    picture = Image.new("RGB", (2, 2), RED)
    assert in_screen_colours(picture, profile) is picture


def test_colours_are_those_that_the_profile_means():
    mode, (red, green, blue) = seen(Image.new("RGB", (2, 2), RED), SWAPPED)
    assert mode == "RGB"
    assert blue > red + 50
    assert abs(green - RED[1]) < 40


@pytest.mark.parametrize("mode", ["RGBA", "P"])
def test_what_is_clear_stays_clear(mode):
    picture = Image.new("RGBA", (2, 2), CLEAR_RED)
    shown, (red, _green, blue, clear) = seen(picture if mode == "RGBA" else picture.quantize(4), SWAPPED)
    assert (shown, clear, blue > red) == ("RGBA", 120, True)


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_grey_stays_grey(mode):
    picture = Image.new(mode, (2, 2), 100 if mode == "L" else (100, 120))
    shown, value = seen(picture, grey_profile(1.0))
    grey, *clear = (value,) if mode == "L" else value
    # A plain gamma of 1: as much light is a lighter grey on a screen.
    assert (shown, grey > 150, clear) == (mode, True, [120] if mode == "LA" else [])


def test_colours_of_print_are_always_turned():
    assert not shows_the_same(None, "CMYK")


def test_nothing_of_a_profile_reaches_the_file():
    content = io.BytesIO()
    in_screen_colours(Image.new("RGB", (2, 2), RED), SWAPPED).save(content, "PNG")
    assert b"iCCP" not in content.getvalue()
