"""What a document is, read from its bytes: neither from its name nor from its first letters alone.

A list that begins with “BM;Libellé” is no bitmap, and a letter that a program packed again is still a letter. Sources:
ISO 32000-2 (PDF), 7.5.2; ECMA-376-2 (Office Open XML); OASIS OpenDocument 1.3, part 2; [MS-CFB] and
[MS-OFFCRYPTO], 2.3 (what Office makes of a document with a password).
"""

import io
import re
import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PDF_START = b"%PDF-"
#: Readers look for the beginning of a PDF in its first bytes; before it, we take nothing that could be another file.
PDF_LEAST_START = 1024
RTF_START = b"{\\rtf"
ZIP_START = b"PK\x03\x04"
#: Of the container of old Office, which holds a document with a password too.
COMPOUND_START = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
BLANK = b" \t\r\n\f\0"
BOM = b"\xef\xbb\xbf"
#: Bytes that no text has, of whatever letters; tabs, ends of lines, pages and old files are none of them.
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
#: How a page of the web, a drawing or data for programs begins: text that is no text for people.
MARKUP = re.compile(
    r"\s*<(?:!doctype|\?xml|!--|(?:html|head|body|script|style|svg|iframe|img|link|meta|object|embed|form|table|div|a|p)"
    r"[\s/>])",
    re.IGNORECASE,
)
#: What servers, browsers and shells run, wherever it stands in a text.
PROGRAM = re.compile(r"<\?(?:php\b|=)|<script[\s/>]|<%@|\A#!\s*/", re.IGNORECASE)
#: Folder that an office file of each format holds.
OFFICE_FOLDERS = {"word/": "DOCX", "ppt/": "PPTX", "xl/": "XLSX"}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OPEN_DOCUMENTS = {"text": "ODT", "spreadsheet": "ODS", "presentation": "ODP"}
#: At most so much of a part of an archive is unpacked (bytes): a manifest names every picture of a document.
LONGEST_PART = 1024 * 1024
#: What the manifest of an OpenDocument file says of the whole of it.
WHOLE = re.compile(
    rb"<manifest:file-entry\b(?=[^>]*\bmanifest:full-path=\"/\")[^>]*\bmanifest:media-type=\"([^\"]*)\"", re.IGNORECASE
)
ENCRYPTED_PART = b"manifest:encryption-data"


class Kind(Enum):
    """What a document is: the endings of names that tell it so, and what it is called in the middle of a sentence."""

    PDF = ("pdf",), _("a PDF")
    RTF = ("rtf",), _("an RTF text")
    TEXT = ("csv", "txt"), _("plain text")
    MARKUP = (), _("a page, a drawing or data in HTML or XML")
    PROGRAM = (), _("a program, or a text with one in it")
    DOCX = ("docx",), _("a Word document (.docx)")
    PPTX = ("pptx",), _("a PowerPoint presentation (.pptx)")
    XLSX = ("xlsx",), _("an Excel workbook (.xlsx)")
    ODT = ("odt",), _("an OpenDocument text (.odt)")
    ODS = ("ods",), _("an OpenDocument spreadsheet (.ods)")
    ODP = ("odp",), _("an OpenDocument presentation (.odp)")
    ARCHIVE = (), _("an archive (.zip)")
    PROTECTED = (), _("a document with a password")
    OLD_OFFICE = (), _("a document of an old format of Office")
    DAMAGED = (), _("a damaged document")
    OTHER = (), _("a file of another kind")

    def __init__(self, endings: tuple[str, ...], label: str | Promise) -> None:
        self.endings = endings
        self.label = label


def kind_of(data: bytes) -> Kind:
    """What a document is.

    :param data: all of it.
    """
    if data.startswith(COMPOUND_START):
        return Kind.PROTECTED if ENCRYPTED_PACKAGE in data else Kind.OLD_OFFICE
    if data.startswith(ZIP_START):
        return kind_of_archive(data)
    if data[:PDF_LEAST_START].removeprefix(BOM).lstrip(BLANK).startswith(PDF_START):
        return Kind.PDF
    if data.startswith(RTF_START):
        return Kind.RTF
    text = text_of(data)
    if text is None:
        return Kind.OTHER
    if MARKUP.match(text):
        return Kind.MARKUP
    return Kind.PROGRAM if PROGRAM.search(text) else Kind.TEXT


def text_of(data: bytes) -> str | None:
    """The beginning of a text, in whatever letters; nothing when the bytes are no text.

    :param data: all of it: a program may begin with a page of words.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = data[: len(data) // 2 * 2].decode("utf-16", errors="ignore")
        return None if NO_TEXT.search(text.encode()) else text
    # Windows and the Mac write other letters above 127; what is below is the same to all.
    return None if not data or NO_TEXT.search(data) else data.removeprefix(BOM).decode("latin-1")


def kind_of_archive(data: bytes) -> Kind:
    """What an archive is: by the parts it holds, in whatever order and packed however."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            manifest = part(archive, "META-INF/manifest.xml")
            if ENCRYPTED_PART in manifest:
                return Kind.PROTECTED
            whole = WHOLE.search(manifest)
            declared = part(archive, "mimetype").strip() or (whole.group(1) if whole else b"")
    # A part that cannot be unpacked raises whatever its way of packing knows.
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error):
        return Kind.DAMAGED
    media_type = declared.decode("latin-1")
    if name := OPEN_DOCUMENTS.get(media_type.removeprefix(OPEN_DOCUMENT)) if OPEN_DOCUMENT in media_type else None:
        return Kind[name]
    return next((Kind[kind] for folder, kind in OFFICE_FOLDERS.items() if any_below(names, folder)), Kind.ARCHIVE)


def any_below(names: list[str], folder: str) -> bool:
    """Whether an archive has anything in a folder."""
    return any(name.startswith(folder) for name in names)


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part of an archive; nothing where there is none."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as content:
        return content.read(LONGEST_PART)
