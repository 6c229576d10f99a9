"""What one decides about a translation: to begin it, to ask for a review, to publish it.

Nothing else puts a translation online; and each of these leaves what readers see alone, but for the last.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision, WorkflowState
from wagtail_localize.models import Translation, TranslationLog
from wagtail_localize.operations import TranslationCreator

from core.flaws import flaws_of_fields, reason_of_flaws
from core.indexing import indexed_once
from core.models import PublishedTranslation, User
from core.slugs import slug_of
from core.translation.gate import TranslationNotReady, incomplete_allowed, refuse_unready
from core.translation.passages import refuse_forbidden
from core.translation.places import arrange
from core.translation.progress import missing_strings
from core.translation.rendering import render
from core.translation.words import words_in_hand


@indexed_once()
def begin_translation(*, page: Page, locales: Iterable[Locale], user: User | None, with_subtree: bool = False) -> None:
    """Make the drafts of a page in other languages, with the pages above it that have none there yet.

    The pages above are drafts to translate too: left to itself, the library would show them in French at once.

    :param with_subtree: also the pages below.
    """
    wanted = [*page.get_ancestors().filter(depth__gt=1).order_by("depth"), page]
    if with_subtree:
        wanted += page.get_descendants().order_by("path")
    for locale in locales:
        # A draft without a translation is taken over; what somebody wrote by hand and published stays as it is.
        begun = Translation.objects.filter(target_locale=locale).values_list("source__object_id", flat=True)
        written = Page.objects.live().filter(locale=locale).values_list("translation_key", flat=True)
        done = {*begun, *written}
        creator = TranslationCreator(user, [locale])
        for step in wanted:
            if step.translation_key not in done:
                creator.create_translations(step)
                arrange(step.get_parent())


def save_draft(*, translation: Translation, user: User | None, in_french: bool = False) -> Revision:
    """Write the words in hand into a new draft of the page.

    :param in_french: passages without words are shown in French; else they are left out.
    :raises core.translation.gate.TranslationNotReady: when a translation does not fit its field, or may not be written.
    """
    refuse_forbidden(translation)
    page = render(translation, words_in_hand(translation), in_french=in_french).page
    slug = slug_of(page.slug, translation.target_locale.language_code)
    page.slug = find_available_slug(page.get_parent(), slug, ignore_page_id=page.pk)
    try:
        revision = page.save_revision(user=user)
    except ValidationError as error:
        raise TranslationNotReady(reason_of_flaws(page, flaws_of_fields(page))) from error
    TranslationLog.objects.create(source=translation.source, locale=translation.target_locale, revision=revision)
    return revision


@transaction.atomic
def ask_for_review(*, translation: Translation, user: User) -> WorkflowState:
    """Send a whole translation to those who may publish it.

    :raises core.translation.gate.TranslationNotReady: when passages are missing, the page above is not online, or
        nobody reviews pages there.
    """
    refuse_forbidden(translation)
    page = translation.get_target_instance()
    refuse_unready(page)
    workflow = page.get_workflow()
    if workflow is None:
        raise TranslationNotReady(_("No review is set up for this page."))
    save_draft(translation=translation, user=user)
    page = Page.objects.get(pk=page.pk).specific
    return workflow.start(page, user)


@indexed_once()
def publish_translation(*, translation: Translation, user: User | None, reason: str = "") -> Page:
    """Put a translation online.

    :param reason: why it goes online although passages are missing; without one, an incomplete translation is refused.
        It is written in the page's history.
    :raises core.translation.gate.TranslationNotReady: when it is not ready.
    """
    refuse_forbidden(translation)
    page = translation.get_target_instance()
    missing = missing_strings(translation).count()
    if missing and reason:
        with incomplete_allowed():
            refuse_unready(page)
            save_draft(translation=translation, user=user, in_french=True).publish(user=user)
        PublishedTranslation.objects.filter(translation=translation).update(reason=reason)
        log(
            instance=page,
            action="core.publish_incomplete_translation",
            user=user,
            data={"reason": reason, "missing": missing},
        )
    else:
        refuse_unready(page)
        save_draft(translation=translation, user=user).publish(user=user)
        PublishedTranslation.objects.filter(translation=translation).update(reason="")
    return Page.objects.get(pk=page.pk).specific
