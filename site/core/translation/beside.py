"""What stands beside the translation editor: how far it is, and all that helps with the passage in hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.glossary import equivalents
from core.models import PublishedTranslation, User
from core.slugs import slug_of
from core.translation.carrying import SLUG
from core.translation.doubts import Doubtful, doubtful_passages
from core.translation.gate import obstacle
from core.translation.lookup import Earlier, Excerpt, Memory, excerpt, titles_of
from core.translation.progress import changes_since, missing_strings, older_passages
from core.translation.replaced import name_of, place_of
from core.translation.words import sources_online

#: Passages that a list of the desk names; the rest come when these are done.
PASSAGES_SHOWN = 20
#: The part of a picture's block that says what it shows.
ALT_TEXT = "alt_text"


@dataclass(frozen=True)
class Found:
    """A passage translated before, and where: for people to read.

    :param query: what was looked for to find it.
    """

    earlier: Earlier
    titles: Sequence[str]
    query: str = ""

    @property
    def texts(self) -> list[Excerpt]:
        """The passage and its translation, around the words that were looked for."""
        return [excerpt(text, self.query) for text in (self.earlier.french, self.earlier.words)]


@dataclass(frozen=True)
class ToDo:
    """A passage in a list of the desk.

    :param key: of its segment.
    :param place: what editors know its field or block as.
    """

    key: int
    place: str
    french: str


class PassageHelp:
    """What helps with one passage.

    :param segment: the passage, of the French page as it is now.
    :param memory: what was translated into the language before.
    """

    def __init__(self, translation: Translation, segment: StringSegment, memory: Memory):
        self.translation, self.segment, self.memory = translation, segment, memory
        self.french: str = segment.string.data

    @cached_property
    def place(self) -> str:
        """What editors know its field or block as."""
        return place_named(self.segment, self.translation)

    @cached_property
    def picture(self) -> AbstractImage | None:
        """The picture that it describes; nothing for other passages."""
        path = self.segment.context.path
        if not path.endswith(f".{ALT_TEXT}"):
            return None
        chosen = self.translation.source.overridablesegment_set.filter(
            context__path=f"{path.removesuffix(ALT_TEXT)}image"
        ).first()
        return get_image_model().objects.filter(pk=chosen.data).first() if chosen else None

    @cached_property
    def address(self) -> str:
        """For the end of the address: what the translated title makes of it; nothing when that is what it has."""
        if self.segment.context.path != SLUG:
            return ""
        titles = self.translation.source.stringsegment_set.filter(context__path="title")
        title = titles.get_translations(self.translation.target_locale).values_list("data", flat=True).first()
        made = slug_of(unescape(title or ""), self.translation.target_locale.language_code)
        return made if made != self.words else ""

    @cached_property
    def words(self) -> str:
        """The words it has; empty as long as it has none."""
        rows = StringTranslation.objects.filter(
            translation_of=self.segment.string_id,
            context=self.segment.context_id,
            locale=self.translation.target_locale_id,
        )
        return rows.values_list("data", flat=True).first() or ""

    @cached_property
    def suggestions(self) -> list[Found]:
        """What was said before for a passage like it: not the words that it has already. An address is of one page."""
        if self.segment.context.path == SLUG:
            return []
        found = [earlier for earlier in self.memory.like(self.french) if earlier.words != self.words]
        return with_titles(found, self.translation)

    @cached_property
    def terms(self) -> list[tuple[str, str]]:
        """The terms of the glossary in it, with their equivalents."""
        return equivalents(self.french, self.translation.target_locale.language_code)


def with_titles(found: Sequence[Earlier], translation: Translation, query: str = "") -> list[Found]:
    """Passages with the titles of the pages that say them."""
    titles = titles_of(found, translation.source.locale)
    return [Found(earlier, sorted(titles[key] for key in earlier.pages if key in titles), query) for earlier in found]


def help_with(translation: Translation, passage: int | None, memory: Memory) -> PassageHelp | None:
    """What helps with a passage; nothing when the French page no longer says it.

    :param passage: key of its segment.
    """
    segments = translation.source.stringsegment_set.select_related("string", "context")
    segment = segments.filter(pk=passage).first() if passage else None
    return PassageHelp(translation, segment, memory) if segment else None


def column(translation: Translation, user: User, passage: int | None = None, query: str = "") -> dict[str, Any]:
    """What the desk shows, for its template.

    :param translation: of a page.
    :param passage: key of the segment in hand, if there is one.
    :param query: words looked for in what was translated before.
    """
    page = translation.get_target_instance()
    published = PublishedTranslation.objects.filter(translation=translation).first()
    missing = list(missing_strings(translation))
    older = older_passages(translation)
    doubtful: list[Doubtful] = doubtful_passages(translation)
    shown = {(mark.french, mark.translation.translation_of.data) for mark in older}
    changes = changes_since(sources_online(published), translation) if published else []
    segments = translation.source.stringsegment_set.order_by("order").values_list("string_id", "context_id", "pk")
    task = page.current_workflow_task
    memory = Memory(translation.target_locale)
    in_hand = help_with(translation, passage, memory)
    keys = {(string, context): key for string, context, key in segments}
    return {
        "translation": translation,
        "page": page,
        "total": len(segments),
        "done": len(segments) - len(missing),
        "missing": [to_do(segment, translation) for segment in missing[:PASSAGES_SHOWN]],
        "obstacle": obstacle(page),
        "may_publish": page.permissions_for_user(user).can_publish(),
        "may_review": bool(task and task.get_actions(page, user)),
        "awaits_review": page.workflow_in_progress,
        "published": published,
        "doubtful": [(keys[row_place(item.row)], item) for item in doubtful[:PASSAGES_SHOWN]],
        "older": [(keys[row_place(mark.translation)], mark) for mark in older[:PASSAGES_SHOWN]],
        # What the page online does not say, but for the passages shown as older.
        "changes": [change for change in changes if (change.before, change.now) not in shown],
        "passage": in_hand,
        "terms": in_hand.terms if in_hand else terms_of(translation),
        "query": query,
        "found": with_titles(memory.saying(query), translation, query),
        "questions": translation.questions.select_related("asked_by", "answered_by"),
    }


def to_do(segment: StringSegment, translation: Translation) -> ToDo:
    """A passage without words, for the list of them."""
    return ToDo(segment.pk, place_named(segment, translation), segment.string.data)


def place_named(segment: StringSegment, translation: Translation) -> str:
    """What editors know the field or the block of a passage as."""
    if segment.context.path == SLUG:
        return _("End of the web address")
    return name_of(place_of(segment.context, translation.source))


def terms_of(translation: Translation) -> list[tuple[str, str]]:
    """The terms of the glossary in a whole page, with their equivalents."""
    text = "\n".join(translation.source.stringsegment_set.values_list("string__data", flat=True))
    return equivalents(text, translation.target_locale.language_code)


def row_place(row: StringTranslation) -> tuple[int, int]:
    """The string and the place that a row translates, as a segment names them."""
    return row.translation_of_id, row.context_id
