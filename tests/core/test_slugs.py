"""The end of an address, from a title: as the language writes it, the same table for browser and server."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.slugs import LONGEST, OWN, letters, replacements, slug_of

LANGUAGES = ("fr", "de", "en")
#: Letters of Western and Central Europe, and what stands between them.
LATIN = [chr(code) for code in range(0xC0, 0x180) if chr(code).isalpha()]

TITLES = [
    ("fr", "L’été des œuvres", "l-ete-des-oeuvres"),
    ("fr", "Cœur des vœux", "coeur-des-voeux"),
    ("fr", "L'Œuvre d’Æsope, aujourd‘hui", "l-oeuvre-d-aesope-aujourd-hui"),
    ("fr", "Noël à l’Haÿ, où ça\u00a0?", "noel-a-l-hay-ou-ca"),
    ("fr", "«\u00a0Acheter\u00a0» — vite – ou non", "acheter-vite-ou-non"),
    ("fr", "Marché n°\u00a05, 1ʳᵉ et 2ᵉ parties", "marche-n-5-1re-et-2e-parties"),
    ("fr", "10\u202f000\u00a0€ & 20\u00a0% de bio", "10-000-euros-et-20-pour-cent-de-bio"),
    ("fr", "Größe", "grosse"),
    ("de", "Größe für Bürger", "groesse-fuer-buerger"),
    ("de", "Ä ö ü ß", "ae-oe-ue-ss"),
    ("de", "GROẞE ÜBUNG", "grosse-uebung"),
    ("de", "A\u0308pfel & Bu\u0308cher: 5 %", "aepfel-und-buecher-5-prozent"),
    ("de", "Das Grimm’sche Café – „neu“", "das-grimmsche-cafe-neu"),
    ("en", "Buyer’s guide: don't & won’t", "buyers-guide-dont-and-wont"),
    ("en", "Naïve façade", "naive-facade"),
    ("en", "Ä la carte — 5%", "a-la-carte-5-percent"),
    ("fr", "E\u0301te\u0301", "ete"),
    ("fr", "con\u00adfor\u00admi\u200bté ﬁnale", "conformite-finale"),
    ("fr", "m² de CO₂, ½ part", "m2-de-co2-1-2-part"),
    ("fr", "deja_vu--encore-", "deja_vu-encore"),
    ("fr", "Жук", ""),
    ("it", "L’età è già più", "leta-e-gia-piu"),
]


@pytest.mark.parametrize(("language", "title", "slug"), TITLES)
def test_slug_is_written_as_its_language_writes(language, title, slug):
    assert slug_of(title, language) == slug


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_of_europe_are_written_with_letters_from_a_to_z(language):
    for letter in LATIN:
        taken_apart = unicodedata.normalize("NFD", letter)
        found = {slug_of(form, language) for form in (letter, letter.upper(), taken_apart, f"-{letter}-")}
        assert (letter, len(found), bool(re.fullmatch("[a-z]{1,2}", found.pop()))) == (letter, 1, True)


def test_umlauts_are_two_letters_in_german_alone():
    assert {letter for letter in LATIN if slug_of(letter, "de") != slug_of(letter, "fr")} == set("äöüÄÖÜ")
    assert {letter for letter in LATIN if slug_of(letter, "en") != slug_of(letter, "fr")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_slug_of_a_slug_is_itself(language):
    for _language, title, _slug in TITLES:
        assert slug_of(slug_of(title, language), language) == slug_of(title, language)


def test_slug_is_as_long_as_its_field():
    assert slug_of("œ" * LONGEST, "fr") == ("oe" * LONGEST)[:LONGEST]
    assert slug_of("a" * (LONGEST - 1) + " b", "fr") == "a" * (LONGEST - 1)


def test_table_is_read_alike_by_python_and_javascript():
    # Classes, repetitions, ends: no group, no flag, no escape that one of them does not know.
    simple = re.compile(r"(\^?(\[[^\]\\]+\]|[^\[\](){}?*\\.])(\+|\{2,\})?\$?\|?)+")
    for language in LANGUAGES:
        for expression, instead in replacements(language):
            assert simple.fullmatch(expression.encode().decode("unicode_escape") if "\\u" in expression else expression)
            assert re.fullmatch("[a-z0-9-]*", instead)


def test_each_letter_is_in_the_table_once():
    found = [letter for letter, _plain in letters()]
    assert len(found) == len(set(found))
    assert set(LATIN) - set(found) == set()


def test_languages_of_the_site_have_their_own_ways(settings):
    assert set(OWN) == {code for code, _name in settings.LANGUAGES}


@given(text=st.text(max_size=300), language=st.sampled_from(LANGUAGES))
def test_slug_of_anything_is_nothing_or_a_slug(text, language):
    assert re.fullmatch("[a-z0-9_-]*", slug_of(text, language))
    assert not slug_of(text, language).endswith("-")
