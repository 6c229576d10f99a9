"""Documents of every format that the library takes, as programs and people leave them, and what only looks like one."""

import io
import struct
import zipfile
from functools import partial

from tests.corpus import Sample
from tests.corpus.pdfs import pdf

PROTECTED = "Ce document est protégé par un mot de passe"
OLD = "Ce document est dans un ancien format d’Office"
DAMAGED = "Ce document est incomplet ou endommagé"
NO_FIT = "Le contenu de ce fichier ne correspond pas à son nom"
ODF = "application/vnd.oasis.opendocument."
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{}"/>{}'
    "</manifest:manifest>"
)
LOCKED_PART = (
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
    '<manifest:encryption-data manifest:checksum-type="SHA1/1K"/></manifest:file-entry>'
)
ODT = {"mimetype": f"{ODF}text", "content.xml": "<office/>", "META-INF/manifest.xml": MANIFEST.format(f"{ODF}text", "")}
DOCX = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"}
XLSX = {"docProps/app.xml": "x" * 20_000, "xl/workbook.xml": "<workbook/>"}
PPTX = {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p:presentation/>"}


def packed(parts, *, backwards=False, without=(), way=zipfile.ZIP_DEFLATED):
    """An archive of some parts, as a program packs them: in any order."""
    content = io.BytesIO()
    names = [name for name in parts if name not in without]
    with zipfile.ZipFile(content, "w", way) as archive:
        for name in reversed(names) if backwards else names:
            archive.writestr(name, parts[name])
    return content.getvalue()


def odf(kind):
    media_type = f"{ODF}{kind}"
    return packed(ODT | {"mimetype": media_type, "META-INF/manifest.xml": MANIFEST.format(media_type, "")})


def compound(*names):
    """The container of old Office: a header, and a folder with some names."""
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
    return header + b"".join(struct.pack("<128s", name.encode("utf-16-le")) for name in names)


def broken(make):
    """An archive whose last bytes were lost."""
    return make()[:-30]


TEXT = "Préparer la réunion ; relire l’acte d’engagement\r\n"
TAKEN = [
    Sample("note.pdf", pdf),
    Sample("after-blank-lines.pdf", partial(pdf, before=b"\r\n\n  \n")),
    Sample("after-a-mark.pdf", partial(pdf, before=b"\xef\xbb\xbf")),
    Sample("note.rtf", lambda: b"{\\rtf1\\ansi Bonjour}"),
    Sample("utf-8.csv", lambda: "\ufeffnom;département\n".encode()),
    Sample("like-a-bitmap.csv", lambda: "BM;Libellé\n1;Bureau municipal\n".encode()),
    Sample("like-a-program.txt", lambda: b"MZ : Monsieur Zimmermann\n"),
    Sample("like-a-picture.txt", lambda: b"II*. Deuxi\xe8me partie"),
    Sample("like-an-archive.csv", lambda: b"PK;Cl\xe9\n1;2\n"),
    Sample("windows.txt", lambda: TEXT.encode("cp1252")),
    Sample("mac.csv", lambda: TEXT.encode("mac_roman")),
    Sample("utf-16.txt", lambda: TEXT.encode("utf-16")),
    Sample("utf-16-be.csv", lambda: b"\xfe\xff" + TEXT.encode("utf-16-be")),
    Sample("old-end.txt", lambda: b"Bonjour\r\n\x0c\x1a"),
    Sample("comparison.csv", lambda: "<10 salariés;12\n".encode()),
    Sample("letter.odt", partial(packed, ODT, way=zipfile.ZIP_STORED)),
    Sample("packed-again.odt", partial(packed, ODT, backwards=True)),
    Sample("without-its-type.odt", partial(packed, ODT, without=("mimetype",))),
    Sample("table.ods", partial(odf, "spreadsheet")),
    Sample("letter.docx", partial(packed, DOCX)),
    Sample("packed-again.docx", partial(packed, DOCX, backwards=True)),
    Sample("table.xlsx", partial(packed, XLSX)),
    Sample("slides.PPTX", partial(packed, PPTX)),
]
REFUSED = [
    Sample("locked.docx", partial(compound, "EncryptionInfo", "EncryptedPackage"), PROTECTED),
    Sample("locked.xlsx", partial(compound, "EncryptedPackage"), PROTECTED),
    Sample("locked.odt", lambda: packed(ODT | {"META-INF/manifest.xml": MANIFEST.format(ODF, LOCKED_PART)}), PROTECTED),
    Sample("old.docx", partial(compound, "WordDocument"), OLD),
    Sample("program.pdf", lambda: b"MZ\x90\x00\x03\x00\x00\x00", NO_FIT),
    Sample("page.pdf", lambda: b"<html><script>alert(1)</script></html>", NO_FIT),
    Sample("page.txt", lambda: b"\n<!DOCTYPE html><html></html>", NO_FIT),
    Sample("page-and.pdf", lambda: b"<html>%PDF-1.4</html>", NO_FIT),
    Sample("picture.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(40), NO_FIT),
    Sample("program.txt", lambda: b"MZ\x90\x00\x03\x00\x00\x00", NO_FIT),
    Sample("program-after-words.txt", lambda: b"MZ : Bonjour\n" * 1000 + b"\x00\x03", NO_FIT),
    Sample("program-hidden.txt", lambda: b"\xff\xfeMZ\x00\x00\x03\x00\x00\x00", NO_FIT),
    Sample("pdf.csv", lambda: b"%PDF-1.7\n", NO_FIT),
    Sample("letter.xlsx", partial(packed, DOCX), NO_FIT),
    Sample("text.odt", lambda: TEXT.encode(), NO_FIT),
    Sample("slides.odt", partial(odf, "presentation"), NO_FIT),
    Sample("archive.xlsx", lambda: packed({"a.txt": "x"}), NO_FIT),
    Sample("cut.docx", partial(broken, partial(packed, DOCX)), DAMAGED),
]
DOCUMENTS = [*TAKEN, *REFUSED]
