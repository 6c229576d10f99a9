"""Pages in a second language: made as wagtail-localize makes them, or all the way through the translators' doors."""

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from core.indexing import indexed_once
from core.translation.progress import missing_strings, translation_of
from core.translation.publication import begin_translation, publish_translation


@indexed_once()
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


def begin(page: Page, code: str = "de") -> Translation:
    """A page sent to translation: a draft, and its words to translate."""
    begin_translation(page=page, locales=[Locale.objects.get(language_code=code)], user=None)
    return translation_of(page.get_translation(Locale.objects.get(language_code=code)))


def fill(translation: Translation, only: int | None = None) -> None:
    """Translate the words that are missing: the same ones, with the language's code behind them.

    :param only: how many of them; all when left out.
    """
    code = translation.target_locale.language_code
    for segment in list(missing_strings(translation))[:only]:
        text = segment.string.data
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            data=f"{text}-{code}" if segment.context.path == "slug" else f"{text} {code.upper()}",
        )


@indexed_once()
def translated(page: Page, code: str = "de") -> Page:
    """A page translated and published, those above it too, as translators and reviewers do it."""
    translation = begin(page, code)
    for step in [*page.get_ancestors().filter(depth__gt=1).order_by("depth"), page]:
        target = step.get_translation(translation.target_locale)
        if not target.live or step.pk == page.pk:
            step_translation = translation_of(target)
            fill(step_translation)
            publish_translation(translation=step_translation, user=None)
    return type(page.specific).objects.get(translation_key=page.translation_key, locale=translation.target_locale)
