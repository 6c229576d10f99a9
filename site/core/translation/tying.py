"""A page edited by hand is made from its French page again, with all that was done by hand."""

import json

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, Translation, TranslationSource

from core.models import User
from core.translation.by_hand import Plan, Tying, french_page_of
from core.translation.carrying import Carried, Passage
from core.translation.progress import translation_of
from core.translation.publication import save_draft
from core.translation.source_changes import write

TIE = "core.tie_translation"


class NotToTie(Exception):
    """The page is made from its French page already, or there is none."""


@transaction.atomic
def tie(*, page: Page, user: User) -> Plan:
    """Make a draft of a page from its French page and from the words on it; readers see no change.

    :returns: what was taken over, what left, what is missing.
    :raises NotToTie: there is nothing to tie, or somebody was quicker.
    :raises core.translation.gate.TranslationNotReady: the draft cannot be made, with the reason.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    french, translation = french_page_of(page), translation_of(page)
    if french is None or (translation and translation.enabled):
        raise NotToTie
    if page.latest_revision_id is None:
        # What leaves the page stays in its history.
        page.save_revision(user=user, clean=False)
    plan = Tying(page, french).plan
    source, _is_new = TranslationSource.update_or_create_from_instance(french)
    translation, _is_new = Translation.objects.update_or_create(
        source=source, target_locale=page.locale, defaults={"enabled": True}
    )
    write_words(translation, plan, user)
    write_choices(translation, plan, user)
    revision = save_draft(translation=translation, user=user)
    numbers = {"taken": len(plan.taken), "leaving": len(plan.leaving), "missing": len(plan.missing)}
    log(instance=page, action=TIE, user=user, revision=revision, content_changed=True, data=numbers)
    return plan


def write_words(translation: Translation, plan: Plan, user: User) -> None:
    """Write the words done by hand into the desk, as those of this person."""
    segments = translation.source.stringsegment_set.select_related("string", "context")
    by_passage = {Passage(segment.context.path, segment.string.data): segment for segment in segments}
    for taken in plan.taken:
        french = Passage(taken.passage.path, taken.older_than or taken.passage.source)
        found = Carried(taken.words, french, is_older=bool(taken.older_than))
        write(translation, by_passage[taken.passage], found, user)


def write_choices(translation: Translation, plan: Plan, user: User) -> None:
    """Keep the links, pictures and documents chosen by hand; one that its field refuses is told there."""
    segments = translation.source.overridablesegment_set.select_related("context")
    contexts = {segment.context.path: segment.context for segment in segments}
    overrides = SegmentOverride.objects.filter(locale=translation.target_locale)
    overrides.filter(context__in=[contexts[path] for path in plan.followed if path in contexts]).delete()
    for path, value in plan.chosen.items():
        overrides.update_or_create(
            locale=translation.target_locale,
            context=contexts[path],
            defaults={
                "data_json": json.dumps(value),
                "last_translated_by": user,
                "has_error": False,
                "field_error": "",
            },
        )
