"""Pictures in every colour mode, depth and container, still and moving, whole and not."""

import io
import struct
import zlib
from functools import partial

import pillow_heif
from PIL import Image, ImageCms

from tests.corpus import Sample

pillow_heif.register_heif_opener()

SIZE = (48, 32)
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TOO_LARGE = "Cette image fait 12000 × 12000 pixels"
MOVES = "Cette image est animée"
DAMAGED = "Cette image est incomplète ou endommagée"
NO_PICTURE = "Téléversez une image valide"
FORMAT_NOT_TAKEN = "Format d'image non supporté"
OTHER_FORMAT = "Image ."


def gradient(mode="RGB", size=SIZE):
    """A picture that is not all one colour, and half transparent where its mode knows transparency."""
    grey = Image.linear_gradient("L").resize(size)
    if mode == "P":
        return Image.merge("RGB", [grey] * 3).quantize(32)
    if mode == "LA":
        return Image.merge("LA", [grey, grey])
    if mode == "RGBA":
        return Image.merge("RGBA", [grey] * 4)
    if mode in ("RGB", "CMYK"):
        return Image.merge("RGB", [grey, grey.rotate(90), grey]).convert(mode)
    return grey.convert(mode)


def written(picture_format, mode="RGB", **options):
    """The bytes of a picture of a format."""
    content = io.BytesIO()
    gradient(mode).save(content, picture_format, **options)
    return content.getvalue()


def moving(picture_format, frames=3):
    """An animation of some pictures."""
    content = io.BytesIO()
    first, *others = [Image.new("RGB", SIZE, (80 * number, 40, 40)) for number in range(frames)]
    first.save(content, picture_format, save_all=True, append_images=others, duration=100)
    return content.getvalue()


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(depth, colour, channels, *, size=SIZE, before=b"", interlaced=0):
    """A PNG of any depth, which Pillow would not write: a ramp."""
    width, height = size
    row_length = (width * depth * channels + 7) // 8
    rows = b"".join(b"\0" + bytes((place * 7) % 256 for place in range(row_length)) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + before
    return start + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def one_frame_apng():
    """A still picture that a program wrote as an animation of one."""
    return png(8, 2, 3, before=chunk(b"acTL", struct.pack(">II", 1, 0)))


def heic(mode="RGB", bytes_a_point=3):
    """A telephone's picture."""
    content = io.BytesIO()
    data = bytes(range(256)) * (SIZE[0] * SIZE[1] * bytes_a_point // 256)
    pillow_heif.from_bytes(mode=mode, size=SIZE, data=data).save(content)
    return content.getvalue()


def promising(picture_format, width, height):
    """A whole small picture whose header promises a huge one: what a decoder would make room for."""
    content = io.BytesIO()
    Image.new("RGB", (640, 480)).save(
        content, picture_format, **({"lossless": True} if picture_format == "WEBP" else {})
    )
    data = content.getvalue()
    if picture_format == "WEBP":
        bits = (width - 1) | (height - 1) << 14
        return data[:21] + struct.pack("<I", bits) + data[25:]
    if picture_format == "JPEG":
        return data.replace(struct.pack(">HH", 480, 640), struct.pack(">HH", height, width))
    return data.replace(struct.pack(">II", 640, 480), struct.pack(">II", width, height))


def cut(make, kept=0.5):
    """The first part of a file, as a broken line leaves it."""
    data = make()
    return data[: int(len(data) * kept)]


def turned(picture_format):
    exif = Image.Exif()
    exif[0x0112] = 6
    return written(picture_format, exif=exif.tobytes())


JPEG, PNG, WEBP, AVIF = (partial(written, name) for name in ("JPEG", "PNG", "WEBP", "AVIF"))

TAKEN = [
    Sample("rgb.jpg", JPEG),
    Sample("grey.jpg", partial(JPEG, "L")),
    Sample("cmyk.jpg", partial(JPEG, "CMYK")),
    Sample("cmyk-profile-of-screens.jpg", partial(JPEG, "CMYK", icc_profile=PROFILE)),
    Sample("grey-profile-of-screens.jpeg", partial(JPEG, "L", icc_profile=PROFILE)),
    Sample("damaged-profile.jpg", partial(JPEG, "CMYK", icc_profile=b"no profile")),
    Sample("progressive.jpeg", partial(JPEG, progressive=True)),
    Sample("turned.jpg", partial(turned, "JPEG")),
    Sample("views.jpg", partial(moving, "MPO")),
    Sample("CAPITALS.JPG", JPEG),
    Sample("bits.png", partial(PNG, "1")),
    Sample("grey.png", partial(PNG, "L")),
    Sample("grey-2-bits.png", partial(png, 2, 0, 1)),
    Sample("grey-4-bits.png", partial(png, 4, 0, 1)),
    Sample("grey-16-bits.png", partial(png, 16, 0, 1)),
    Sample("grey-clear-16-bits.png", partial(png, 16, 4, 2)),
    Sample("rgb-16-bits.png", partial(png, 16, 2, 3)),
    Sample("rgba-16-bits.png", partial(png, 16, 6, 4)),
    Sample("grey-clear.png", partial(PNG, "LA")),
    Sample("palette.png", partial(PNG, "P")),
    Sample("palette-clear.png", partial(PNG, "P", transparency=bytes(range(32)))),
    Sample("rgb-one-clear-colour.png", partial(png, 8, 2, 3, before=chunk(b"tRNS", struct.pack(">HHH", 0, 7, 14)))),
    Sample("grey-one-clear-colour.png", partial(png, 8, 0, 1, before=chunk(b"tRNS", struct.pack(">H", 7)))),
    Sample("rgba.png", partial(PNG, "RGBA")),
    Sample("damaged-profile.png", partial(PNG, icc_profile=b"no profile")),
    Sample("one-frame.png", one_frame_apng),
    Sample("lossy.webp", WEBP),
    Sample("lossless.webp", partial(WEBP, lossless=True)),
    Sample("clear.webp", partial(WEBP, "RGBA")),
    Sample("rgb.avif", AVIF),
    Sample("clear.avif", partial(AVIF, "RGBA")),
    Sample("telephone.heic", heic),
    Sample("telephone.HEIF", heic),
    Sample("telephone-clear.heic", partial(heic, "RGBA", 4)),
    Sample("telephone-grey.heic", partial(heic, "L", 1)),
    Sample("telephone-16-bits.heic", partial(heic, "I;16", 2)),
]
REFUSED = [
    Sample("moving.gif", partial(moving, "GIF"), FORMAT_NOT_TAKEN),
    Sample("moving-gif.png", partial(moving, "GIF"), OTHER_FORMAT),
    Sample("moving.png", partial(moving, "PNG"), MOVES),
    Sample("moving.webp", partial(moving, "WEBP"), MOVES),
    Sample("moving.avif", partial(moving, "AVIF"), MOVES),
    Sample("drawing.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', FORMAT_NOT_TAKEN),
    Sample("scan.tiff", partial(written, "TIFF"), FORMAT_NOT_TAKEN),
    Sample("scan.bmp", partial(written, "BMP"), FORMAT_NOT_TAKEN),
    Sample("png-inside.jpg", PNG, OTHER_FORMAT),
    Sample("cut.jpg", partial(cut, JPEG), DAMAGED),
    Sample("cut.png", partial(cut, PNG), DAMAGED),
    Sample("cut.webp", partial(cut, WEBP), DAMAGED),
    Sample("cut.avif", partial(cut, AVIF), DAMAGED),
    Sample("cut.heic", partial(cut, heic), DAMAGED),
    Sample("no-size.png", lambda: b"\x89PNG\r\n\x1a\n", DAMAGED),
    Sample("header-only.jpg", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\0", DAMAGED),
    Sample("program.png", lambda: b"MZ\x90\x00\x03\x00\x00\x00", NO_PICTURE),
    Sample("huge.jpg", partial(promising, "JPEG", 12_000, 12_000), TOO_LARGE),
    Sample("huge.png", partial(promising, "PNG", 12_000, 12_000), TOO_LARGE),
    Sample("huge.webp", partial(promising, "WEBP", 12_000, 12_000), TOO_LARGE),
    Sample("huge.avif", partial(promising, "AVIF", 12_000, 12_000), TOO_LARGE),
    Sample("huge.heic", partial(promising, "HEIF", 12_000, 12_000), TOO_LARGE),
]
PICTURES = [*TAKEN, *REFUSED]
