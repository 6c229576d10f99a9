"""What a document does beside being read: programs, what it fetches, what it starts; each is refused with its reason.

Readers open what a public body offers without a doubt. So what is there to be run is not offered, and whoever sends it
is told what was found, and how to save the document without it.
"""

import re
from enum import Enum

from django.utils.translation import gettext_lazy as _

from core import office_parts
from core.document_kinds import RTF_START, Kind, text_of
from core.pdf_reading import look_into


class Found(Enum):
    """What a document holds, and what is said of it."""

    MACROS = _(
        "This document holds macros, which are programs: readers’ computers would run them, or block the document. "
        "Save it without macros (as .docx, .xlsx, .pptx or in an open format), then upload it again."
    )
    OBJECT = _(
        "This document holds an embedded object or program (OLE, ActiveX): opening it could start something else. "
        "Replace the object by a picture of it, then upload the document again."
    )
    OUTSIDE = _(
        "This document fetches a template, a picture or data from another address when it is opened. Break these links "
        "or insert the content itself, then upload the document again. Links that one clicks on may stay."
    )
    FIELD = _(
        "This document holds a formula or a field that starts another program (DDE). Replace it by its result, then "
        "upload the document again."
    )
    STRANGE = _(
        "The parts of this document have names that no office program gives: unpacked, they could replace other files. "
        "Open it, save it under another name, then upload it again."
    )
    LARGE = _(
        "Unpacked, this document is far larger than its file: it could block the computers of readers. Make its tables "
        "or pictures smaller, then upload it again."
    )
    DAMAGED = _("This document is incomplete or damaged. Please upload it again.")
    SCRIPT = _(
        "This PDF holds scripts (JavaScript): readers’ computers would run them, or block the document. Print it as a "
        "PDF, or export it again without scripts, then upload it again."
    )
    LAUNCH = _(
        "This PDF starts a program or opens another file. Print it as a PDF, or export it again without this action, "
        "then upload it again."
    )
    ATTACHED = _("A program is attached to this PDF. Take the attachment out, then upload it again.")
    FORM = _(
        "This PDF is a form of an old kind (XFA), which most readers cannot open and which holds programs. Print it as "
        "a PDF, then upload it again."
    )
    PASSWORD = _(
        "This document is protected by a password: readers could not open it, with assistive technology or without. "
        "Save it without its password, then upload it again."
    )
    UNREAD = _(
        "This PDF could not be read to its end: it is incomplete, damaged or made in an unusual way. Open it, print it "
        "as a PDF, then upload the new file."
    )

    @property
    def reason(self) -> str:
        """What is said of it, as a sentence in the language of the request."""
        return str(self.value)


OFFICE = frozenset({Kind.DOCX, Kind.PPTX, Kind.XLSX, Kind.ODT, Kind.ODS, Kind.ODP})
#: Of RTF: objects, and what is done with them (Microsoft, RTF Specification 1.9.1, “Objects”).
RTF_OBJECT = re.compile(r"\\obj(?:ect|data|ocx|emb|link|autlink|sub|pub|icemb|html|update)\b", re.IGNORECASE)
#: A template, or a field, whose address is on a network; RTF doubles each backslash.
RTF_OUTSIDE = re.compile(
    r"(?:\\\*\\template\b|INCLUDE(?:PICTURE|TEXT)\b)[^{}]{0,200}?(?:https?:|ftp:|\\\\\\\\|file://[^/])", re.IGNORECASE
)
RTF_FIELD = re.compile(r"\\fldinst\b[^}]{0,200}?\bDDE(?:AUTO)?\b", re.IGNORECASE)
#: Of a table: a cell that calls another program (DDE), or fetches from an address.
CELL = re.compile(
    r"(?:^|[;,\t\"])[ =+@-]*[=+@-][^;,\t\"|\n]{0,80}\|[ ]*'"
    r"|(?:^|[;,\t\"])[ ]*=[ ]*(?:DDE|WEBSERVICE|IMPORT(?:XML|DATA|HTML|FEED))[ ]*\(",
    re.IGNORECASE | re.MULTILINE,
)


def find_active(kind: Kind, data: bytes) -> Found | None:
    """What a document holds that it should not; nothing when it is only there to be read.

    :param kind: what it is.
    :param data: all of it.
    """
    if kind in OFFICE:
        name = office_parts.look_into(data)
    elif kind is Kind.PDF:
        name = look_into(data)
    elif data.startswith(RTF_START):
        name = in_rtf(data.decode("latin-1"))
    else:
        name = "FIELD" if CELL.search(text_of(data) or "") else ""
    return Found[name] if name else None


def in_rtf(text: str) -> str:
    """What an RTF text holds, by its name in :class:`Found`."""
    if RTF_OBJECT.search(text):
        return "OBJECT"
    if RTF_OUTSIDE.search(text):
        return "OUTSIDE"
    return "FIELD" if RTF_FIELD.search(text) else ""
