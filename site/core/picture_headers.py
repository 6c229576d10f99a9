"""What the first bytes of a picture say of it: its format, its size, whether it moves. Nothing is decoded.

A file of a few hundred bytes can promise a picture that fills the memory of the machine, and some decoders make room
for it as soon as they open it: so the size is read here first. Sources of the layouts: JPEG, ITU-T T.81, annex B; PNG,
third edition, W3C; WebP container, RFC 9649; HEIF and AVIF, ISO/IEC 23008-12 and 14496-12.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Markers of a JPEG that begin a frame: those of tables and of the arithmetic coder's conditions stand among them.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
START_OF_SCAN = 0xDA
WEBP_MOVES = 0x02
AVIF_BRANDS = frozenset({b"avif", b"avis"})
HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
#: How deep the sizes of an ISO file lie; the box of metadata has a version and flags before its boxes.
WAY_TO_SIZES = (b"meta", b"iprp", b"ipco", b"ispe")
FULL_BOX = 4


@dataclass(frozen=True)
class Header:
    """What a file says of its picture.

    :param picture_format: by its usual ending: jpg, png, webp, avif, heic.
    :param moves: whether it is an animation.
    """

    picture_format: str
    width: int
    height: int
    moves: bool = False

    @property
    def points(self) -> int:
        """How many points a decoder would make room for."""
        return self.width * self.height


def read_header(data: bytes) -> Header | None:
    """What a file says of its picture; nothing when it is of none of the formats known here.

    :param data: the whole file.
    :raises ValueError: it begins like a picture, and does not say its size.
    """
    try:
        if data.startswith(b"\xff\xd8"):
            return Header("jpg", *greatest(jpeg_sizes(data)))
        if data.startswith(PNG_SIGNATURE):
            width, height = struct.unpack_from(">II", data, 16)
            return Header("png", width, height, moves=png_moves(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return Header("webp", *greatest(webp_sizes(data)), moves=webp_moves(data))
        if picture_format := iso_format(data):
            moves = any(name == b"moov" for name, _content in boxes(data))
            return Header(picture_format, *greatest(iso_sizes(data)), moves=moves)
    except (struct.error, IndexError) as error:
        raise ValueError("The header of the picture is cut short.") from error
    return None


def greatest(sizes: Iterator[tuple[int, int]]) -> tuple[int, int]:
    """The size of most points: what a decoder makes room for, whichever it believes.

    :raises ValueError: there is none.
    """
    return max(sizes, key=lambda size: size[0] * size[1])


def jpeg_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """The size of each frame that is told before the first scan."""
    position = 2
    while data[position + 1] != START_OF_SCAN:
        if data[position + 1] == 0xFF:  # a byte of padding before the marker
            position += 1
            continue
        if data[position + 1] in FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 5)
            yield width, height
        position += 2 + struct.unpack_from(">H", data, position + 2)[0]


def png_moves(data: bytes) -> bool:
    """Whether a PNG says, before its picture, that more than one follows."""
    position = len(PNG_SIGNATURE)
    while (name := data[position + 4 : position + 8]) not in (b"IDAT", b""):
        if name == b"acTL":
            return bool(struct.unpack_from(">I", data, position + 8)[0] > 1)
        position += 12 + struct.unpack_from(">I", data, position)[0]
    return False


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The name of each chunk, and where its content begins."""
    position = 12
    while position + 8 <= len(data):
        length = struct.unpack_from("<I", data, position + 4)[0]
        yield data[position : position + 4], position + 8
        position += 8 + length + length % 2


def webp_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """The size of the canvas and of each picture on it."""
    for name, start in webp_chunks(data):
        if name == b"VP8X":
            yield (
                1 + int.from_bytes(data[start + 4 : start + 7], "little"),
                1 + int.from_bytes(data[start + 7 : start + 10], "little"),
            )
        elif name == b"VP8L":
            bits = struct.unpack_from("<I", data, start + 1)[0]
            yield 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        elif name == b"VP8 ":
            width, height = struct.unpack_from("<HH", data, start + 6)
            yield width & 0x3FFF, height & 0x3FFF


def webp_moves(data: bytes) -> bool:
    """Whether a WebP says that it is an animation, or holds one."""
    return any(name == b"ANMF" or name == b"VP8X" and data[start] & WEBP_MOVES for name, start in webp_chunks(data))


def iso_format(data: bytes) -> str:
    """Which format an ISO file says that it is compatible with; nothing when with none of ours."""
    if data[4:8] != b"ftyp":
        return ""
    end = struct.unpack_from(">I", data)[0]
    # The fourth group of letters is a version.
    brands = [data[8:12], *(data[place : place + 4] for place in range(16, min(end, len(data)), 4))]
    if AVIF_BRANDS.intersection(brands):
        return "avif"
    return "heic" if HEIF_BRANDS.intersection(brands) else ""


def boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and the content of each box of an ISO file, or of the content of a box."""
    position = 0
    while position + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        start = position + 8
        if length == 1:
            length = struct.unpack_from(">Q", data, start)[0]
            start += 8
        end = position + length if length else len(data)
        if end < start:
            raise ValueError("A box ends before it begins.")
        yield name, data[start:end]
        position = end


def iso_sizes(data: bytes, way: tuple[bytes, ...] = WAY_TO_SIZES) -> Iterator[tuple[int, int]]:
    """The size of each picture of an ISO file, tiles too."""
    for name, content in boxes(data):
        if name != way[0]:
            continue
        if len(way) == 1:
            width, height = struct.unpack_from(">II", content, FULL_BOX)
            yield width, height
        else:
            yield from iso_sizes(content[FULL_BOX:] if name == b"meta" else content, way[1:])
