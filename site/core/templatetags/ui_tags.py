"""Small presentation tags: they dress what they are given."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page as PageOfList
from django.templatetags.static import static
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import normalize_newlines
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.languages import beside

register = template.Library()

#: What a reader must fill in, in the text of a clause: [number].
PLACEHOLDER = re.compile(r"(\[[^\[\]\n]+\])")
NO_BREAK_SPACE = "\u00a0"
#: As the Imprimerie nationale shortens them; Django writes « jan. », « fév. », « juil. ».
FRENCH_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."
)  # fmt: skip

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
def day(value: date | None) -> str:
    """A date in full, in the reader's language; French says the first of a month apart: “1er avril 2026”."""
    if value is None:
        return ""
    words = formats.date_format(value, "DATE_FORMAT")
    if get_language() == "fr" and value.day == 1:
        words = re.sub(r"^1\b", "1er", words)
    return words.replace(" ", NO_BREAK_SPACE)


@register.filter
def day_of_week(value: date | None) -> str:
    """A date in full after the name of its day: “jeudi 11 mars 2027”, “Donnerstag, 11. März 2027”."""
    if value is None:
        return ""
    parts = {"weekday": formats.date_format(value, "l"), "day": day(value)}
    return pgettext("name of the day, then the date", "%(weekday)s %(day)s") % parts


@register.filter
def month(value: date | None) -> str:
    """A month and its year where there is little room: “janv. 2027”."""
    if value is None:
        return ""
    if get_language() == "fr":
        return f"{FRENCH_MONTHS[value.month - 1]}{NO_BREAK_SPACE}{value.year}"
    return formats.date_format(value, "N Y").replace(" ", NO_BREAK_SPACE)


@register.simple_tag
def days(first: date | None, last: date | None) -> str:
    """One day, or from the first to the last."""
    if first is None or last is None or first == last:
        return day(first)
    return _("from %(first)s to %(last)s") % {"first": day(first), "last": day(last)}


@register.filter(expects_localtime=True)
def clock(value: time | datetime | None) -> str:
    """The time on the wall as the reader's language writes it: “9 h 30”, “9.30 Uhr”, “9:30”."""
    if value is None:
        return ""
    if value.minute == 0:
        return pgettext("time on the hour", "%(hour)d:00") % {"hour": value.hour}
    parts = {"hour": value.hour, "minute": f"{value.minute:02d}"}
    return pgettext("time with minutes", "%(hour)d:%(minute)s") % parts


@register.filter
def duration(hours: Decimal | None) -> str:
    """How long something takes, as people say it: “2 h 30”."""
    if not hours:
        return ""
    whole, minutes = divmod(round(hours * 60), 60)
    if not minutes:
        words = _("%(hours)s h") % {"hours": whole}
    else:
        words = _("%(hours)s h %(minutes)s min") % {"hours": whole, "minutes": f"{minutes:02d}"}
    return words.replace(" ", NO_BREAK_SPACE)


@register.filter
def plural_of(value: Decimal) -> int:
    """The whole number whose plural a number takes: French is singular below two, the others at one only."""
    return math.floor(value) if get_language() == "fr" or value == math.floor(value) else math.ceil(value) + 1


@register.filter
def file_size(size: int | None) -> str:
    """The weight of a file, rounded, in units people know; nothing when it is unknown."""
    if not size:
        return ""
    if size < 1_000_000:
        words = _("%(size)s kB") % {"size": max(1, round(size / 1000))}
    else:
        words = _("%(size)s MB") % {"size": formats.number_format(size / 1_000_000, 1)}
    return words.replace(" ", NO_BREAK_SPACE)


@register.filter
def tel(number: str) -> str:
    """A telephone number as the address of a link: digits and the plus sign only."""
    return "tel:" + re.sub(r"[^\d+]", "", str(number))


@register.filter
def siret(number: str | None) -> str:
    """The number of an establishment as it is read aloud, in groups of 3, 3, 3 and 5 digits."""
    groups = re.sub(r"^(\d{3})(\d{3})(\d{3})(\d{5})$", r"\1 \2 \3 \4", number or "")
    return groups.replace(" ", NO_BREAK_SPACE)


@register.filter
def parted(email: str) -> SafeString:
    """An address of mail that may go to the next line after its @."""
    return format_html("{}{}<wbr>{}", *str(email).rpartition("@"))


@register.filter
def host(url: str) -> str:
    """The host of an address without “www.”, to tell readers where a link leads."""
    return re.sub(r"^https?://(www\.)?", "", str(url)).split("/", 1)[0]


@register.filter(name="beside")
def page_beside(target: Page | None) -> Page | None:
    """A page in the reader's language, where it has one; see ``core.languages.beside``."""
    return beside(target) if target else None


@register.simple_tag
def highlights(index: Page | None, count: int) -> Sequence[Any]:
    """What an index page wants shown of itself elsewhere, in the reader's language."""
    shown = beside(index) if index else None
    return shown.specific.highlights(count) if shown and shown.live else []


@register.filter
def page_numbers(items: PageOfList) -> list[int | str]:
    """Numbers of the pages of a list to offer, the long stretches replaced by an ellipsis."""
    return list(items.paginator.get_elided_page_range(items.number, on_each_side=1, on_ends=1))


@register.filter
def numbers(of: Iterable[dict[str, Any]] | int | None) -> list[int]:
    """Numbers of some squares of the grid, or of one commitment, as a list."""
    if of is None or of == "":
        return []
    return [of] if isinstance(of, int) else [square["number"] for square in of]
