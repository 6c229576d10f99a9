"""One word for one thing, wherever the public reads: what ``docs/howto/words.md`` refuses appears nowhere.

Read for each language: the catalogues, the words of mails, the demo's contents, and the templates that no catalogue
reaches.
"""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from bs4 import BeautifulSoup
from django.conf import settings

from core.word_list import COLUMNS, DOCUMENT, NEVER, rows, strays

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
SUFFIX = re.compile(rf"_({'|'.join(LANGUAGES)})$")
#: Fields of the demo that hold no words: addresses, keys; and the forms that texts of others may use.
NO_WORDS = re.compile(r"(^|_)(url|slug|website|email|path)$|^forms_")


def catalogues() -> Iterator[tuple[str, str, str]]:
    """Keys are English; each catalogue is of its language."""
    for path in ROOT.glob("site/core/locale/*/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)):
            if entry.msgid.endswith("/"):
                continue  # an address
            yield from (("en", "key", text) for text in (entry.msgid, entry.msgid_plural))
            for text in (entry.msgstr, *entry.msgstr_plural.values()):
                yield path.parent.parent.name, entry.msgid, text


def mail_texts() -> Iterator[tuple[str, str, str]]:
    """What mails say, a file a language."""
    for path in [*ROOT.glob("*/mail_texts/*.json"), *ROOT.glob("site/*/mail_texts/*.json")]:
        for place, text in texts_of(json.loads(path.read_text("utf-8"))):
            yield path.stem, f"{path.name} {place}", text


def demo_contents() -> Iterator[tuple[str, str, str]]:
    """The contents in French, with the fields of other languages beside them."""
    for path in ROOT.glob("*/demo_content/*.json"):
        for place, text in texts_of(json.loads(path.read_text("utf-8"))):
            language = SUFFIX.search(re.sub(r"\[\d+\]", "", place))
            yield language[1] if language else "fr", f"{path.name} {place}", text


def demo_translations() -> Iterator[tuple[str, str, str]]:
    """The pages of the demo in other languages."""
    for path in ROOT.glob("home/demo_content/translations/*.po"):
        for entry in polib.pofile(str(path)):
            if not entry.comment.endswith(" slug"):
                yield path.stem, entry.comment, entry.msgstr


def templates() -> Iterator[tuple[str, str, str]]:
    """What stands in templates without a catalogue: French pages, and passages in a language of their own."""
    for path in (ROOT / "templates").rglob("*.html"):
        source = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", path.read_text("utf-8"), flags=re.S)
        source = re.sub(r"{%\s*blocktranslate.*?endblocktranslate\s*%}", "", source, flags=re.S)
        page = BeautifulSoup(re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.S), "html.parser")
        for passage in page.find_all(lang=LANGUAGES):
            yield passage["lang"], path.name, passage.extract().get_text(" ")
        yield settings.LANGUAGE_CODE, path.name, page.get_text(" ")


def texts_of(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a JSON value that readers see, with the path that leads to it."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not NO_WORDS.search(key):
                yield from texts_of(item, f"{place}.{key}")
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from texts_of(item, f"{place}[{position}]")
    elif isinstance(value, str) and re.search(r"\s", value):
        yield place, html.unescape(value)
    elif isinstance(value, str) and value[:1].isupper():
        yield place, value


SOURCES = [catalogues, mail_texts, demo_contents, demo_translations, templates]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)
def test_one_word_for_one_thing(source):
    found = [f"{where}: {stray}" for language, where, text in source() for stray in strays(text, language)]
    assert found == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)
def test_every_language_is_read(source):
    read = {language for language, _where, text in source() if text.strip()}
    # French is where the demo's pages are translated from.
    assert read | ({settings.LANGUAGE_CODE} if source is demo_translations else set()) == set(LANGUAGES)


@pytest.mark.parametrize("language", COLUMNS)
def test_list_refuses_each_of_its_words(language):
    """Any ending stands for none, too; a word is found within a sentence, with a capital at its beginning."""
    words = [word.strip() for row in rows() for word in row[NEVER + language].split(",") if word.strip()]
    missed = [
        word
        for word in words
        if not list(strays(f"« {word.replace('*', '')}. »", COLUMNS[language]))
        or not list(strays(f"{word[0].upper()}{word[1:].replace('*', '')} …", COLUMNS[language]))
    ]
    assert (missed, len(words) > 0) == ([], True)


@pytest.mark.parametrize("language", COLUMNS)
def test_list_accepts_what_it_proposes(language):
    found = [str(stray) for row in rows() for stray in strays(row[language], COLUMNS[language])]
    assert found == []


def test_list_has_a_word_in_each_language_for_each_notion():
    empty = [row["French"] for row in rows() if not all(row[language] for language in COLUMNS)]
    assert empty == ["(calques)"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Your seats are kept.", ["seats"]),
        ("en", "Ask the State department.", ["the State"]),
        ("en", "The state of this booking.", []),
        ("en", "%(seat)s {seat} <a data-seat>place</a> https://a.example/seat seat@a.example", []),
        ("de", "Die Marktkonsultationen per Mail.", ["Marktkonsultationen", "Mail"]),
        ("de", "Schreiben Sie uns eine E-Mail.", []),
        ("fr", "Envoyez un mail.", ["mail"]),
        ("it", "seat, mail, Kurs", []),
    ],
)
def test_words_are_found_whole(language, text, found):
    assert sorted(stray.found for stray in strays(text, language)) == sorted(found)


def test_list_is_where_translators_are_sent():
    assert DOCUMENT.relative_to(ROOT).name in (ROOT / "docs/howto/translate.md").read_text("utf-8")
