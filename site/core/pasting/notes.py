"""What is said to an editor about what a paste could not keep, and what it made of some things."""

from collections.abc import Callable

from django.utils.translation import gettext, ngettext

from core.pasting.parts import Losses

#: Each loss, in words, by how often it came.
SENTENCES: dict[str, Callable[[int], str]] = {
    "picture": lambda n: ngettext(
        "%(n)d picture was left out: add it with a Picture block, and describe it.",
        "%(n)d pictures were left out: add them with Picture blocks, and describe them.",
        n,
    ),
    "link": lambda n: ngettext(
        "%(n)d link was taken off: its address is private, or hides where it leads.",
        "%(n)d links were taken off: their addresses are private, or hide where they lead.",
        n,
    ),
    "deleted": lambda n: ngettext(
        "%(n)d passage deleted under tracked changes was left out.",
        "%(n)d passages deleted under tracked changes were left out.",
        n,
    ),
    "strike": lambda n: ngettext(
        "%(n)d struck-through passage is now plain text: check it.",
        "%(n)d struck-through passages are now plain text: check them.",
        n,
    ),
    "hidden": lambda n: ngettext(
        "%(n)d hidden passage, row or column was left out.", "%(n)d hidden passages, rows or columns were left out.", n
    ),
    "comment": lambda n: ngettext("%(n)d comment was left out.", "%(n)d comments were left out.", n),
    "contents": lambda n: gettext("The table of contents was left out: the site makes its own."),
    "footnote": lambda n: ngettext(
        "%(n)d note is no longer linked to its text: move it, or write it in the sentence.",
        "%(n)d notes are no longer linked to their text: move them, or write them in the sentence.",
        n,
    ),
    "letters": lambda n: ngettext(
        "%(n)d item or list counted by letters is now counted by numbers.",
        "%(n)d items or lists counted by letters are now counted by numbers.",
        n,
    ),
    "start": lambda n: ngettext(
        "%(n)d list that began with another number now begins with 1.",
        "%(n)d lists that began with another number now begin with 1.",
        n,
    ),
    "merged": lambda n: ngettext(
        "%(n)d merged cell was parted: check its row.", "%(n)d merged cells were parted: check their rows.", n
    ),
    "cell link": lambda n: ngettext(
        "%(n)d link in a table was taken off: cells hold plain text.",
        "%(n)d links in tables were taken off: cells hold plain text.",
        n,
    ),
    "flat table": lambda n: ngettext(
        "%(n)d table is now lines of text: to keep it, add a Table block and paste it there.",
        "%(n)d tables are now lines of text: to keep them, add Table blocks and paste them there.",
        n,
    ),
    "large table": lambda n: ngettext(
        "%(n)d table is too large for a page and was left out: offer it as a document.",
        "%(n)d tables are too large for a page and were left out: offer them as documents.",
        n,
    ),
    "headings": lambda n: ngettext(
        "The first row of %(n)d table became its column headings. Give it a caption.",
        "The first rows of %(n)d tables became their column headings. Give each a caption.",
        n,
    ),
    "long title": lambda n: ngettext(
        "%(n)d title is too long for a section heading and stands in the text.",
        "%(n)d titles are too long for section headings and stand in the text.",
        n,
    ),
    "unseen": lambda n: ngettext(
        "%(n)d passage held characters that are not seen: they were taken out.",
        "%(n)d passages held characters that are not seen: they were taken out.",
        n,
    ),
}


def sentences(losses: Losses) -> list[str]:
    """What there is to say, in the order of the list above."""
    return [say(losses[name]) % {"n": losses[name]} for name, say in SENTENCES.items() if losses[name] > 0]
