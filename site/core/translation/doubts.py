"""What is doubtful in a translated passage: it may be right, and somebody has to say so before readers see it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bs4 import BeautifulSoup, Tag
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.enums import PassageOrigin
from core.models import PassageMark
from core.translation.carrying import SLUG, needs_no_words
from core.translation.limits import limit_of


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


@lru_cache(maxsize=20_000)
def doubts_of(french: str, words: str, limit: int | None = None) -> tuple[Doubt, ...]:
    """What is doubtful about the words of a passage; asked again and again of the same words.

    :param french: the French passage, as HTML without attributes.
    :param words: its translation, the same way.
    :param limit: how many characters its field takes.
    """
    if needs_no_words(french):
        return ()
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
    return tuple(doubt for doubt, is_so in checks.items() if is_so)


def tags_of(soup: BeautifulSoup) -> Counter[str]:
    """How many of each tag stand in a passage; line breaks fall where a language wants them."""
    return Counter(element.name for element in soup.descendants if isinstance(element, Tag) and element.name != "br")


def digits_of(soup: BeautifulSoup) -> Counter[str]:
    """How many of each digit stand in a passage."""
    return Counter(letter for letter in soup.get_text() if letter.isdigit())


def doubtful_passages(translation: Translation) -> list[Doubtful]:
    """The passages of a translation that nobody confirmed, in the order of the page."""
    found = doubts_in([translation.pk])
    rows = StringTranslation.objects.in_bulk([passage.row for passage in found])
    return [Doubtful(rows[passage.row], passage.french, passage.doubts) for passage in found]


@dataclass(frozen=True)
class Found:
    """A doubtful passage of one of several translations, by the keys of both."""

    translation: int
    row: int
    french: str
    doubts: Sequence[Doubt]


def doubts_in(translations: Collection[int]) -> list[Found]:
    """The doubtful passages of some translations, in the order of their pages: one query, however many.

    Those that are older than the French text are no matter of doubt: readers are told.

    :param translations: primary keys.
    """
    words = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef("source__translations__target_locale"),
        has_error=False,
    ).exclude(data="")
    segments = (
        StringSegment.objects.filter(source__translations__in=translations)
        .annotate(row=Subquery(words.values("pk")), words=Subquery(words.values("data")))
        .annotate(origin=Subquery(words.values("mark__origin")), kind=Subquery(words.values("translation_type")))
        .filter(row__isnull=False)
        .order_by("source", "order")
    )
    found = []
    for translation, content_type, path, row, french, data, origin, kind in segments.values_list(
        "source__translations", "source__specific_content_type", "context__field_path", "row", "string__data", "words",
        "origin", "kind",
    ):  # fmt: skip
        if is_settled(kind, path, origin):
            continue
        model = ContentType.objects.get_for_id(content_type).model_class()
        doubts = [] if path == SLUG else list(doubts_of(french, data, limit_of(model, path)))
        if origin == PassageOrigin.FUZZY:
            doubts.append(Doubt.FUZZY)
        elif origin == PassageOrigin.CONFIRMED:
            doubts = [doubt for doubt in doubts if doubt in CERTAIN]
        if kind == MACHINE:
            doubts.append(Doubt.MACHINE)
        if doubts:
            found.append(Found(translation, row, french, doubts))
    return found


def is_settled(kind: str, path: str, origin: str | None) -> bool:
    """Whether nobody has to look at some words: an address, or words that are older, unless a machine wrote them."""
    return kind != MACHINE and (path == SLUG or origin == PassageOrigin.OLDER)


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
