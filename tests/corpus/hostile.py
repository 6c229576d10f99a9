"""Documents made to do harm, and those that look like them and are what people have."""

import zipfile
from functools import partial
from io import BytesIO

from tests.corpus import Sample
from tests.corpus.documents import DAMAGED, DOCX, LOCKED_PART, MANIFEST, NO_FIT, ODF, ODT, PROTECTED, TEXT, XLSX, packed
from tests.corpus.pdfs import locked, pdf, with_attached, with_form

MACROS = "Ce document contient des macros"
OBJECT = "Ce document contient un objet"
OUTSIDE = "À l’ouverture, ce document va chercher"
FIELD = "Ce document contient une formule ou un champ"
STRANGE = "Les parties de ce document"
LARGE = "Une fois décompressé"
SCRIPT = "Ce PDF contient des scripts"
LAUNCH = "Ce PDF lance un programme"
ATTACHED = "Un programme est joint"
FORM = "Ce PDF est un formulaire d’un ancien type"
UNREAD = "Ce PDF n’a pas pu être lu"

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
OBJECT_TYPE = "application/vnd.sun.star.oleobject"
EMPTY_LIBRARIES = {"Basic__script-lc.xml": "<a/>", "Basic__Standard__script-lb.xml": "<a/>"}
MIB = 1024 * 1024


def relations(kind, target, mode="External"):
    """The part of an office file that ties it to another thing."""
    tie = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{RELATIONS}">{tie}</Relationships>'


def tied(kind, target, mode="External"):
    return packed(DOCX | {"word/_rels/document.xml.rels": relations(kind, target, mode)})


def field(*runs):
    """A field of Word, its instruction cut in some runs."""
    said = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{which}"/></w:r>' for which in ("begin", "end"))
    paragraph = f"<w:p><w:r><w:t>Page</w:t></w:r>{begin}{said}{end}</w:p>"
    return packed(DOCX | {"word/document.xml": f"<w:document {WORD}>{paragraph}</w:document>"})


def odt(**parts):
    return packed(ODT | {name.replace("__", "/"): content for name, content in parts.items()})


def content_of_odt(inside):
    spaces = 'xmlns:office="o" xmlns:script="s" xmlns:text="t" xmlns:xlink="x"'
    return packed(ODT | {"content.xml": f"<office:document-content {spaces}>{inside}</office:document-content>"})


def twice(name):
    """Two parts of one name: a program reads one, a guard the other."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for part, inside in [*DOCX.items(), (name, "<a/>")]:
            archive.writestr(part, inside)
    return content.getvalue()


def in_itself(depth):
    """An office file in an office file."""
    inside = packed(DOCX)
    for _ in range(depth):
        inside = packed(DOCX | {"word/embeddings/f.docx": inside})
    return inside


#: What people have, and what must not be taken for harm.
TAKEN = [
    Sample("fields.pdf", with_form),
    Sample("restricted.pdf", partial(locked, "", "clef")),
    Sample("facture.pdf", partial(with_attached, "factur-x.xml")),
    Sample("packed.pdf", partial(pdf, b"<< /Type /Metadata >>", packed=True)),
    Sample("opens-on-a-page.pdf", partial(pdf, catalog="/OpenAction [3 0 R /Fit]")),
    Sample("links.docx", partial(tied, "hyperlink", "https://example.org/marche")),
    Sample("template-of-the-disk.docx", partial(tied, "attachedTemplate", "file:///C:\\Users\\x\\Modele.dotx")),
    Sample("template-of-a-mac.docx", partial(tied, "attachedTemplate", "file:///Users/x/Mod%C3%A8le.dotx")),
    Sample(
        "book-beside.xlsx", lambda: packed(XLSX | {"xl/_rels/a.rels": relations("externalLinkPath", "../a/b.xlsx")})
    ),
    Sample("chart.docx", lambda: packed(DOCX | {"word/embeddings/Microsoft_Excel_Sheet.xlsx": packed(XLSX)})),
    Sample("page-number.docx", partial(field, " PAGE ")),
    Sample("dated.docx", partial(field, " DATE ", "\\@ dd/MM/yyyy")),
    Sample(
        "libraries-of-nothing.odt",
        partial(odt, **EMPTY_LIBRARIES),
    ),
    Sample("chart.odt", partial(odt, **{"Object 1__content.xml": "<a/>", "ObjectReplacements__Object 1": "x"})),
    Sample("template.rtf", lambda: rb"{\rtf1{\*\template C:\\Users\\x\\Normal.dotm}Bonjour}"),
    Sample("bar.csv", lambda: b"acheteur | vendeur;=B2+C2;-3\n"),
    Sample("talks-of-html.txt", lambda: b"La balise <table> ouvre un tableau.\n"),
    Sample("placeholders.csv", lambda: b"<nom>;<ville>\n"),
]
SCRIPTED = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
HOSTILE = [
    Sample("script.pdf", partial(pdf, SCRIPTED, catalog="/OpenAction 5 0 R"), SCRIPT),
    Sample("script-packed.pdf", partial(pdf, SCRIPTED, packed=True), SCRIPT),
    Sample("script-spelt.pdf", partial(pdf, b"<< /S /J#61vaScript >>"), SCRIPT),
    Sample("script-in-a-list.pdf", partial(pdf, b"[[ << /AA << /O << /JS (x) >> >> >> ]]"), SCRIPT),
    Sample("script-listed-nowhere.pdf", lambda: pdf() + b"9 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj\n", SCRIPT),
    Sample("launch.pdf", partial(pdf, b"<< /S /Launch /F (cmd.exe) >>"), LAUNCH),
    Sample("attached.pdf", partial(with_attached, "facture.exe"), ATTACHED),
    Sample("xfa.pdf", partial(pdf, b"<< /XFA [(template) 4 0 R] >>"), FORM),
    Sample("locked.pdf", partial(locked, "secret"), PROTECTED),
    Sample("nothing.pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", UNREAD),
    Sample("cut.pdf", lambda: pdf()[:120], UNREAD),
    Sample("macros.docx", lambda: packed(DOCX | {"word/vbaProject.bin": "x"}), MACROS),
    Sample("macros-renamed.xlsx", lambda: packed(XLSX | {
        "[Content_Types].xml": f'<Types><Override ContentType="{MACRO_TYPE}"/></Types>'
    }), MACROS),
    Sample("old-macros.xlsx", lambda: packed(XLSX | {"xl/macrosheets/sheet1.xml": "<a/>"}), MACROS),
    Sample("macros-elsewhere.docx", partial(tied, "vbaProject", "media/a.png", "Internal"), MACROS),
    Sample("macros-in-a-chart.docx", lambda: packed(
        DOCX | {"word/embeddings/f.xlsx": packed(XLSX | {"xl/vbaProject.bin": "x"})}
    ), MACROS),
    Sample("macros.odt", partial(odt, **{"Basic__Standard__Module1.xml": "<a/>"}), MACROS),
    Sample("python.odt", partial(odt, **{"Scripts__python__a.py": "x"}), MACROS),
    Sample("event.odt", partial(content_of_odt, '<script:event-listener script:event-name="dom:load"/>'), MACROS),
    Sample("macro-link.odt", partial(content_of_odt, '<text:a xlink:href="vnd.sun.star.script:a$b"/>'), MACROS),
    Sample("dde.odt", partial(content_of_odt, '<text:dde-connection-decl/>'), FIELD),
    Sample("object.odt", lambda: packed(ODT | {"META-INF/manifest.xml": MANIFEST.format(
        f"{ODF}text", f'<manifest:file-entry manifest:media-type="{OBJECT_TYPE}" manifest:full-path="O"/>'
    )}), OBJECT),
    Sample("object.docx", lambda: packed(DOCX | {"word/embeddings/oleObject1.bin": "x"}), OBJECT),
    Sample("activex.docx", lambda: packed(DOCX | {"word/activeX/activeX1.xml": "<a/>"}), OBJECT),
    Sample("program.docx", lambda: packed(DOCX | {"word/media/a.exe": "MZ"}), OBJECT),
    Sample("too-deep.docx", partial(in_itself, 4), OBJECT),
    Sample("template.docx", partial(tied, "attachedTemplate", "https://example.org/a.dotm"), OUTSIDE),
    Sample("template-of-a-share.docx", partial(tied, "attachedTemplate", "file:///\\\\10.0.0.1\\a\\a.dotm"), OUTSIDE),
    Sample("template-of-a-server.docx", partial(tied, "attachedTemplate", "file://server/a/a.dotm"), OUTSIDE),
    Sample("template-of-four.docx", partial(tied, "attachedTemplate", "file:////server/a/a.dotm"), OUTSIDE),
    Sample("template-in-cipher.docx", partial(tied, "attachedTemplate", "file:///%5C%5C10.0.0.1/a.dotm"), OUTSIDE),
    Sample("template-bare.docx", partial(tied, "attachedTemplate", "//server/a.dotm"), OUTSIDE),
    Sample("template-spelt.docx", partial(tied, "attachedTemplate", "&#104;ttp://example.org/a"), OUTSIDE),
    Sample("object-outside.docx", partial(tied, "oleObject", "mhtml:https://example.org!x"), OUTSIDE),
    Sample("picture-outside.docx", partial(tied, "image", "https://example.org/a.png"), OUTSIDE),
    Sample("wide-letters.docx", lambda: packed(DOCX | {
        "word/_rels/a.xml.rels": relations("image", "https://example.org/a").replace("UTF-8", "UTF-16").encode("utf-16")
    }), OUTSIDE),
    Sample("field.docx", partial(field, " DDEAUTO c:\\\\a\\\\cmd.exe "), FIELD),
    Sample("field-cut.docx", partial(field, " D", "DE", "AUTO c:\\a"), FIELD),
    Sample("field-simple.docx", lambda: packed(
        DOCX | {"word/header1.xml": f'<w:hdr {WORD}><w:fldSimple w:instr="DDE a b"/></w:hdr>'}
    ), FIELD),
    Sample("dde.xlsx", lambda: packed(XLSX | {"xl/externalLinks/a.xml": "<a><ddeLink/></a>"}), FIELD),
    Sample("climbs.docx", lambda: packed(DOCX | {"word/../../a.xml": "<a/>"}), STRANGE),
    Sample("absolute.docx", lambda: packed(DOCX | {"/etc/a": "x"}), STRANGE),
    Sample("twice.docx", partial(twice, "WORD/document.xml"), STRANGE),
    Sample("bomb.docx", lambda: packed(DOCX | {"word/media/a.bmp": bytes(24 * MIB)}), LARGE),
    Sample("long-part.docx", lambda: packed(DOCX | {"word/a.xml": bytes(33 * MIB), "word/a.bin": noise()}), LARGE),
    Sample("entities.docx", lambda: packed(DOCX | {
        "word/document.xml": '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    }), DAMAGED),
    Sample("no-xml.docx", lambda: packed(DOCX | {"word/document.xml": "<a>"}), DAMAGED),
    Sample("object.rtf", lambda: b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}", OBJECT),
    Sample("template.rtf", lambda: b"{\\rtf1{\\*\\template https://example.org/a.dotm}}", OUTSIDE),
    Sample("share.rtf", lambda: rb"{\rtf1{\*\template \\\\10.0.0.1\\a.dotm}}", OUTSIDE),
    Sample("field.rtf", lambda: rb"{\rtf1{\field{\*\fldinst DDEAUTO cmd x}}}", FIELD),
    Sample("formula.csv", lambda: b"nom;=cmd|' /C calc'!A0\n", FIELD),
    Sample("fetches.csv", lambda: b'nom\n"=WEBSERVICE(""https://example.org"")"\n', FIELD),
    Sample("page.csv", lambda: b"<svg onload=alert(1)>;a\n", NO_FIT),
    Sample("frame.txt", lambda: b"\n <iframe src=x></iframe>", NO_FIT),
    Sample("php.txt", lambda: TEXT.encode() + b"<?php system($_GET[0]); ?>", NO_FIT),
    Sample("script-after.csv", lambda: b"a;b\n" * 50 + b"<script>alert(1)</script>", NO_FIT),
    Sample("shell.txt", lambda: b"#!/bin/sh\nrm -rf ~\n", NO_FIT),
    Sample("wide.txt", lambda: "<script>alert(1)</script>".encode("utf-16"), NO_FIT),
    Sample("pdf-and-page.pdf", lambda: pdf(before=b"<html><script>alert(1)</script>"), NO_FIT),
    Sample("locked.ods", lambda: packed(ODT | {"META-INF/manifest.xml": MANIFEST.format(ODF, LOCKED_PART)}), PROTECTED),
]  # fmt: skip


def noise():
    """So much that does not pack that the ratio of the file is an honest one."""
    import random  # noqa: PLC0415 - slow tests alone

    return random.Random(1).randbytes(MIB)  # noqa: S311 - no secret
