"""The words of mails: the team’s own over the shipped ones, and what neither may be."""

import pytest
from django.core.exceptions import ValidationError

from core.mails import checks, wording
from core.mails.checks import check_mails_have_texts
from core.mails.record import mail_named
from core.mails.wording import Text, checked, shipped_text, text_of
from core.models import MailText

LENT = mail_named("loan_lent")
BODY = "Venez. {retrait}"


@pytest.mark.django_db
def test_text_of_is_the_teams_own_in_that_language_only():
    MailText.objects.create(mail="loan_lent", language="de", subject="Bald", body="Bis dann.")
    assert text_of(LENT, "de") == Text("Bald", "Bis dann.")
    assert text_of(LENT, "en") == shipped_text(LENT, "en")


def test_a_text_is_tidied():
    assert checked(LENT, Text(" Prêt  accordé ", f"{BODY}\r\n\r\nMerci. ")) == Text("Prêt accordé", f"{BODY}\n\nMerci.")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (Text("{retrait}", BODY), ["subject"]),
        (Text("Prêt", "Venez."), ["body"]),
        (Text("{nom}", "{nom}"), ["subject", "body"]),
        (Text("P" * 121, BODY + "x" * 4000), ["subject", "body"]),
        (Text("Prêt", f"{BODY}\u202e"), ["body"]),
    ],
)
def test_every_fault_of_a_text_is_told_at_its_place(text, wrong):
    with pytest.raises(ValidationError) as error:
        checked(LENT, text)
    assert list(error.value.message_dict) == wrong


def test_a_start_of_the_site_finds_all_shipped_texts_fit_to_leave():
    assert check_mails_have_texts(None) == []


@pytest.mark.parametrize(
    ("mails", "fault"),
    [
        ({}, "no text"),
        (
            {"loan_lent": {"subject": "Prêt", "body": ["{retrait}", "{nom}"]}},
            "Ce message n’a pas de mention automatique {nom}\u00a0: retirez-la.",
        ),
    ],
)
def test_a_start_of_the_site_says_what_is_wrong_with_the_text_of_a_mail(monkeypatch, mails, fault):
    monkeypatch.setattr(checks, "all_mails", lambda: [LENT])
    monkeypatch.setattr(wording, "shipped_words", lambda application, language: {"mails": mails})
    found = [error.msg for error in check_mails_have_texts(None)]
    assert found == [f"lending/mail_texts/{code}.json: loan_lent: {fault}" for code in ("fr", "de", "en")]


def test_a_language_without_a_file_has_no_text():
    assert checks.fault_of(LENT, "it") == "no text"
