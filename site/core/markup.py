"""What a rich text may hold: the one list of its tags and attributes, whatever road the text came by.

The editor writes nothing else, translators may write nothing else, and readers are shown nothing else. Two cleaners,
of the same list: one for texts as the database holds them, one for texts as browsers get them.
"""

import re
from functools import lru_cache

import nh3
from django.conf import settings
from wagtail.whitelist import ALLOWED_URL_SCHEMES, check_url

#: Tags that stand inside a sentence: the words around them are one passage for translators.
INLINE_TAGS = ("a", "abbr", "b", "br", "em", "i", "span", "strong", "sub", "sup")
BLOCK_TAGS = ("h3", "h4", "li", "ol", "p", "ul")
#: Attributes that translators see and write, beside the words: the language of some, what an abbreviation stands for.
#: None: any value.
WORD_ATTRIBUTES: dict[str, dict[str, frozenset[str] | None]] = {
    "abbr": {"title": None},
    **{tag: {"lang": frozenset(code for code, _name in settings.LANGUAGES)} for tag in ("em", "i", "span")},
}
#: Where a link leads, as the database holds it; translators see a number instead.
LINK_ATTRIBUTES = ("href", "id", "linktype")
#: What the editor knows a paragraph by. Readers have no use for it.
BLOCK_KEY = "data-block-key"
#: Rows of the database that a link may name: beyond it, no database takes the number.
LARGEST_ID = 2**31 - 1
#: Longer texts are cleaned each time they are shown: a cache of them would take the memory of the site.
CACHED_LENGTH = 20_000

ANY_VALUE = {tag: {name for name, values in known.items() if values is None} for tag, known in WORD_ATTRIBUTES.items()}
KNOWN_VALUES = {
    tag: {name: set(values) for name, values in known.items() if values is not None}
    for tag, known in WORD_ATTRIBUTES.items()
}


def cleaner(**more: set[str]) -> nh3.Cleaner:
    """A cleaner of the list, which allows some tags these attributes too.

    It reads as a browser does: comments, declarations, unclosed tags and odd entities have no second meaning.
    """
    # “*”: without it, the library allows “lang” and “title” everywhere, whatever their value.
    attributes = {"*": set(), **ANY_VALUE, **more}
    return nh3.Cleaner(
        tags={*INLINE_TAGS, *BLOCK_TAGS},
        attributes=attributes,
        tag_attribute_values={tag: values for tag, values in KNOWN_VALUES.items() if values},
        url_schemes=set(ALLOWED_URL_SCHEMES),
        link_rel=None,
    )


#: The list without its titles, lists, links and styles: what is left is words in paragraphs.
PARAGRAPHS = nh3.Cleaner(tags={"br", "p"}, attributes={"*": set()})
STORED = cleaner(a=set(LINK_ATTRIBUTES), **{tag: {BLOCK_KEY} for tag in BLOCK_TAGS})
SHOWN = cleaner(a={"href", "hreflang"})
#: A link in cleaned text, whose attributes are in double quotes, and the row of the database that it names.
LINK = re.compile(r'<a((?: [a-z]+="[^"]*")+)>')
LINK_TO_ROW = re.compile(r' linktype="')
ROW = re.compile(r' id="([^"]*)"')


def is_row_id(value: object) -> bool:
    """Whether a stored text names a row of the database by this: else the row counts as gone."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_ID)) and int(text) <= LARGEST_ID


def clean_shown(html: str) -> str:
    """Rich text as browsers get it, without whatever is not on the list; see the test for what ordinary text keeps."""
    return _clean_shown(html) if len(html) <= CACHED_LENGTH else _clean_shown.__wrapped__(html)


@lru_cache(maxsize=500)
def _clean_shown(html: str) -> str:
    return _plain_spaces(SHOWN.clean(html))


def clean_stored(html: str) -> str:
    """Rich text as the database holds it, without whatever is not on the list.

    A link to a row that no number names stays a link, to nothing: its words are the editor's.
    """
    # As Wagtail writes it.
    cleaned = _plain_spaces(STORED.clean(html)).replace("<br>", "<br/>")
    return LINK.sub(_without_unknown_row, cleaned)


def paragraphs(html: str) -> str:
    """The words of a rich text in its paragraphs, for an editor that cannot open it as it is."""
    return _plain_spaces(PARAGRAPHS.clean(html))


def _without_unknown_row(match: re.Match[str]) -> str:
    attributes = match.group(1)
    if not LINK_TO_ROW.search(attributes):
        return match.group()
    row = ROW.search(attributes)
    return match.group() if row and is_row_id(row.group(1)) else "<a>"


def _plain_spaces(html: str) -> str:
    """No-break spaces as the letter that they are: terms of the glossary are looked for by letters."""
    return html.replace("&nbsp;", "\N{NO-BREAK SPACE}")


def allowed_address(url: object) -> str:
    """The address of a link, or nothing for one that no editor could type: ``javascript:``, ``data:``…

    :param url: as the database holds it, whoever wrote it there.
    """
    return check_url(str(url or "")) or ""
