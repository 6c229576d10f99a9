"""What is doubtful in a translated passage: it may be right, and somebody has to say so before readers see it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation, Translation

from core.enums import PassageOrigin
from core.models import PassageMark
from core.translation.carrying import SLUG, needs_no_words
from core.translation.limits import limits_of


class Doubt(models.TextChoices):
    """Why a passage is doubtful."""

    SAME = "same", _("the same as in French")
    LINK = "link", _("a link is missing")
    TAG = "tag", _("bold, italics or another mark is missing")
    NUMBER = "number", _("a number is missing or different")
    LONG = "long", _("too long for its place")
    FUZZY = "fuzzy", _("marked as unsure in the file")
    MACHINE = "machine", _("translated by a machine")


#: A row that a machine wrote, and that nobody has read: whoever confirms or saves it makes it a person’s.
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
#: No confirmation helps: it would not fit.
CERTAIN = frozenset({Doubt.LONG})


@dataclass(frozen=True)
class Doubtful:
    """A passage with its French words, its words, and what is doubtful about them."""

    row: StringTranslation
    french: str
    doubts: Sequence[Doubt]

    @cached_property
    def may_be_confirmed(self) -> bool:
        """Whether somebody may say that it is right all the same."""
        return not CERTAIN.intersection(self.doubts)


def doubts_of(french: str, words: str, limit: int | None = None) -> list[Doubt]:
    """What is doubtful about the words of a passage.

    :param french: the French passage, as HTML without attributes.
    :param words: its translation, the same way.
    :param limit: how many characters its field takes.
    """
    if needs_no_words(french):
        return []
    source, target = BeautifulSoup(french, "html.parser"), BeautifulSoup(words, "html.parser")
    lost = tags_of(source) - tags_of(target)
    checks = {
        Doubt.SAME: french == words,
        Doubt.LINK: any(name == "a" for name in lost),
        Doubt.TAG: any(name != "a" for name in lost),
        # How a language writes a number is its own business: its digits are not.
        Doubt.NUMBER: digits_of(source) != digits_of(target),
        Doubt.LONG: bool(limit and len(target.get_text()) > limit),
    }
    return [doubt for doubt, is_so in checks.items() if is_so]


def tags_of(soup: BeautifulSoup) -> Counter[str]:
    """How many of each tag stand in a passage; line breaks fall where a language wants them."""
    return Counter(element.name for element in soup.descendants if isinstance(element, Tag) and element.name != "br")


def digits_of(soup: BeautifulSoup) -> Counter[str]:
    """How many of each digit stand in a passage."""
    return Counter(letter for letter in soup.get_text() if letter.isdigit())


def doubtful_passages(translation: Translation) -> list[Doubtful]:
    """The passages of a translation that nobody confirmed, in the order of the page.

    Those that are older than the French text are no matter of doubt: readers are told.
    """
    limits = limits_of(translation.source.get_source_instance())
    segments = translation.source.stringsegment_set.order_by("order")
    rows = {
        (row.translation_of_id, row.context_id): row
        for row in segments.get_translations(translation.target_locale).filter(has_error=False).exclude(data="")
    }
    origins = dict(PassageMark.objects.filter(translation__in=rows.values()).values_list("translation", "origin"))
    found = []
    for string, context, path, french in segments.values_list(
        "string_id", "context_id", "context__path", "string__data"
    ):
        row = rows.get((string, context))
        origin = origins.get(row.pk) if row else None
        if row is None or is_settled(row, path, origin):
            continue
        doubts = [] if path == SLUG else doubts_of(french, row.data, limits.get(path))
        if origin == PassageOrigin.FUZZY:
            doubts.append(Doubt.FUZZY)
        elif origin == PassageOrigin.CONFIRMED:
            doubts = [doubt for doubt in doubts if doubt in CERTAIN]
        if row.translation_type == MACHINE:
            doubts.append(Doubt.MACHINE)
        if doubts:
            found.append(Doubtful(row, french, doubts))
    return found


def is_settled(row: StringTranslation, path: str, origin: str | None) -> bool:
    """Whether nobody has to look at some words: an address, or words that are older, unless a machine wrote them."""
    return row.translation_type != MACHINE and (path == SLUG or origin == PassageOrigin.OLDER)


def machine_passages(translation: Translation) -> QuerySet[StringTranslation]:
    """The words of a translation that a machine wrote, and that nobody has confirmed or rewritten."""
    rows: QuerySet[StringTranslation] = translation.source.stringsegment_set.get_queryset().get_translations(
        translation.target_locale
    )
    return rows.filter(translation_type=MACHINE, has_error=False).exclude(data="")


def confirm(row: StringTranslation) -> None:
    """Say that the words of a passage are right; it holds until somebody changes them.

    From now on they are those of a person, wherever they go; the name of the tool stays with them.
    """
    StringTranslation.objects.filter(pk=row.pk).update(translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL)
    PassageMark.objects.update_or_create(translation=row, defaults={"origin": PassageOrigin.CONFIRMED, "french": ""})


def confirm_all(translation: Translation) -> None:
    """Say that all the words of a translation are right: somebody read it whole."""
    for row in [passage.row for passage in doubtful_passages(translation) if passage.may_be_confirmed]:
        confirm(row)
