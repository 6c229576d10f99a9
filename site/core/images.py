"""What happens to a picture before it is kept: nothing but the picture is kept, in colours of every format."""

import re
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from PIL import Image, ImageCms, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from willow.plugins.pillow import PillowImage

#: Pillow's way to write each format we keep, at the best quality it can keep.
SAVE_OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92, "method": 4},
    "AVIF": {"quality": 85},
}
#: What Pillow calls the pictures of telephones, which few browsers show: they become a JPEG, or a PNG where one sees
#: through.
TELEPHONE = "HEIF"
ORIENTATION_TAG = 0x0112
#: The formats that pages ask of each picture, as Willow writes them; a test compares them with the templates.
SHOWN_AS = ("avif", "jpeg", "png", "webp")
#: Wide enough to meet whatever a picture has that a format cannot hold.
TRIAL_SIZE = (16, 16)
WHITE = (255, 255, 255)

# Markers of a JPEG: the second byte of each segment, after 0xFF.
START_OF_SCAN, END_OF_IMAGE, COMMENT = 0xDA, 0xD9, 0xFE
APPLICATION_MARKERS = range(0xE0, 0xF0)
#: What applications write that is part of how the picture looks: resolution, colour transform; and the colour profile.
KEPT_APPLICATION_DATA = (b"JFIF\0", b"Adobe\0")
PROFILE = b"ICC_PROFILE\0"
#: The first marker after the data of a scan: neither a byte 0xFF of the data itself nor a restart.
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_metadata(file: File) -> File:
    """Return the same picture with the camera's turn applied, and neither EXIF, GPS, XMP nor comments.

    A town's photograph can say where and when an agent stood, and Wagtail serves the original as well as JPEG
    renditions with their EXIF. The colour profile stays, where it is one: it is part of how the picture looks.

    :param file: an uploaded picture, positioned anywhere; a format that we do not rewrite comes back untouched.
    :returns: a file of the same name and format; a telephone's HEIC comes back as a JPEG or a PNG, named so.
    """
    file.seek(0)
    with Image.open(file) as opened:
        if opened.format not in (*SAVE_OPTIONS, "MPO", TELEPHONE):
            file.seek(0)
            return file
        # A telephone's picture with several views in it (MPO) is a JPEG to everybody else: its first view is kept.
        picture = JpegImageFile(file) if opened.format == "MPO" else opened
        profile = usable_profile(picture)
        if picture.format == "JPEG" and picture.getexif().get(ORIENTATION_TAG, 1) == 1:
            file.seek(0)
            return ContentFile(stripped_jpeg(file.read(), keep_profile=bool(profile)), name=file.name)
        upright = in_common_colours(ImageOps.exif_transpose(picture))
        name, picture_format = kept_as(file.name or "", picture.format or "", upright)
        for key in ("exif", "xmp", "XML:com.adobe.xmp", "comment", "icc_profile"):
            upright.info.pop(key, None)
        options = dict(SAVE_OPTIONS[picture_format])
        # PNG would carry its text chunks on, and WebP or AVIF their EXIF, unless told otherwise.
        if picture_format in ("JPEG", "WEBP", "AVIF"):
            options["exif"] = b""
        content = BytesIO()
        upright.save(content, format=picture_format, icc_profile=profile, **options)
    return ContentFile(content.getvalue(), name=name)


def kept_as(name: str, picture_format: str, picture: Image.Image) -> tuple[str, str]:
    """The name and the format that a picture is kept under: its own, but for a telephone's."""
    if picture_format != TELEPHONE:
        return name, picture_format
    kept, ending = ("PNG", ".png") if picture.has_transparency_data else ("JPEG", ".jpg")
    return str(PurePath(name).with_suffix(ending)), kept


def in_common_colours(picture: Image.Image) -> Image.Image:
    """The same picture in colours that each format of the pages can be made of, eight bits each.

    JPEG and WebP have no sixteen bits, and one colour that stands for “nothing” is lost on the way to them.
    """
    if picture.mode.startswith("I"):
        # Pillow's own conversion takes all that is brighter than 255 for white.
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        return picture if picture.mode in ("P", "RGBA") else picture.convert("RGBA")
    return picture


def usable_profile(picture: Image.Image) -> bytes | None:
    """The colour profile of a picture; nothing when it is damaged, or made for other colours."""
    profile: bytes | None = picture.info.get("icc_profile")
    if not profile:
        return None
    grey = picture.mode in ("1", "L", "LA") or picture.mode.startswith("I")
    mode = "L" if grey else "CMYK" if picture.mode == "CMYK" else "RGB"
    try:
        ImageCms.buildTransform(ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None
    return profile


def try_to_show(file: File) -> None:
    """Make a very small one of a picture in each format that pages ask for; decoders and writers raise what they meet.

    :param file: an uploaded picture; it comes back at its beginning.
    """
    file.seek(0)
    with Image.open(file) as picture:
        picture.load()
        small = in_common_colours(picture).resize(TRIAL_SIZE, Image.Resampling.NEAREST)
        small.info["icc_profile"] = usable_profile(picture)
    image = PillowImage(small)
    for picture_format in SHOWN_AS:
        # As Wagtail does: a JPEG has no glass to see through.
        written = image.set_background_color_rgb(WHITE) if picture_format == "jpeg" else image
        getattr(written, f"save_as_{picture_format}")(BytesIO())
    file.seek(0)


def stripped_jpeg(data: bytes, *, keep_profile: bool = True) -> bytes:
    """The same JPEG without what its picture does not need; the picture itself is copied, with no second loss.

    :param data: a whole JPEG; whatever follows its end is left out too.
    :param keep_profile: whether its colour profile is part of how it looks.
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
        if is_picture(marker, data[position + 4 : position + 16], keep_profile=keep_profile):
            kept.append(data[position:end])
        position = end
    return b"".join([*kept, bytes((0xFF, END_OF_IMAGE))])


def is_picture(marker: int, start: bytes, *, keep_profile: bool) -> bool:
    """Whether a segment of a JPEG is needed to show it.

    :param start: the first bytes of its content.
    """
    if marker in APPLICATION_MARKERS:
        return start.startswith(KEPT_APPLICATION_DATA) or keep_profile and start.startswith(PROFILE)
    return marker != COMMENT
