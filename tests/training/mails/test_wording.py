"""The shipped words: the same in three languages, set as a printer would, and fit for their own checks."""

import re

import pytest

from core.mails.checks import fault_of
from core.mails.placeholders import PLACEHOLDER
from core.mails.wording import shipped_words
from tests.test_demo_typography import offences
from training.enums import CancellationReason
from training.mails.table import MAILS
from training.rules.mail_names import MailName

LANGUAGES = ["fr", "de", "en"]
NO_BREAK_SPACES = "\u00a0\u202f"


def shipped(language):
    return shipped_words("training", language)


def leaves(value, place=""):
    """Every text of a file, by its place."""
    if isinstance(value, str):
        return {place: value}
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return {key: text for name, part in pairs for key, text in leaves(part, f"{place}.{name}").items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.name)
def test_shipped_texts_pass_the_checks_of_the_teams_own(mail, language):
    assert fault_of(mail, language) == ""


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
    for mail in MailName:
        names = [
            {name for text in leaves(words["mails"][mail]).values() for name in PLACEHOLDER.findall(text)}
            for words in (shipped("fr"), shipped(language))
        ]
        assert names[0] == names[1]


def test_there_is_a_text_for_each_mail_and_a_sentence_for_each_reason():
    for language in LANGUAGES:
        words = shipped(language)
        assert set(words["mails"]) == set(MailName)
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


def test_every_sentence_of_the_files_is_shown_beside_the_text_that_it_may_stand_in():
    shown = [s for mail in MAILS for placeholder in mail.placeholders for s in placeholder.sentences("fr")]
    written = [sentence for group in shipped("fr")["situations"].values() for sentence in group.values()]
    # The state of a request is said among the links of somebody, never in the text of a mail.
    assert set(written) - set(shown) == {shipped("fr")["situations"]["state"]["requested"]}


def test_the_sentences_of_a_mail_are_those_of_its_cases():
    counts = {mail.name: sum(len(holder.sentences("fr")) for holder in mail.placeholders) for mail in MAILS}
    assert (counts["address_corrected"], counts["withdrawn"], counts["reminder"]) == (4, 4, 0)
