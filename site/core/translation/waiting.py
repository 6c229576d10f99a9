"""What of the translations waits for whom, language by language: pages to translate, and pages to review."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.models import Locale, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from core.enums import PassageOrigin
from core.models import User
from core.waiting import Item, Source, Waiting


def translations_url(language: str) -> str:
    """Where the translations into a language are listed: the one place that names it.

    :param language: its code.
    """
    return f"{reverse('core_translations')}?language={language}"


@dataclass(frozen=True)
class Progress:
    """How far a translation is.

    done, total: passages.
    is_waiting: whether somebody has to translate, confirm or publish something of it.
    since: from when; nothing where nobody knows.
    """

    locale: int
    done: int
    total: int
    is_waiting: bool
    since: date | None


def progress_of(user: User) -> Iterator[Progress]:
    """How far each translation is that somebody may work on: as many questions for one as for all."""
    under_review = pages_under_review()
    for row in with_counts(translations_to_edit(user)):
        is_to_write = row.done < row.total or row.is_unsettled or row.changed_on is not None
        yield Progress(
            row.target_locale_id,
            row.done,
            row.total,
            is_waiting=str(row.page) not in under_review and (is_to_write or not row.is_online),
            since=row.changed_on if row.is_online else timezone.localdate(row.created_at),
        )


def pages_under_review() -> set[str]:
    """The keys of the pages that wait for who reviews, as text."""
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )
    return set(states.values_list("object_id", flat=True))


def translations_to_edit(user: User) -> QuerySet[Translation]:
    """The translations whose page somebody may edit, with its key, its title in the admin, and whether it is online."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    target = pages.filter(translation_key=OuterRef("source__object_id"), locale=OuterRef("target_locale"))
    found = Translation.objects.filter(enabled=True)
    return found.annotate(
        page=Subquery(target.values("pk")[:1]),
        title=Subquery(target.values("draft_title")[:1]),
        is_online=Subquery(target.values("live")[:1]),
    ).exclude(page=None)


def with_counts(translations: QuerySet[Translation]) -> QuerySet[Translation]:
    """Translations with the number of their passages, of those that have words, and what else is to do.

    What only a look at the words tells (a lost number, a lost link) is not asked here: it would take reading each page.
    A page that was never online waits in any case; of one that is online, the gate says it.
    """
    passages = StringSegment.objects.filter(source=OuterRef("source")).order_by()
    words = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=OuterRef(OuterRef("target_locale"))
    )
    unsettled = Q(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE) | Q(
        mark__origin__in=[PassageOrigin.OLDER, PassageOrigin.FUZZY]
    )
    return translations.annotate(
        total=number_of(passages),
        done=number_of(passages.filter(Exists(words.filter(has_error=False).exclude(data="")))),
        is_unsettled=Exists(passages.filter(Exists(words.filter(unsettled)))),
        changed_on=F("published__source_changed_on"),
    ).order_by("pk")


def number_of(passages: QuerySet[StringSegment]) -> Any:
    """How many passages of a source there are, inside a larger question."""
    counted = passages.values("source").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def to_translate(user: User) -> Iterator[Waiting]:
    """For each language somebody may translate into, the pages that wait, and how far the language is."""
    by_locale: dict[int, list[Progress]] = defaultdict(list)
    for progress in progress_of(user):
        by_locale[progress.locale].append(progress)
    for locale in locales(by_locale):
        rows = by_locale[locale.pk]
        waiting = [row for row in rows if row.is_waiting]
        if not waiting:
            continue
        text = ngettext(
            "%(language)s: %(number)d page to finish (%(done)d of %(total)d passages of all pages are done)",
            "%(language)s: %(number)d pages to finish (%(done)d of %(total)d passages of all pages are done)",
            len(waiting),
        ) % {
            "language": locale.get_display_name(),
            "number": len(waiting),
            "done": sum(row.done for row in rows),
            "total": sum(row.total for row in rows),
        }
        since = min((row.since for row in waiting if row.since), default=None)
        yield Waiting(len(waiting), text, translations_url(locale.language_code), since)


def to_review(user: User) -> Iterator[Waiting]:
    """For each language, the translations that wait for somebody’s review, the oldest first."""
    states = TaskState.objects.reviewable_by(user).filter(
        workflow_state__base_content_type__app_label="wagtailcore", workflow_state__base_content_type__model="page"
    )
    asked_at = dict(states.values_list("workflow_state__object_id", "started_at"))
    if not asked_at:
        return
    by_locale = defaultdict(list)
    for row in translations_to_edit(user).filter(page__in=asked_at):
        by_locale[row.target_locale_id].append(row)
    for locale in locales(by_locale):
        found = sorted(by_locale[locale.pk], key=lambda row: asked_at[str(row.page)])
        text = ngettext(
            "%(language)s: %(number)d translation awaits your review",
            "%(language)s: %(number)d translations await your review",
            len(found),
        ) % {"language": locale.get_display_name(), "number": len(found)}
        items = [Item(row.title, reverse("core_review_translation", args=[row.pk])) for row in found]
        since = asked_at[str(found[0].page)]
        yield Waiting(len(found), text, translations_url(locale.language_code), since, items)


def locales(keys: Any) -> list[Locale]:
    """Some languages, in one order; none is looked up for nothing."""
    return list(Locale.objects.filter(pk__in=keys).order_by("language_code")) if keys else []


def may_edit_pages(user: User) -> bool:
    """Whether somebody may edit any page: of which languages, the question itself says."""
    return page_permission_policy.user_has_permission(user, "change")


TRANSLATION_REVIEWS = Source("translation_reviews", 25, is_for=may_edit_pages, find=to_review)
TRANSLATIONS = Source("translations", 60, is_for=may_edit_pages, find=to_translate)
