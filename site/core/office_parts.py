"""What an office file carries beside its words: its directory says most of it, and nothing is unpacked for that.

Sources: ECMA-376-2, 9 (relationships); [MS-OFFMACRO2] (macros); OASIS OpenDocument 1.3, part 2 (packages) and part 3,
14.4 (events) and 14.6 (DDE).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO, Any
from urllib.parse import unquote
from xml.parsers import expat

#: Bytes, unpacked: of all the parts together; of one that is read here.
MOST, LONGEST_READ = 300 * 1024**2, 32 * 1024**2
#: How many times its file a document may be, once it is larger than this (bytes): texts are packed to a tenth.
WORST_RATIO, RATIO_FROM = 100, 20 * 1024**2
MOST_PARTS = 10_000
#: An office file in an office file, which a chart has; how many of them one in another.
DEEPEST = 2

STRANGE = re.compile(r"^/|\\|:|(?:^|/)\.\.(?:/|$)")
#: Libraries of LibreOffice without a program have a list of nothing.
MACROS = re.compile(
    r"(?:^|/)vba(?:project|data)[^/]*$|/(?:intl)?macrosheets/|/dialogsheets/|^scripts/[^/]+"
    r"|^(?:basic|dialogs)/(?!(?:[^/]+/)?(?:script|dialog)-l[bc]\.xml$).*[^/]$",
    re.IGNORECASE,
)
OBJECT = re.compile(
    r"(?:^|/)activex/|/embeddings/(?![^/]+\.(?:docx|xlsx|pptx|odt|ods|odp)$)[^/]+$|(?:^|/)oleobject[^/]*$"
    r"|\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vb[es]|jse?|ws[fh]|hta|lnk|jar|sh|swf|reg|(?:doc|dot|xls|xlt|ppt|pot)m)$",
    re.IGNORECASE,
)
EMBEDDED = re.compile(r"/embeddings/[^/]+$", re.IGNORECASE)
#: The parts where programs, fields and addresses are named.
READ = re.compile(
    r"^\[content_types\]\.xml$|\.rels$|^word/[^/]+\.xml$|^xl/externallinks/[^/]+\.xml$"
    r"|(?:^|/)(?:content|styles)\.xml$|^meta-inf/manifest\.xml$",
    re.IGNORECASE,
)
#: On the same disk, or in the same file: nothing is fetched.
NEAR = re.compile(
    r"^(?:(?:file:/*)?/?[a-z]:[\\/]|file:///[^\\/:]+/[^:\\]*$|[^:\\/]+(?:[\\/](?![\\/])[^:]*)?$)", re.IGNORECASE
)
FIELD = re.compile(r"^\s*DDE(?:AUTO)?\b", re.IGNORECASE)
RELATIONS = {"vbaproject": "MACROS", "oleobject": "OBJECT", "control": "OBJECT", "activexcontrolbinary": "OBJECT"}
ELEMENTS = {
    "event-listener": "MACROS", "ddeLink": "FIELD", "dde-source": "FIELD", "dde-connection-decl": "FIELD",
    "dde-link": "FIELD", "oleLink": "OBJECT", "object-ole": "OBJECT",
}  # fmt: skip
TYPES = {"macroenabled": "MACROS", "vbaproject": "MACROS", "activex": "OBJECT", "sun.star.oleobject": "OBJECT"}


def look_into(data: bytes, depth: int = 0) -> str:
    """What an office file holds that it should not, by its name in ``core.active_content.Found``; nothing if nothing.

    :param data: all of it: an archive.
    :param depth: in how many others it stands.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            found = too_large(parts, len(data)) or named(parts)
            return found or next(filter(None, (in_part(archive, one, depth) for one in parts)), "")
    # A part that cannot be unpacked raises whatever its way of packing knows, and one that cannot be read, no less.
    except (
        EOFError, NotImplementedError, OSError, expat.ExpatError, RuntimeError, ValueError,
        zipfile.BadZipFile, zlib.error,
    ):  # fmt: skip
        return "DAMAGED"


def too_large(parts: list[zipfile.ZipInfo], packed: int) -> str:
    """Whether the directory promises more than a computer should be given."""
    unpacked = sum(part.file_size for part in parts)
    is_bomb = unpacked > RATIO_FROM and unpacked > packed * WORST_RATIO
    return "LARGE" if unpacked > MOST or is_bomb or len(parts) > MOST_PARTS else ""


def named(parts: Iterable[zipfile.ZipInfo]) -> str:
    """What the names of the parts tell."""
    names = [part.filename for part in parts]
    if len({name.lower() for name in names}) < len(names) or any(map(STRANGE.search, names)):
        # Of two parts of one name, each program reads another.
        return "STRANGE"
    if any(map(MACROS.search, names)):
        return "MACROS"
    return "OBJECT" if any(map(OBJECT.search, names)) else ""


def in_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, depth: int) -> str:
    """What one part tells: of those that name what is done, and of office files of their own."""
    is_embedded = EMBEDDED.search(part.filename)
    if not is_embedded and not READ.search(part.filename):
        return ""
    if part.file_size > LONGEST_READ:
        return "LARGE"
    if is_embedded:
        return look_into(archive.read(part), depth + 1) if depth < DEEPEST else "OBJECT"
    look = Look()
    with archive.open(part) as content:
        look.read(content)
    return look.found or ("FIELD" if any(map(FIELD.search, look.fields)) else "")


class Look:
    """What an XML part says, element after element; none of them is kept."""

    def __init__(self) -> None:
        self.found = ""
        self.fields: list[str] = []
        self.is_field = False

    def read(self, content: IO[bytes]) -> None:
        """Look through a part.

        :raises ExpatError: it is no XML.
        :raises ValueError: it declares what XML of office files never does, and what makes it grow.
        """
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartDoctypeDeclHandler = refuse_declarations
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.data
        parser.ParseFile(content)

    def start(self, tag: str, given: dict[str, str]) -> None:
        name, attributes = local(tag), {local(key): value for key, value in given.items()}
        self.is_field = name == "instrText"
        if name == "fldChar" and attributes.get("fldCharType") == "begin" or name == "instrText" and not self.fields:
            self.fields.append("")
        if name == "fldSimple":
            self.fields.append(attributes.get("instr", ""))
        self.found = self.found or next(filter(None, said(name, attributes)), "")

    def data(self, text: str) -> None:
        if self.is_field:
            self.fields[-1] += text

    def end(self, _tag: str) -> None:
        self.is_field = False


def refuse_declarations(*_declared: Any) -> None:
    """Refuse a part that declares its own entities.

    :raises ValueError: always.
    """
    raise ValueError("A part of an office file has no declaration.")


def local(name: str) -> str:
    """The name of an element or an attribute, whatever its space is called."""
    return name.rpartition("}")[2]


def said(name: str, attributes: dict[str, str]) -> Iterator[str]:
    """What an element says that is done."""
    yield ELEMENTS.get(name, "")
    yield from (found for word, found in TYPES.items() for kind in types_of(attributes) if word in kind)
    if attributes.get("href", "").lower().startswith(("vnd.sun.star.script:", "macro:", "javascript:")):
        yield "MACROS"
    if name == "Relationship":
        yield relation(attributes)


def types_of(attributes: dict[str, str]) -> Iterator[str]:
    """The types that an element gives to a part."""
    return (attributes[key].lower() for key in ("ContentType", "media-type") if key in attributes)


def relation(attributes: dict[str, str]) -> str:
    """What a part is tied to: to something that runs, or to something elsewhere that is not clicked on."""
    kind = attributes.get("Type", "").rpartition("/")[2].lower()
    is_outside = attributes.get("TargetMode", "").lower() == "external"
    if not is_outside:
        return RELATIONS.get(kind, "")
    return "" if kind == "hyperlink" or NEAR.search(unquote(attributes.get("Target", ""))) else "OUTSIDE"
