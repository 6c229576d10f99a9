"""Pictures made to do harm, or telling more than they show: refused with a reason, or kept without what they carry."""

import io
import zipfile
from functools import partial

from PIL import Image

from tests.core.test_images import FORMATS, halves, upload
from tests.corpus import Sample
from tests.corpus.pictures import (
    DAMAGED,
    FORMAT_NOT_TAKEN,
    MOVES,
    NO_PICTURE,
    OTHER_FORMAT,
    REFUSED,
    TOO_LARGE,
    heic,
    written,
)

PAGE = b"<html><script>alert(1)</script></html>"
PROGRAM = b"<?php system($_GET[0]); ?>"


def told(picture_format, turn=1):
    """With its place and its camera, in every way of its format."""
    return upload(picture_format, turn=turn).read()


def several_views():
    content = io.BytesIO()
    first = Image.open(upload("JPEG"))
    first.save(content, "MPO", save_all=True, append_images=[halves((20, 20))], exif=first.getexif(), xmp=b"GPSHERE")
    return content.getvalue()


def archive():
    """An archive, which is read from its end."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("a.html", PAGE)
    return content.getvalue()


def segment(marker, content):
    """A JPEG with a segment after its first marker."""
    data = written("JPEG")
    return data[:2] + bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content + data[2:]


#: They come in, and keep nothing of what they carried.
INERT = [
    *(Sample(f"place.{name.lower()}", partial(told, name)) for name in FORMATS),
    *(Sample(f"place-turned.{name.lower()}", partial(told, name, 6)) for name in FORMATS),
    Sample("place-of-views.jpg", several_views),
    Sample("page-after.jpg", lambda: written("JPEG") + PAGE),
    Sample("archive-after.jpg", lambda: written("JPEG") + archive()),
    Sample("page-after.png", lambda: written("PNG") + PAGE),
    Sample("archive-after.webp", lambda: written("WEBP") + archive()),
    Sample("program-in-a-comment.jpg", partial(segment, 0xFE, PROGRAM)),
    Sample("page-in-the-header.jpg", partial(segment, 0xE0, b"JFIF\0\x01\x01\0\0\1\0\1\1\1" + PAGE)),
    Sample("page-in-a-profile.jpg", partial(segment, 0xE2, b"ICC_PROFILE\0\1\1" + PAGE)),
    Sample("page-in-adobe.jpg", partial(segment, 0xEE, b"Adobe\0\x64\0\0\0\0\0" + PAGE)),
    Sample("page-in-a-profile.png", lambda: written("PNG", icc_profile=PAGE)),
]
#: They are refused, each with its reason.
HOSTILE = [
    *(one for one in REFUSED if one.refusal in (TOO_LARGE, MOVES)),
    Sample("drawing.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", FORMAT_NOT_TAKEN),
    Sample("drawing.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", OTHER_FORMAT),
    Sample("page.jpg", lambda: PAGE, OTHER_FORMAT),
    Sample("page-first.png", lambda: PAGE + written("PNG"), NO_PICTURE),
    Sample("pdf.jpg", lambda: b"%PDF-1.7\n" + written("JPEG"), NO_PICTURE),
    Sample("script-as.gif", lambda: b"GIF89a/*" + bytes(8) + b"*/=1;alert(1)", FORMAT_NOT_TAKEN),
    Sample("telephone-as.jpg", heic, OTHER_FORMAT),
    Sample("nothing-after-its-size.png", lambda: written("PNG")[:33], DAMAGED),
]
