"""Texts that any calendar program can read (RFC 5545), whatever somebody typed."""

import re

from django.utils.text import normalize_newlines
from icalendar import vText

#: What has no place in a text (RFC 5545, §3.1), or what some programs take for the end of a line.
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def several_lines(text: str) -> vText:
    """A text that a calendar program can show, its lines kept."""
    return vText(CONTROLS.sub(" ", normalize_newlines(text)))


def one_line(text: str) -> vText:
    """A text that a calendar program can show, on one line."""
    return several_lines(normalize_newlines(text).replace("\n", " "))
