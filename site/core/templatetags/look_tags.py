"""Small presentation tags: they dress what they are given."""

import re
from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page as PageOfList
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _

from core.words import NO_BREAK_SPACE

register = template.Library()

#: What a reader must fill in, in the text of a clause: [number].
PLACEHOLDER = re.compile(r"(\[[^\[\]\n]+\])")

# Whole class names, so that a search for one of them finds it. The style sheet gives each its colours.
TONE_CLASSES = {
    "dialogue": "is-dialogue",
    "simplify": "is-simplify",
    "sustain": "is-sustain",
    "perform": "is-perform",
}
BOX_CLASSES = {"info": "is-info", "warning": "is-warning", "law": "is-law", "tip": "is-tip"}
STATUS_CLASSES = {"valid": "is-good", "soon": "is-watch", "expired": "is-over", "none": "is-over"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite: decorative, unless a label says what it means."""
    href = f"{static('icons/sprite.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', href)


@register.simple_tag
def named(title: str, is_illustrative: bool = False) -> SafeString:
    """A title, and the mark of a commitment whose words are not the charter’s: said, not only coloured; on paper too.

    :param is_illustrative: whether it has the mark; what is no commitment never has it.
    """
    if not is_illustrative:
        return format_html("{}", title)
    return format_html('{} <span class="illustrative">({})</span>', title, _("illustrative wording"))


@register.filter
def any_illustrative(squares: Iterable[dict[str, Any]]) -> bool:
    """Whether some commitments among these have words that are not the charter’s."""
    return any(square["is_illustrative"] for square in squares)


@register.filter
def tone_class(tone: str | None) -> str:
    """CSS class of a stake's tone."""
    return TONE_CLASSES.get(str(tone or ""), "")


@register.filter
def box_class(kind: str | None) -> str:
    """CSS class of a kind of call-out."""
    return BOX_CLASSES.get(str(kind or ""), "is-info")


@register.filter
def status_class(status: str | None) -> str:
    """CSS class of the status of a label."""
    return STATUS_CLASSES.get(str(status or ""), "is-over")


@register.filter
def placeholders(text: str) -> SafeString:
    """The text of a clause, escaped, each line a paragraph, with every [placeholder] marked for the eye."""
    lines = (line for line in normalize_newlines(str(text)).split("\n") if line.strip())
    return format_html_join("\n", "<p>{}</p>", ((marked(line),) for line in lines))


def marked(line: str) -> SafeString:
    """One line, escaped, with its placeholders marked."""
    # Splitting on one group alternates: text, placeholder, text…
    parts = enumerate(PLACEHOLDER.split(line))
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if place % 2 else part,) for place, part in parts)
    )


@register.filter
def keep_together(text: object) -> str:
    """The same words, never parted at the end of a line: “12 min”."""
    return str(text).replace(" ", NO_BREAK_SPACE)


@register.filter
def parted(email: str) -> SafeString:
    """An address of mail that may go to the next line after its @."""
    return format_html("{}{}<wbr>{}", *str(email).rpartition("@"))


@register.filter
def page_numbers(items: PageOfList) -> list[int | str]:
    """Numbers of the pages of a list to offer, the long stretches replaced by an ellipsis."""
    return list(items.paginator.get_elided_page_range(items.number, on_each_side=1, on_ends=1))
