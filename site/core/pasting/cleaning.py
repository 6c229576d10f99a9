"""Clipboard HTML reduced to the tags that say what words are, each closed: whatever came, the rest reads a tree.

Reading HTML as browsers do costs more than its length for some texts: a tag looks at all that are open, and a style
that was never closed is opened anew in each paragraph. No program writes so; what does is refused before it is read.
"""

import re

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

#: In characters: a document of some hundred pages, with what Word writes around it.
LONGEST = 1_000_000
DEEPEST = 250
#: Styles opened again, over all paragraphs.
MOST_OPENED_AGAIN = 200_000

VOID = frozenset({"br", "col", "hr", "img", "input", "wbr"})
FORMATTING = frozenset({"a", "b", "code", "em", "font", "i", "s", "small", "strike", "strong", "u"})
INLINE = FORMATTING | {"abbr", "del", "ins", "span", "sub", "sup"}
#: What ends where the next begins, in old HTML.
IMPLIED = frozenset({"dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOXES = frozenset({"article", "blockquote", "caption", "div", "dl", "ol", "pre", "section", "table", "ul"})
BLOCKS = IMPLIED | HEADINGS | BOXES
ATTRIBUTES = {
    *("aria-level", "class", "colspan", "height", "href", "role", "rowspan", "start", "style", "type", "width"),
}
#: What a browser runs or never shows goes with its words.
UNSAID = {"head", "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title", "xml"}
CLEANER = nh3.Cleaner(
    tags=set(INLINE | VOID | BLOCKS),
    clean_content_tags=UNSAID,
    attributes={"*": ATTRIBUTES},
    # Which addresses a link may have is asked of each: what is refused is told.
    url_schemes=set(nh3.ALLOWED_URL_SCHEMES) | {"data", "file", "javascript"},
    link_rel=None,
)
TAG = re.compile(r"<(/?)([a-z][a-z0-9:]*)[^<>]*?(/?)>", re.IGNORECASE)
#: Those that are never closed, beside ours.
ALONE = VOID | {"area", "base", "embed", "link", "meta", "source", "track"}


def cleaned(html: str) -> str:
    """Return clipboard HTML with the tags that count, in order.

    :param html: as a program gave it, whatever it is.
    :raises ValidationError: when it is longer, or more entangled, than what office programs write.
    """
    if len(html) > LONGEST:
        raise ValidationError(_("This is too long to be pasted at once: paste it in several parts."), code="too_long")
    if is_entangled(html):
        raise ValidationError(_("This text cannot be read: paste it without its formatting."), code="entangled")
    return CLEANER.clean(html)


def is_entangled(html: str) -> bool:
    """Whether reading a text would cost more than its length."""
    depth = styles = opened_again = 0
    for found in TAG.finditer(html):
        name = found[2].lower()
        if name in BLOCKS:
            opened_again += styles
        if depth > DEEPEST or opened_again > MOST_OPENED_AGAIN:
            return True
        if name in IMPLIED or name in ALONE or found[3]:
            continue
        step = -1 if found[1] else 1
        depth = max(depth + step, 0)
        styles = max(styles + step, 0) if name in FORMATTING else styles
    return depth > DEEPEST
