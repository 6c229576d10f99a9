"""Pages edited by hand: taken out of translation, then changed as an editor changes any page."""

from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from core.translation.progress import translation_of
from core.translation.publication import publish_translation, save_draft
from core.translation.tying import tie
from tests.factories.core import UserFactory


def anew(page: Page) -> Page:
    """The page as the database has it."""
    return type(page).objects.get(pk=page.pk)


def stop(page: Page) -> Translation:
    """Take a page out of translation, as the button does."""
    translation = translation_of(page)
    save_draft(translation=translation, user=None)
    translation.enabled = False
    translation.save()
    return translation


def strings(page: Page) -> list[tuple[str, str]]:
    """What a page says: place and words, but for its address."""
    segments = [segment for segment in extract_segments(anew(page)) if isinstance(segment, StringSegmentValue)]
    return [(segment.path, segment.string.data) for segment in segments if segment.path != "slug"]


def rewrite(page: Page) -> None:
    """Change every word of a page by hand, and publish it."""
    page = page.get_latest_revision_as_object()
    segments = [by_hand(segment) for segment in extract_segments(page)]
    ingest_segments(page, page, page.locale, page.locale, segments)
    page.save_revision().publish()


def by_hand(segment):
    """The same passage with other words."""
    if not isinstance(segment, StringSegmentValue) or segment.path == "slug":
        return segment
    words = StringValue(segment.string.data.replace(" DE", " HAND"))
    return StringSegmentValue(segment.path, words, attrs=segment.attrs, order=segment.order)


def tie_and_publish(page: Page) -> Page:
    """Tie a page to its French page, and publish what comes of it."""
    tie(page=anew(page), user=UserFactory(is_superuser=True))
    publish_translation(translation=translation_of(page), user=None)
    return anew(page)
