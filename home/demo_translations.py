"""The German and English pages of the demo, made as translators make them: sent to translation, filled in, published.

Their words are in ``demo_content/translations``, one catalogue a language in the form translators exchange (PO). A page
whose every passage is there is translated; the others stay in French, as on a real site.
"""

from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation import get_language_info
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from core.demo import with_figures
from core.translation.doubts import confirm_all
from core.translation.following import give_new_source
from core.translation.progress import missing_strings, translation_of, words_of
from core.translation.publication import begin_translation, publish_translation
from home.models import HomePage

FOLDER = Path(__file__).parent / "demo_content" / "translations"


def translated_languages() -> list[tuple[str, str]]:
    """The languages of the site that the demo has words in: code and English name."""
    codes = [code for code, _name in settings.LANGUAGES if (FOLDER / f"{code}.po").exists()]
    return [(code, get_language_info(code)["name"]) for code in codes]


def load_translations(home: HomePage, language: str) -> None:
    """Translate and publish the pages whose words are known, from the home page down; what is online already stays.

    :param home: home page in the source language.
    :param language: two-letter code.
    """
    words = read_words(language)
    locale = Locale.objects.get(language_code=language)
    for page in Page.objects.descendant_of(home, inclusive=True).live().order_by("path"):
        translate_page(page, locale, words)


def read_words(language: str) -> dict[str, str]:
    """Every passage of the catalogue of a language."""
    entries = polib.pofile(str(FOLDER / f"{language}.po"))
    return {with_figures(entry.msgid): with_figures(entry.msgstr, language) for entry in entries}


def translate_page(page: Page, locale: Locale, words: dict[str, str]) -> None:
    """Translate and publish a page, unless it is online in that language, or a passage or the page above it is not."""
    target = page.get_translation_or_none(locale)
    parent = page.get_parent()
    parent_is_ready = parent.is_root() or parent.get_translations().filter(locale=locale, live=True).exists()
    if (target and target.live) or not parent_is_ready or {page.slug, *words_of(page)} - words.keys():
        return
    begin_translation(page=page, locales=[locale], user=None)
    translation = translation_of(page.get_translation(locale))
    if target:
        # The home page was sent to translation by the set-up, before it had its sections.
        give_new_source(page)
    fill_in(translation, words)
    confirm_all(translation)
    publish_translation(translation=translation, user=None)


def fill_in(translation: Translation, words: dict[str, str]) -> None:
    """Write the known words of a translation, as if a translator had typed them."""
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            data=words[segment.string.data],
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for segment in missing_strings(translation)
    )
