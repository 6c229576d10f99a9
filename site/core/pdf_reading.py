"""A PDF looked through by another process, which may be killed: a file made for it would fill or hold any reader.

Run by its path, with a PDF on its input, this module prints what it found: it imports nothing of the site. Source: ISO
32000-2, 12.6.4 (actions), 7.11.4 (embedded files), 12.7.8 (forms in XFA), 7.6 (encryption).
"""

import logging
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

#: Seconds of a processor, seconds of the clock, and bytes of memory that the look may take.
PROCESSOR, CLOCK, MEMORY = 10, 30, 1024**3
#: As people write them, whatever the way to them: beside what can be reached, what only another reader would reach.
PLAIN = {"SCRIPT": re.compile(rb"/JavaScript\b"), "LAUNCH": re.compile(rb"/S\s*/Launch\b")}
PROGRAMS = re.compile(
    r"\.(?:exe|dll|com|scr|msi|bat|cmd|ps1|vb[es]|jse?|ws[fh]|hta|lnk|jar|app|sh|py|swf|reg|iso|img|html?|svg|"
    r"(?:doc|dot|xls|xlt|ppt|pot|pps)m)$",
    re.IGNORECASE,
)
FOUND = frozenset({"", "SCRIPT", "LAUNCH", "ATTACHED", "FORM", "PASSWORD"})


def look_into(data: bytes) -> str:
    """What a PDF holds that it should not, by its name in ``core.active_content.Found``; nothing when there is nothing.

    :param data: all of it.
    """
    try:
        # Our own interpreter and our own file; isolated, it reads no folder and no variable of ours.
        done = subprocess.run([sys.executable, "-I", __file__], input=data, capture_output=True, timeout=CLOCK)  # noqa: S603
    except subprocess.TimeoutExpired:
        return "UNREAD"
    found = done.stdout.decode("ascii", "replace").strip()
    return found if done.returncode == 0 and found in FOUND else "UNREAD"


def find(data: bytes) -> str:
    """The same, in this process.

    :raises Exception: whatever a reader of PDF meets.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - slow, and for the other process alone

    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return "PASSWORD"
    if not len(reader.pages):
        return "UNREAD"
    found = next(filter(None, map(in_dictionary, dictionaries(reader))), "")
    return found or next((name for name, plain in PLAIN.items() if plain.search(data)), "")


def dictionaries(reader: Any) -> Iterator[dict[str, Any]]:
    """Each dictionary of a PDF, of every object that it lists, reached from a page or not."""
    from pypdf.errors import PyPdfError  # noqa: PLC0415 - slow, same
    from pypdf.generic import IndirectObject  # noqa: PLC0415 - slow, same

    listed = {(number, generation) for generation, numbers in reader.xref.items() for number in numbers}
    listed |= {(number, 0) for number in reader.xref_objStm}
    for number, generation in sorted(listed):
        try:
            waiting = [reader.get_object(IndirectObject(number, generation, reader))]
        except PyPdfError:
            # A line of the list that leads nowhere: no reader finds an object there.
            continue
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict):
                yield one
                # As they stand: what is elsewhere has its own line in the list.
                waiting.extend(dict.values(one))
            elif isinstance(one, list):
                waiting.extend(list.__iter__(one))


def in_dictionary(one: dict[str, Any]) -> str:
    """What one dictionary of a PDF does."""
    action = dict.get(one, "/S")
    if action == "/JavaScript" or "/JS" in one or "/JavaScript" in one:
        return "SCRIPT"
    if action == "/Launch":
        return "LAUNCH"
    if "/XFA" in one:
        return "FORM"
    names = [str(dict.get(one, key, "")) for key in ("/UF", "/F")]
    return "ATTACHED" if "/EF" in one and any(map(PROGRAMS.search, names)) else ""


def main() -> None:
    """Print what the PDF on the input holds."""
    logging.disable()
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    print(find(sys.stdin.buffer.read()))  # noqa: T201 - it is its answer


if __name__ == "__main__":
    main()
