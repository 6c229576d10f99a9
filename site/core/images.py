"""What happens to a picture before it is kept: nothing but the picture is kept, in colours of every format."""

from io import BytesIO
from pathlib import PurePath
from threading import RLock

from django.core.files.base import ContentFile, File
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from willow.plugins.pillow import PillowImage

from core.jpeg_segments import stripped_jpeg
from core.screen_colours import in_screen_colours

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
#: A picture fills memory while it is decoded: one at a time in a process, whatever asks, keeps within what it is given.
ONE_AT_A_TIME = RLock()


def without_metadata(file: File) -> File:
    """Return the same picture with the camera's turn applied, and neither EXIF, GPS, XMP nor comments.

    A town's photograph can say where and when an agent stood, and Wagtail serves the original as well as JPEG
    renditions with their EXIF. What the colour profile means stays, as colours of screens: its bytes could say
    anything.

    :param file: an uploaded picture, positioned anywhere; a format that we do not rewrite comes back untouched.
    :returns: a file of the same name and format; a telephone's HEIC comes back as a JPEG or a PNG, named so.
    """
    file.seek(0)
    with ONE_AT_A_TIME, Image.open(file) as opened:
        if opened.format not in (*SAVE_OPTIONS, "MPO", TELEPHONE):
            file.seek(0)
            return file
        # A telephone's picture with several views in it (MPO) is a JPEG to everybody else: its first view is kept.
        picture = JpegImageFile(file) if opened.format == "MPO" else opened
        is_upright = picture.getexif().get(ORIENTATION_TAG, 1) == 1
        common = in_common_colours(picture if is_upright else ImageOps.exif_transpose(picture))
        upright = in_screen_colours(common, picture.info.get("icc_profile"))
        if picture.format == "JPEG" and upright is picture:
            file.seek(0)
            return ContentFile(stripped_jpeg(file.read()), name=file.name)
        name, picture_format = kept_as(file.name or "", picture.format or "", upright)
        for key in ("exif", "xmp", "XML:com.adobe.xmp", "comment", "icc_profile"):
            upright.info.pop(key, None)
        options = dict(SAVE_OPTIONS[picture_format])
        # PNG would carry its text chunks on, and WebP or AVIF their EXIF, unless told otherwise.
        if picture_format in ("JPEG", "WEBP", "AVIF"):
            options["exif"] = b""
        content = BytesIO()
        upright.save(content, format=picture_format, icc_profile=None, **options)
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


def try_to_show(file: File) -> None:
    """Make a very small one of a picture in each format that pages ask for; decoders and writers raise what they meet.

    :param file: an uploaded picture; it comes back at its beginning.
    """
    file.seek(0)
    with ONE_AT_A_TIME, Image.open(file) as picture:
        picture.load()
        profile: bytes | None = picture.info.get("icc_profile")
        small = in_screen_colours(in_common_colours(picture).resize(TRIAL_SIZE, Image.Resampling.NEAREST), profile)
        small.info.pop("icc_profile", None)
    image = PillowImage(small)
    for picture_format in SHOWN_AS:
        # As Wagtail does: a JPEG has no glass to see through.
        written = image.set_background_color_rgb(WHITE) if picture_format == "jpeg" else image
        getattr(written, f"save_as_{picture_format}")(BytesIO())
    file.seek(0)
