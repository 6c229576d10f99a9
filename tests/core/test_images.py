"""Pictures lose what the camera says about people and places, and nothing of what they show."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageChops, ImageCms, ImageFilter
from PIL.PngImagePlugin import PngInfo

from core.images import without_metadata

CAMERA, PLACE, XMP_WORDS, COMMENT = b"ACME camera", b"GPSHERE", b"Jane at the town hall", b"seen by Jane"
SECRETS = (CAMERA, PLACE, XMP_WORDS, COMMENT)
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + XMP_WORDS + b"</x:xmpmeta>"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
#: How far a colour may move when a picture must be written anew, out of 255.
LOSS = {"JPEG": 30, "PNG": 0, "WEBP": 40, "AVIF": 40}
RED, BLUE = (200, 30, 30), (30, 30, 200)


def exif(turn=1):
    """Camera, place and turn, as a telephone writes them."""
    data = Image.Exif()
    data[0x010F] = CAMERA.decode()
    data[0x0112] = turn
    data.get_ifd(0x8825).update({1: "N", 2: (48.0, 34.0, 24.0), 29: "2026:11:04", 27: PLACE})
    return data


def halves(size=(80, 40)):
    """A picture with a top and a bottom, red on the left and blue on the right."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    return picture


def upload(picture_format, picture=None, turn=1, **options):
    """A file with everything a camera and a photo editor leave in it."""
    if picture_format == "PNG":
        chunks = PngInfo()
        chunks.add_text("Author", COMMENT.decode())
        chunks.add_itxt("Comment", COMMENT.decode())
        chunks.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = chunks
    else:
        options["xmp"] = XMP
    if picture_format == "JPEG":
        options["comment"] = COMMENT
    content = io.BytesIO()
    (picture or halves()).save(content, picture_format, exif=exif(turn), icc_profile=PROFILE, **options)
    return ContentFile(content.getvalue(), name=f"photo.{picture_format.lower()}")


def pixels(file):
    file.seek(0)
    return Image.open(io.BytesIO(file.read())).convert("RGB")


def difference(one, other):
    """The farthest a colour moved between two pictures."""
    return max(high for _low, high in ImageChops.difference(one, other).getextrema())


@pytest.mark.parametrize("turn", [1, 6])
@pytest.mark.parametrize("picture_format", FORMATS)
def test_picture_keeps_no_word_of_the_camera(picture_format, turn):
    before = upload(picture_format, turn=turn)
    assert CAMERA in before.read()
    after = without_metadata(before)
    after.seek(0)
    data = after.read()
    assert [secret for secret in SECRETS if secret in data] == []
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, dict(picture.getexif()), picture.info.get("xmp")) == (picture_format, {}, None)
        assert getattr(picture, "text", {}) == {}


@pytest.mark.parametrize("picture_format", FORMATS)
def test_picture_keeps_no_byte_of_its_colour_profile(picture_format):
    after = without_metadata(upload(picture_format))
    assert (b"lcms" in PROFILE, b"lcms" in after.read()) == (True, False)
    with Image.open(after) as picture:
        assert "icc_profile" not in picture.info


@pytest.mark.parametrize("picture_format", FORMATS)
def test_turn_of_the_camera_is_applied(picture_format):
    # 6: the camera was held so that the picture must turn by a quarter, clockwise: left becomes top.
    after = pixels(without_metadata(upload(picture_format, turn=6, quality=95)))
    assert after.size == (40, 80)
    expected = halves().transpose(Image.Transpose.ROTATE_270)
    # Away from the border of the halves, where lossy formats mix the colours.
    for box in ((5, 5, 35, 30), (5, 50, 35, 75)):
        assert difference(after.crop(box), expected.crop(box)) <= LOSS[picture_format]


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}, {"restart_marker_blocks": 2}])
def test_jpeg_that_stands_upright_loses_no_quality(options):
    noise = Image.merge("RGB", [Image.effect_noise((160, 96), 60).filter(ImageFilter.BoxBlur(1))] * 3)
    before = upload("JPEG", noise, quality=70, **options)
    assert difference(pixels(before), pixels(without_metadata(before))) == 0


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_jpeg_in_other_colours_stays_the_same(mode):
    before = upload("JPEG", halves().convert(mode))
    assert difference(pixels(before), pixels(without_metadata(before))) == 0


@pytest.mark.parametrize("turn", [1, 6])
def test_picture_of_several_views_keeps_the_first_and_no_word_of_the_camera(turn):
    content = io.BytesIO()
    halves().save(content, "MPO", save_all=True, append_images=[halves((20, 20))], exif=exif(turn))
    before = ContentFile(content.getvalue(), name="photo.jpg")
    after = without_metadata(before)
    after.seek(0)
    data = after.read()
    assert [secret for secret in SECRETS if secret in data] == []
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (80, 40) if turn == 1 else (40, 80))


@pytest.mark.parametrize("picture_format", ["PNG", "WEBP", "AVIF"])
def test_transparency_is_kept(picture_format):
    clear = Image.new("RGBA", (32, 32), (200, 30, 30, 0))
    with Image.open(without_metadata(upload(picture_format, clear))) as picture:
        assert picture.convert("RGBA").getpixel((16, 16))[3] == 0


def test_picture_keeps_its_name():
    assert without_metadata(upload("JPEG")).name == "photo.jpeg"


def test_format_we_do_not_rewrite_comes_back_untouched():
    content = io.BytesIO()
    halves().save(content, "GIF")
    before = ContentFile(content.getvalue(), name="photo.gif")
    assert without_metadata(before).read() == content.getvalue()
