"""The colours of a picture as screens show them (sRGB): what its colour profile means is kept, and its bytes are not.

Browsers take a picture without a profile for sRGB. A profile is a file in the file: whatever stands in it would be
served.
"""

from io import BytesIO
from itertools import product

from PIL import Image, ImageCms

#: How far a colour may move, of 255, in a profile that is sRGB under another name.
SAME = 2
STEPS = range(0, 256, 51)


def in_screen_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The same picture in sRGB, or in grey where it was; the picture itself where a profile says nothing new.

    :param picture: of eight bits.
    :param profile: its colour profile; one that is damaged, or made for other colours, changes nothing.
    """
    solid = "CMYK" if picture.mode == "CMYK" else "L" if picture.mode in ("1", "L", "LA") else "RGB"
    to_screen = transform(profile, solid) if profile else None
    if to_screen is None or shows_the_same(to_screen, solid):
        return picture
    shown = turned(picture.convert(solid), to_screen)
    if picture.has_transparency_data:
        shown = shown.convert("LA" if solid == "L" else "RGBA")
        shown.putalpha(picture.convert("RGBA").getchannel("A"))
    return shown


def transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The way from a profile to the colours of screens; none when it is damaged, or made for other colours."""
    try:
        own, screens = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.buildTransform(own, screens, mode, "RGB")
    except (ImageCms.PyCMSError, OSError):
        return None


def turned(picture: Image.Image, to_screen: ImageCms.ImageCmsTransform) -> Image.Image:
    """A picture in the colours of screens; grey stays grey."""
    shown = ImageCms.applyTransform(picture, to_screen) or picture
    shown.info.pop("icc_profile", None)
    return shown.convert("L" if picture.mode == "L" else "RGB")


def shows_the_same(to_screen: ImageCms.ImageCmsTransform, mode: str) -> bool:
    """Whether a way changes none of the colours, as one sees them."""
    if mode == "CMYK":
        return False
    lattice = bytes(value for point in product(STEPS, repeat=len(mode)) for value in point)
    before = Image.frombytes(mode, (len(lattice) // len(mode), 1), lattice)
    pairs = zip(before.tobytes(), turned(before, to_screen).tobytes(), strict=True)
    return all(abs(one - other) <= SAME for one, other in pairs)
