"""What people type, or paste."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import assume, example, given
from hypothesis import strategies as st

from core.typed_text import IDLE, clean_line, clean_text, clean_typed, is_hidden, person_fold

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]))
LETTERS = st.text(st.sampled_from("abcéèêëïôùçœæàßäöüÀÉŁłÿŸñ-' "))


def refusal(clean, value: str, **options) -> str | None:
    """Return the code of the refusal, or None."""
    try:
        clean(value, **options)
    except ValidationError as error:
        return error.code
    return None


NAMES = [
    "李明",
    "محمد",
    "O’Brien-Łukasz",
    "Zoé Exemple",
    "Zoé 🌻",
    "Nguyễn Thị Ánh",
    "می\u200cخواهم",  # Persian: the non-joiner parts two letters
    "ක්\u200dරිස්",  # Sinhala: the joiner makes one letter of two
    "👩\u200d🔧 Léa",
    "🏳\ufe0f\u200d🌈",
    "🙂\u200d↔\ufe0f",
    "葛\U000e0100",  # a name that asks for one drawing of its letter
    "=HYPERLINK",
    "d'Exemple <b>&",
    "ω̄",
]


@pytest.mark.parametrize("name", NAMES)
def test_line_keeps_names_of_all_scripts(name):
    assert clean_line(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("name", NAMES)
def test_text_keeps_names_of_all_scripts(name):
    assert clean_text(f"Bonjour,\r\n{name}") == f"Bonjour,\n{unicodedata.normalize('NFC', name)}"


HIDDEN = {
    "line break and header": "Zoé\r\nBcc: x@evil.example",
    "line feed": "Zoé\nExemple",
    "line separator": "Zoé\u2028Exemple",
    "next line": "Zoé\x85Exemple",
    "vertical tab": "Mairie\x0bde",
    "tab": "Zoé\tExemple",
    "NUL": "Zoé\x00",
    "delete": "Zo\x7fé",
    "right-to-left override": "Zoé \u202egnp.exe",
    "left-to-right embedding": "\u202aZoé",
    "isolate": "Zoé\u2066Exemple\u2069",
    "right-to-left mark": "محمد\u200f",
    "zero-width space": "Zo\u200bé",
    "byte order mark": "\ufeffZoé",
    "soft hyphen": "Gemeinde\u00adverwaltung",
    "word joiner": "Zo\u2060é",
    "tag": "Zoé\U000e0041",
    "lone surrogate": "Zoé\udcff",
    "noncharacter": "Zoé\ufdd0",
    "noncharacter of a far plane": "Zoé\U0010ffff",
    "filler that shows as nothing": "\u3164",
    "blank of Braille": "Zoé\u2800",
    "what was lost": "Zo\ufffd",
    "joiner between Latin letters": "Zo\u200dé",
    "non-joiner between Latin letters": "Zo\u200cé",
    "non-joiner before anything": "\u200cمی",
    "joiner after a picture, before nothing": "🌻\u200d",
    "tower of accents": "Z" + "\u0301" * 31,
}


@pytest.mark.parametrize("value", HIDDEN.values(), ids=HIDDEN.keys())
def test_line_refuses_what_is_not_seen(value):
    assert refusal(clean_line, value) == "hidden_character"


@pytest.mark.parametrize("name", sorted(set(HIDDEN) - {key for key in HIDDEN if "line" in key or "tab" in key}))
def test_text_refuses_what_is_not_seen(name):
    assert refusal(clean_text, HIDDEN[name]) == "hidden_character"


def test_refusal_says_what_to_do():
    with translation.override("en"), pytest.raises(ValidationError, match="Type it again rather than pasting it"):
        clean_line("Zoé\u200b")


def test_line_puts_spaces_right():
    assert clean_line(" \t Zoé  de\u00a0 l’Exemple\u202f\n") == "Zoé de l’Exemple"


def test_line_of_spaces_is_empty():
    assert clean_line(" \u3000 ") == ""


def test_line_has_one_form_of_each_letter():
    assert clean_line("Zoe\u0301") == "Zo\u00e9"


def test_text_keeps_its_lines():
    assert clean_text("\n Un\tdeux  \r\n\r\ntrois\u2028quatre\x0bcinq\r") == "Un deux\n\ntrois\nquatre\ncinq"


@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_length_is_counted_once_clean(clean):
    assert clean("  " + "e\u0301" * 200 + "  ", longest=200) == "é" * 200
    assert refusal(clean, "é" * 201, longest=200) == "max_length"
    # Too long for anything it could become: nothing is done with it.
    assert refusal(clean, "\u202e" * 5_000_000, longest=200) == "max_length"


@pytest.mark.parametrize("clean", [clean_line, clean_text])
def test_refusal_of_length_says_the_limit(clean):
    for value in ("a" * 31, "a" * 1000):
        with translation.override("en"), pytest.raises(ValidationError, match="30 characters or fewer"):
            clean(value, longest=30)


@given(ANY_TEXT)
@example("\U0001d15e" * 60)
def test_line_is_clean_or_refused(value):
    try:
        line = clean_line(value)
    except ValidationError:
        return
    assert clean_line(line) == line == unicodedata.normalize("NFC", line) == " ".join(line.split())
    assert [character for character in line if is_hidden(character) and character not in "\u200c\u200d"] == []
    assert line.encode().decode() == line


@given(ANY_TEXT)
def test_text_is_clean_or_refused(value):
    try:
        text = clean_text(value)
    except ValidationError:
        return
    assert clean_text(text) == text
    assert [character for character in text if is_hidden(character) and character not in "\n\u200c\u200d"] == []


@pytest.mark.parametrize(
    "other",
    [
        "Zoe\u0301 d’Exemple",
        "ZOÉ D’EXEMPLE",
        " Zoé \u00a0d’Exemple ",
        "Zoé d'Exemple",
        "Zoé d‘Exemple",
        "Ｚｏé d’Exemple",
    ],
)
def test_person_is_the_same_however_typed(other):
    assert person_fold(other) == person_fold("Zoé d’Exemple") == "zoé d'exemple"


def test_person_with_a_joiner_or_without_is_the_same():
    assert person_fold("می\u200cخواهم") == person_fold("میخواهم")


@pytest.mark.parametrize(
    ("one", "other"), [("André", "Andre"), ("Müller", "Muller"), ("Jean-Marie", "Jean Marie"), ("Ana Li", "Anali")]
)
def test_person_of_another_name_is_another(one, other):
    assert person_fold(one) != person_fold(other)


@given(ANY_TEXT)
@example("\u0345\u0301")
@example("e\u200d\u0301")
@example("ŉ\u00b4")
def test_person_fold_is_stable_and_knows_no_pieces(name):
    folded = person_fold(name)
    assert person_fold(folded) == folded
    assert person_fold(unicodedata.normalize("NFD", name)) == folded
    assert person_fold(unicodedata.normalize("NFC", name)) == folded


@given(LETTERS)
def test_person_fold_knows_no_capitals(name):
    assume(name)
    assert person_fold(name.upper()) == person_fold(name.lower()) == person_fold(f"  {name} ")


# --- What the team types -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_team_may_type_names_of_all_scripts(name):
    assert clean_typed(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    "text",
    ["", "« Marché » : 5\u00a0000\u202f€ — « l’œuvre »…", "Un\nDeux", "Straße", " deux  espaces ", "“a” ‘b’ „c“"],
)
def test_words_of_our_languages_are_kept_to_the_letter(text):
    assert clean_typed(text) == text


@pytest.mark.parametrize("sign", [*sorted(IDLE), "\x00", "\x07", "\x1b", "\x7f", "\x9f", "\u200c", "\u200d"])
def test_sign_that_shows_nothing_and_changes_nothing_goes(sign):
    assert clean_typed(f"Mai{sign}rie de Metz{sign}") == "Mairie de Metz"


@pytest.mark.parametrize(
    "sign", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2069", "\ufffd", "\u3164", "\ufdd0"]
)
def test_sign_that_makes_words_be_read_as_others_is_refused_with_its_place(sign):
    with pytest.raises(ValidationError) as refused:
        clean_typed(f"Mairie de{sign} Metz")
    [message] = refused.value.messages
    assert (refused.value.code, "Mairie de" in message, f"U+{ord(sign):04X}" in message) == (
        "hidden_character",
        True,
        True,
    )


@pytest.mark.parametrize("break_", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_line_breaks_of_all_programs_are_one(break_):
    assert (clean_typed(f"Un{break_}deux"), clean_typed(f"Un{break_}deux", lines=False)) == ("Un\ndeux", "Un deux")


def test_letters_stacked_without_end_are_refused():
    assert refusal(clean_typed, "a" + "\u0301" * 31) == "hidden_character"


@given(ANY_TEXT)
def test_what_is_clean_stays_as_it_is(text):
    assume(refusal(clean_typed, text) is None)
    once = clean_typed(text)
    assert clean_typed(once) == once
