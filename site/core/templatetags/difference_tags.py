"""What differs between two states of a text, word by word."""

import re
from difflib import SequenceMatcher
from html import unescape

from django import template
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString

register = template.Library()

#: Words, and each sign between them.
PIECES = re.compile(r"\w+|\s+|[^\w\s]")


@register.simple_tag
def differences(before: str, now: str) -> SafeString:
    """The words of a passage, those that went marked ``<del>`` and those that came ``<ins>``; its tags are left out.

    :param before: what it said, as HTML; empty for what is new.
    :param now: what it says, the same way; empty for what is gone.
    """
    old, new = (PIECES.findall(unescape(strip_tags(text))) for text in (before, now))
    parts = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(format_html("{}", "".join(old[i1:i2])))
        else:
            parts += [format_html("<del>{}</del>", "".join(old[i1:i2]))] if i2 > i1 else []
            parts += [format_html("<ins>{}</ins>", "".join(new[j1:j2]))] if j2 > j1 else []
    return format_html_join("", "{}", ((part,) for part in parts))
