"""The shipped words: the same in three languages, set as a printer would, and fit for their own checks."""

import json
import re

import pytest

from tests.test_demo_typography import offences
from training.enums import CancellationReason
from training.mails.wording import FOLDER, text_of, words_in
from training.models import MailText
from training.models.mail_text import LONGEST_BODY, LONGEST_SUBJECT
from training.rules.mail_names import MailName
from training.rules.placeholders import PLACEHOLDER, check_body, check_subject

LANGUAGES = ["fr", "de", "en"]
NO_BREAK_SPACES = "\u00a0\u202f"


def shipped(language):
    return json.loads((FOLDER / f"{language}.json").read_text("utf-8"))


def leaves(value, place=""):
    """Every text of a file, by its place."""
    if isinstance(value, str):
        return {place: value}
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return {key: text for name, part in pairs for key, text in leaves(part, f"{place}.{name}").items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(MailName))
def test_shipped_texts_pass_the_checks_of_the_teams_own(kind, language):
    text = words_in(language).mail(kind)
    check_subject(kind, text.subject)
    check_body(kind, text.body)
    MailText(kind=kind, language=language, subject=text.subject, body=text.body).clean()
    assert (len(text.subject) <= LONGEST_SUBJECT, len(text.body) <= LONGEST_BODY) == (True, True)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_languages_have_the_same_texts_with_the_same_placeholders(language):
    french, other = leaves(shipped("fr")), leaves(shipped(language))
    assert set(french) == set(other)
    differ = [
        place
        for place, text in french.items()
        if not place.startswith(".mails") and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(other[place]))
    ]
    assert differ == []
    for kind in MailName:
        names = [
            {name for text in leaves(words["mails"][kind]).values() for name in PLACEHOLDER.findall(text)}
            for words in (shipped("fr"), shipped(language))
        ]
        assert names[0] == names[1]


def test_there_is_a_text_for_each_mail_and_a_sentence_for_each_reason():
    for language in LANGUAGES:
        words = shipped(language)
        assert set(words["mails"]) == set(MailName.values)
        assert set(words["reasons"]) == set(CancellationReason.values)


@pytest.mark.parametrize(
    "pattern",
    [
        r"['\"]",
        rf"[^{NO_BREAK_SPACES}:;?!](:(?=\s|$)|[;?!»])",
        rf"«[^{NO_BREAK_SPACES}]",
        r"\w[·•‧]\w|\w\((e|s|es|ne|trice|rice)\)",
        r"\.\.\.| {2}",
    ],
)
def test_french_texts_are_set_as_a_printer_would(pattern):
    assert offences(leaves(shipped("fr")), pattern) == []


@pytest.mark.parametrize(("language", "quotes"), [("de", "['\"«»”]"), ("en", "['\"«»„]")])
def test_the_other_texts_have_the_quotes_of_their_language(language, quotes):
    found = {place: text for place, text in leaves(shipped(language)).items() if re.search(quotes, text)}
    assert found == {}
    assert [place for place, text in leaves(shipped(language)).items() if re.search(r"\s[:;?!]", text)] == []


def test_situations_of_the_files_are_those_of_the_mails():
    groups = set(shipped("fr")["situations"]) - {"state"}
    assert groups <= set(MailName.values)
    assert len(words_in("fr").sentences(MailName.ADDRESS_CORRECTED)) == 4
    assert words_in("fr").sentences(MailName.REMINDER) == []


@pytest.mark.django_db
def test_text_of_is_the_teams_own_in_that_language_only():
    MailText.objects.create(kind="reminder", language="de", subject="Bald", body="Bis dann.")
    assert (text_of(MailName.REMINDER, "de").subject, text_of(MailName.REMINDER, "de").body) == ("Bald", "Bis dann.")
    assert text_of(MailName.REMINDER, "en") == words_in("en").mail(MailName.REMINDER)
