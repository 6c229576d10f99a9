"""The French pages with what there is of each in the other languages: read at once, whatever their number."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from wagtail.models import Locale, Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.enums import PassageOrigin
from core.languages import locales
from core.models import User
from core.translation.doubts import doubts_in
from core.translation.rights import SUBMIT
from core.translation.states import Facts, Rights, State, Step, next_step, state_of


@dataclass
class Cell:
    """A page in another language.

    page: it, once there is one.
    translation: key of what ties it to the French page; none where that was stopped, or never was.
    is_begun: it was sent to translation, whatever became of that.
    step, may_edit: for the person who asks, once the rows that are shown are known.
    """

    locale: Locale
    page: Page | None
    translation: int | None
    facts: Facts
    is_begun: bool = False
    step: Step | None = None
    may_edit: bool = False

    @property
    def state(self) -> State:
        """Where it stands."""
        return state_of(self.facts)


@dataclass
class Row:
    """A French page, those above it, and its cells; none where the page is not this person's to see."""

    page: Page
    above: Sequence[Page]
    cells: Sequence[Cell | None] = field(default_factory=list)

    @property
    def known(self) -> Iterable[Cell]:
        """The cells that there is something to say about."""
        return (cell for cell in self.cells if cell)


def other_locales() -> list[Locale]:
    """The languages that pages are translated into, in the order of their codes."""
    source = Locale.get_default()
    return sorted(
        (locale for locale in locales().values() if locale.pk != source.pk), key=lambda locale: locale.language_code
    )


@dataclass(frozen=True)
class Known:
    """What the tables of translations say.

    translations: by key of the page and language; passages: by translation; reviewed: keys of pages.
    """

    translations: Mapping[tuple[UUID, int], dict[str, Any]]
    passages: Mapping[int, tuple[int, int, int]]
    reviewed: Collection[str]


class Grid:
    """What one person may see of the translations of the site, in the order of the tree.

    Doubts are weighed word by word, and rights asked page by page: of the rows that are shown (:meth:`weigh`,
    :meth:`decide`), and not of all.
    """

    def __init__(self, user: User) -> None:
        self.user = user
        self.locales = other_locales()
        self.explorable = policy_registry.get_by_type(Page).explorable_instances(user)
        self.pages = self.targets()
        self.is_live = {page.path: page.live for page in self.pages.values()}
        self.known = Known(translation_rows(), passages_by_translation(), pages_in_review())
        self.rows = self.read()

    def targets(self) -> Mapping[tuple[UUID, int], Page]:
        """The pages of the other languages, by key and language, those above a page included."""
        seen = Exists(self.explorable.filter(pk=OuterRef("pk")).order_by())
        pages = Page.objects.filter(locale__in=self.locales, alias_of=None, depth__gt=1).annotate(is_seen=seen)
        return {(page.translation_key, page.locale_id): page for page in pages}

    def french_pages(self) -> list[Page]:
        """The French pages that this person may open, or may open in another language."""
        own = self.explorable.filter(locale__in=self.locales, translation_key=OuterRef("translation_key")).order_by()
        mine = Q(Exists(self.explorable.filter(pk=OuterRef("pk")).order_by()))
        pages = Page.objects.filter(locale=Locale.get_default(), alias_of=None, depth__gt=1)
        return list(pages.annotate(is_seen=mine).filter(mine | Exists(own)).order_by("path"))

    def read(self) -> list[Row]:
        """Every row, with what can be known of it at once."""
        french = {page.path: page for page in self.french_pages()}
        return [
            Row(
                page,
                [french[path] for path in paths_above(page) if path in french],
                [self.cell(page, locale) for locale in self.locales],
            )
            for page in french.values()
        ]

    def cell(self, french: Page, locale: Locale) -> Cell | None:
        """What there is of a French page in a language; nothing where this person may not see it."""
        place = french.translation_key, locale.pk
        page, row = self.pages.get(place), self.known.translations.get(place, {})
        if not (page or french).is_seen:
            return None
        facts, key = Facts(french_is_live=french.live), None
        if page is not None:
            key = row["pk"] if row and row["enabled"] else None
            total, done, older = self.known.passages.get(key, (0, 0, 0)) if key else (0, 0, 0)
            facts = Facts(
                french_is_live=french.live,
                parent_is_live=self.is_live.get(page.path[: -Page.steplen], True),
                exists=True,
                is_tied=key is not None,
                is_live=page.live,
                awaits_review=str(page.pk) in self.known.reviewed,
                total=total,
                done=done,
                older=older,
                in_french=row.get("published__missing") or 0,
                older_since=row.get("published__source_changed_on"),
            )
        return Cell(locale, page, key, facts, is_begun=bool(row))

    def weigh(self, rows: Sequence[Row]) -> None:
        """Find out which passages of some rows are doubtful."""
        cells = {cell.translation: cell for row in rows for cell in row.known if cell.translation}
        number: dict[int, int] = dict.fromkeys(cells, 0)
        for found in doubts_in(list(cells)):
            number[found.translation] += 1
        for key, cell in cells.items():
            cell.facts = replace(cell.facts, doubtful=number[key])

    def decide(self, rows: Sequence[Row]) -> None:
        """Find out what this person does next about some rows."""
        reviewable = set(
            TaskState.objects.reviewable_by(self.user)
            .filter(status=TaskState.STATUS_IN_PROGRESS)
            .values_list("workflow_state__object_id", flat=True)
        )
        for row in rows:
            for cell in row.known:
                rights = self.rights(row, cell, reviewable)
                cell.step, cell.may_edit = next_step(cell.facts, rights), rights.edit

    def rights(self, row: Row, cell: Cell, reviewable: Collection[str]) -> Rights:
        """What this person may do about a page in another language, as :mod:`core.translation.rights` says."""
        if cell.page is None:
            return Rights(send=not cell.is_begun and self.may_send(row, cell.locale))
        # Who reviews a page may open it: that is known already, for all of them at once.
        cell.page._current_workflow_states = []
        may_review = str(cell.page.pk) in reviewable
        permissions = cell.page.permissions_for_user(self.user)
        return Rights(edit=may_review or permissions.can_edit(), publish=permissions.can_publish(), review=may_review)

    def may_send(self, row: Row, locale: Locale) -> bool:
        """Whether this person may send a page to translation into a language that has none."""
        row.page._current_workflow_states = []
        if not (self.user.has_perm(SUBMIT) and row.page.permissions_for_user(self.user).can_edit()):
            return False
        places = (self.pages.get((page.translation_key, locale.pk)) for page in reversed(row.above))
        place = next((page for page in places if page), None)
        if place is None:
            return False
        place._current_workflow_states = []
        return place.permissions_for_user(self.user).can_publish()


def paths_above(page: Page) -> list[str]:
    """Where the pages above a page stand in the tree, the first one below its root first."""
    return [page.path[:end] for end in range(Page.steplen * 2, len(page.path), Page.steplen)]


def translation_rows() -> dict[tuple[UUID, int], dict[str, Any]]:
    """Every translation of a French page, stopped ones included, and what readers are told of it."""
    rows = Translation.objects.filter(source__locale=Locale.get_default()).values(
        "pk", "source__object_id", "target_locale", "enabled", "published__missing", "published__source_changed_on"
    )
    return {(row["source__object_id"], row["target_locale"]): row for row in rows}


def passages_by_translation() -> dict[int, tuple[int, int, int]]:
    """How many passages each translation has, how many with words, how many with words of an earlier French text."""
    words = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef("source__translations__target_locale"),
        has_error=False,
    ).exclude(data="")
    older = words.filter(mark__origin=PassageOrigin.OLDER)
    rows = (
        StringSegment.objects.filter(source__translations__enabled=True)
        .values("source__translations")
        .annotate(total=Count("pk"), done=Count("pk", filter=Exists(words)), older=Count("pk", filter=Exists(older)))
        .order_by()
    )
    counted = rows.values_list("source__translations", "total", "done", "older")
    return {key: (total, done, older) for key, total, done, older in counted}


def pages_in_review() -> set[str]:
    """The keys of the pages whose review is under way."""
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS, base_content_type__model="page")
    return set(states.values_list("object_id", flat=True))
