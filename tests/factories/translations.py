"""Pages in a second language, made as wagtail-localize makes them: aliases and copies of the same translation key."""

from wagtail.models import Locale, Page


def translate(page: Page, code: str = "de", *, live: bool = True, **changes) -> Page:
    """The page of a translation, its parents made on the way.

    :param changes: fields that differ, copies of facts among them if a test wants them wrong.
    """
    locale, _created = Locale.objects.get_or_create(language_code=code)
    translation = page.copy_for_translation(locale, copy_parents=True)
    for name, value in changes.items():
        setattr(translation, name, value)
    publish_parents(translation)
    revision = translation.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=translation.pk)


def publish_parents(page: Page) -> None:
    """Put online the pages above a page, which were copied as drafts or aliases."""
    page.get_ancestors().filter(depth__gt=1).update(live=True, alias_of=None)
