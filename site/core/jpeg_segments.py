"""A JPEG written anew around its picture: what shows is copied, the rest is ours.

Sources: ITU-T T.81, annex B (markers); ITU-T T.871 (JFIF); ITU-T T.872, 6.5.3 (what Adobe’s segment says of colours).
"""

import re

#: Markers: the second byte of each segment, after 0xFF.
START_OF_SCAN, END_OF_IMAGE, JFIF, ADOBE = 0xDA, 0xD9, 0xE0, 0xEE
#: Frames, tables of every kind, scans: what a decoder needs, and nothing that an application or a person writes.
PICTURE = frozenset(range(0xC0, 0xD0)) - {0xC8} | {START_OF_SCAN, 0xDB, 0xDC, 0xDD}
#: The whole of a header: version 1.1, square points, no small picture.
JFIF_HEADER = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
#: The beginning of Adobe’s: version 100, no flags; the way its colours were turned follows.
ADOBE_START = b"\xff\xee\x00\x0eAdobe\0\x64\0\0\0\0"
ADOBE_WAYS = (0, 1, 2)
#: The first marker after the data of a scan: neither a byte 0xFF of the data itself nor a restart.
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


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
        kept.append(written_anew(marker, data[position:end]))
        position = end
    return b"".join([*kept, bytes((0xFF, END_OF_IMAGE))])


def written_anew(marker: int, segment: bytes) -> bytes:
    """What is kept of a segment: all of the picture, and what two headers mean of it."""
    if marker in PICTURE:
        return segment
    content = segment[4:]
    if marker == JFIF and content.startswith(b"JFIF\0"):
        return JFIF_HEADER
    if marker == ADOBE and content.startswith(b"Adobe") and content[11:12] and content[11] in ADOBE_WAYS:
        return ADOBE_START + content[11:12]
    return b""
