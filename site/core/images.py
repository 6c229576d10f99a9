"""What happens to a picture before it is kept: nothing but the picture is kept."""

import re
from io import BytesIO

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

#: Pillow's way to write each format we accept, at the best quality it can keep.
SAVE_OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92, "method": 4},
    "AVIF": {"quality": 85},
}
ORIENTATION_TAG = 0x0112

# Markers of a JPEG: the second byte of each segment, after 0xFF.
START_OF_SCAN, END_OF_IMAGE, COMMENT = 0xDA, 0xD9, 0xFE
APPLICATION_MARKERS = range(0xE0, 0xF0)
#: What applications write that is part of how the picture looks: resolution, colour profile, colour transform.
KEPT_APPLICATION_DATA = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe\0")
#: The first marker after the data of a scan: neither a byte 0xFF of the data itself nor a restart.
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_metadata(file: File) -> File:
    """Return the same picture with the camera's turn applied, and neither EXIF, GPS, XMP nor comments.

    A town's photograph can say where and when an agent stood, and Wagtail serves the original as well as JPEG
    renditions with their EXIF. The colour profile stays: it is part of how the picture looks.

    :param file: an uploaded picture, positioned anywhere; a format that we do not rewrite comes back untouched.
    :returns: a file of the same name and format.
    """
    file.seek(0)
    with Image.open(file) as opened:
        picture_format = opened.format or ""
        # A telephone's picture with several views in it (MPO) is a JPEG to everybody else: its first view is kept.
        picture = JpegImageFile(file) if picture_format == "MPO" else opened
        picture_format = picture.format or ""
        if picture_format not in SAVE_OPTIONS:
            file.seek(0)
            return file
        turned = picture.getexif().get(ORIENTATION_TAG, 1) != 1
        if picture_format == "JPEG" and not turned:
            file.seek(0)
            return ContentFile(stripped_jpeg(file.read()), name=file.name)
        upright = ImageOps.exif_transpose(picture)
        profile = picture.info.get("icc_profile")
        for key in ("exif", "xmp", "XML:com.adobe.xmp", "comment"):
            upright.info.pop(key, None)
        options = dict(SAVE_OPTIONS[picture_format])
        # PNG would carry its text chunks on, and WebP or AVIF their EXIF, unless told otherwise.
        if picture_format in ("JPEG", "WEBP", "AVIF"):
            options["exif"] = b""
        content = BytesIO()
        upright.save(content, format=picture_format, icc_profile=profile, **options)
    return ContentFile(content.getvalue(), name=file.name)


def stripped_jpeg(data: bytes) -> bytes:
    """The same JPEG without what its picture does not need; the picture itself is copied, with no second loss.

    :param data: a whole JPEG; whatever follows its end is left out too.
    """
    kept, position = [data[:2]], 2
    while position + 4 <= len(data):
        if data[position + 1] == 0xFF:  # a byte of padding before the marker
            position += 1
            continue
        marker = data[position + 1]
        if marker == END_OF_IMAGE:
            break
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        if marker == START_OF_SCAN:
            following = AFTER_SCAN.search(data, end)
            end = following.start() if following else len(data)
        if is_picture(marker, data[position + 4 : position + 16]):
            kept.append(data[position:end])
        position = end
    return b"".join([*kept, bytes((0xFF, END_OF_IMAGE))])


def is_picture(marker: int, start: bytes) -> bool:
    """Whether a segment of a JPEG is needed to show it.

    :param start: the first bytes of its content.
    """
    if marker in APPLICATION_MARKERS:
        return start.startswith(KEPT_APPLICATION_DATA)
    return marker != COMMENT
