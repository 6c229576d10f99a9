"""What a language of the settings lacks, place by place: `manage.py check` names each (docs/howto/add-a-language.md).

Warnings, not errors: whoever adds a language must still be able to run the commands that help. CI refuses a warning.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register
from django.utils.formats import get_format

from core.enums import Language
from core.slugs import OWN

#: The pages of a site that cannot answer otherwise: every language stands in one file.
PAGES_OF_ALL_LANGUAGES = ("400.html", "403_csrf.html", "500.html")
#: Translation keys are English: its catalogue is the source itself.
LANGUAGE_OF_KEYS = "en"


@register
def check_languages_are_whole(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Name each place that a language of the settings lacks."""
    return [
        Warning(f"The language '{code}' lacks {gap}.", hint="See docs/howto/add-a-language.md.", id="core.W001")
        for code, _name in settings.LANGUAGES
        for find in (gaps_of_settings, gaps_of_files, gaps_of_fields, gaps_of_contents)
        for gap in find(code)
    ]


def gaps_of_settings(code: str) -> Iterator[str]:
    """What is written by hand in Python and in the pages of errors."""
    if not re.fullmatch("[a-z]{2}", code):
        yield "a code of two small letters, which is what columns of the database hold"
    if code not in Language.values:
        yield "its line in core.enums.Language"
    if code not in OWN:
        yield "its way to write addresses in core.slugs.OWN"
    if settings.WAGTAIL_DATE_FORMAT not in get_format("DATE_INPUT_FORMATS", lang=code):
        yield f"{settings.WAGTAIL_DATE_FORMAT} in DATE_INPUT_FORMATS: site/config/formats/{code}/formats.py"
    for name in PAGES_OF_ALL_LANGUAGES:
        if f'lang="{code}"' not in read(settings.BASE_DIR / "templates" / name) and code != settings.LANGUAGE_CODE:
            yield f"its section in templates/{name}"


def gaps_of_files(code: str) -> Iterator[str]:
    """The files that exist once a language: each app names its own, in its configuration."""
    for config in apps.get_app_configs():
        for pattern in getattr(config, "files_of_each_language", ()):
            # The file of the source language says which there are; English needs no catalogue, French no translation.
            models = sorted(Path(config.path).glob(pattern.format(code=settings.LANGUAGE_CODE)))
            for model in models or [Path(config.path, pattern.format(code=settings.LANGUAGE_CODE))]:
                name = model.relative_to(config.path).as_posix()
                wanted = twin(name, code)
                if not Path(config.path, wanted).exists() and not is_needless(wanted, code):
                    yield shown(Path(config.path, wanted))


def twin(name: str, code: str) -> str:
    """The name of the same file in another language: ``fr.json`` and ``de.json``, ``social/fr/`` and ``social/de/``."""
    return re.sub(rf"(?<![a-z]){settings.LANGUAGE_CODE}(?![a-z])", code, name)


def is_needless(name: str, code: str) -> bool:
    """Whether a language does without a file: a catalogue in that of the keys, a translation in that of the source."""
    return name.endswith(".po") and code == (LANGUAGE_OF_KEYS if "LC_MESSAGES" in name else settings.LANGUAGE_CODE)


def gaps_of_fields(code: str) -> Iterator[str]:
    """The columns of rows that hold one text a language, such as ``name_fr`` and ``name_de``."""
    ending = f"_{settings.LANGUAGE_CODE}"
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields()}
        for name in sorted(names):
            other = f"{name.removesuffix(ending)}_{code}"
            if name.endswith(ending) and other not in names:
                yield f"the field {model._meta.label}.{other}"


def gaps_of_contents(code: str) -> Iterator[str]:
    """The contents of the demo, and the lists a site starts with, that hold one text a language."""
    key = r'"(\w+)_{code}":'
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path).glob("demo_content/*.json")):
            text = read(path)
            french = set(re.findall(key.format(code=settings.LANGUAGE_CODE), text))
            for name in sorted(french - set(re.findall(key.format(code=code), text))):
                yield f"{name}_{code} in {shown(path)}"


def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text("utf-8")


def shown(path: Path) -> str:
    """A path as one reads it."""
    return path.relative_to(settings.BASE_DIR).as_posix()
