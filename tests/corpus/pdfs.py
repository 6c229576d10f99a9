"""PDFs as programs write them, made by code: a page, and what else is asked for."""

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from core.pdf_reading import find


def pdf(*objects, catalog="", before=b"", packed=False):
    """A PDF of one page.

    :param objects: more of them, from the fifth on: bytes between “obj” and “endobj”.
    :param catalog: what stands in the catalogue beside its pages.
    :param packed: whether the objects after the fourth are in a stream, where a look at the bytes does not see them.
    """
    words = b"BT /F1 24 Tf 72 720 Td (Bonjour) Tj ET"
    all_objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        *([] if packed else objects),
    ]
    content = before + b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, one in enumerate(all_objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    if packed:
        return with_stream(content, places, objects)
    start = len(content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, rows)
    ending = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
    return content + table + ending


def with_stream(content, places, objects):
    """The end of a PDF whose last objects are packed in one stream (ISO 32000-2, 7.5.7 and 7.5.8)."""
    first, heads, bodies = 5, b"", b""
    for number, one in enumerate(objects):
        heads += b"%d %d " % (first + number, len(bodies))
        bodies += one + b" "
    holder, holder_place = first + len(objects), len(content)
    kept = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(heads))
    content += b"%d 0 obj\n%s\nendobj\n" % (holder, stream(kept, heads + bodies))
    start = len(content)
    rows = [(0, 0, 255), *((1, place, 0) for place in places), *((2, holder, n) for n in range(len(objects)))]
    rows += [(1, holder_place, 0), (1, start, 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([rank]) for kind, place, rank in rows)
    index = stream(b"/Type /XRef /Size %d /W [1 4 1] /Root 1 0 R" % len(rows), table)
    return content + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (holder + 1, index, start)


def stream(said, content):
    """A stream, packed."""
    packed = zlib.compress(content)
    return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (said, len(packed), packed)


def locked(user="", owner="clef"):
    """A PDF with a password to open it, or, without one, with restrictions alone."""
    writer = PdfWriter(PdfReader(BytesIO(pdf())))
    writer.encrypt(user, owner, algorithm="AES-256")
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def with_attached(name):
    """A PDF with a file joined to it."""
    writer = PdfWriter(PdfReader(BytesIO(pdf())))
    writer.add_attachment(name, b"contenu")
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def with_form():
    """A PDF with fields to fill in, and no script."""
    writer = PdfWriter(PdfReader(BytesIO(pdf())))
    field = {NameObject("/FT"): NameObject("/Tx"), NameObject("/T"): TextStringObject("Nom")}
    form = DictionaryObject({NameObject("/Fields"): writer._add_object(DictionaryObject(field))})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()


def found_here(data):
    """What is found in a PDF, without another process for each."""
    try:
        return find(data)
    except Exception:  # whatever a reader meets: the other process ends with it
        return "UNREAD"
