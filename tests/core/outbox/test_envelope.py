"""A mail’s headers say what was written, whatever the name in them; its parts stand where mail programs look."""

import email.policy
from email.parser import BytesParser

import pytest
from django.core import mail as django_mail
from hypothesis import given
from hypothesis import strategies as st

from core.mails.letter import CalendarPart, Message
from core.outbox.envelope import LONGEST_SUBJECT, BadAddress, checked_recipient, clean_header, clean_text, compose
from tests.factories.outbox import OutboxMailFactory

CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Été\r\nEND:VCALENDAR\r\n".encode()
HEADERS = [
    "Content-Type",
    "MIME-Version",
    "Subject",
    "From",
    "To",
    "Reply-To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
]
# Surrogates included: a JSON column of SQLite can hold them.
ANY_TEXT = st.text(st.characters(codec=None), max_size=300)


def travelled(message, **changes):
    """The mail as the other side reads it."""
    sent = compose(OutboxMailFactory.build(**changes), message)
    return BytesParser(policy=email.policy.default).parsebytes(sent.message().as_bytes(linesep="\r\n"))


def structure(part) -> list | str:
    if part.is_multipart():
        return [part.get_content_type(), [structure(child) for child in part.iter_parts()]]
    return part.get_content_type()


def test_plain_mail_is_text_and_html():
    assert structure(travelled(Message("Objet", "texte", "<p>texte</p>"))) == [
        "multipart/alternative",
        ["text/plain", "text/html"],
    ]


def test_calendars_stand_among_the_alternatives_once_and_as_files():
    parts = [CalendarPart("CANCEL", CALENDAR, "ancienne.ics"), CalendarPart("REQUEST", CALENDAR, "formation.ics")]
    mail = travelled(Message("Objet", "texte", "<p>texte</p>", parts))
    assert structure(mail) == [
        "multipart/mixed",
        [
            ["multipart/alternative", ["text/plain", "text/html", "text/calendar"]],
            "application/ics",
            "application/ics",
        ],
    ]
    shown = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert shown["Content-Type"].params["method"] == "CANCEL"
    assert shown.get_content().replace("\r\n", "\n") == CALENDAR.decode().replace("\r\n", "\n")
    files = [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()]
    assert files == [("ancienne.ics", CALENDAR), ("formation.ics", CALENDAR)]


def test_calendar_method_is_one_word():
    with pytest.raises(ValueError, match="one word"):
        travelled(Message("Objet", "texte", "", [CalendarPart("REQUEST; x=y", CALENDAR, "a.ics")]))


def test_mail_names_its_sender_and_asks_for_no_automatic_answer(settings):
    settings.DEFAULT_FROM_EMAIL = "Le programme <ne-pas-repondre@achats.example>"
    mail = travelled(
        Message("Votre place", "texte", "", reply_to="L’équipe <equipe@achats.example>"),
        recipient="Zoe@Région.example",
        message_id="<1@achats.example>",
    )
    assert mail["Date"].datetime is not None
    technical = ("Content-", "MIME", "Date")
    assert {name: str(value) for name, value in mail.items() if not name.startswith(technical)} == {
        "Subject": "Votre place",
        "From": "Le programme <ne-pas-repondre@achats.example>",
        "To": "Zoe@xn--rgion-bsa.example",
        "Reply-To": "L’équipe <equipe@achats.example>",
        "Message-ID": "<1@achats.example>",
        "Auto-Submitted": "auto-generated",
    }


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_no_text_alters_a_header_or_makes_the_mail_impossible(subject, text, html):
    mail = travelled(Message(subject, text, f"<p>{html}", reply_to="equipe@achats.example"))
    assert sorted(mail.keys()) == sorted(HEADERS)
    assert mail["To"].addresses[0].addr_spec.endswith("@commande-publique.example")
    assert len(mail["To"].addresses) == 1


@given(ANY_TEXT)
def test_header_is_one_line_that_cleaning_again_leaves_alone(value):
    clean = clean_header(value)
    assert len(clean.splitlines()) <= 1
    assert clean.isprintable() or not clean.isascii()
    assert clean_header(clean) == clean
    clean.encode()


@given(ANY_TEXT)
def test_file_name_and_answer_address_of_any_text_make_a_mail(value):
    mail = travelled(Message("Objet", "texte", "", [CalendarPart("REQUEST", CALENDAR, value)]))
    assert len(list(mail.iter_attachments())) == 1


def test_injection_forced_into_the_database_stays_a_name(settings):
    mail = travelled(Message("Zoé\r\nBcc: x@evil.example\r\n\r\ncorps", "texte", ""))
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Zoé Bcc: x@evil.example corps"


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("a\tb\x00c\x85d\u2028e", "a b c d e"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\ud800b", "ab"),
        ("  👩\u200d🏫 李明 O’Brien ", "👩\u200d🏫 李明 O’Brien"),
    ],
)
def test_header_loses_controls_and_keeps_every_writing(value, clean):
    assert clean_header(value) == clean


def test_body_keeps_its_lines_and_tabs():
    assert clean_text("a\r\nb\rc\td\x00\x1b\ud800e") == "a\nb\nc\tde"


def test_long_subject_is_cut():
    assert travelled(Message("é" * 300, "texte", ""))["Subject"].strip() == "é" * LONGEST_SUBJECT


@pytest.mark.parametrize(
    "address", ["", "zoe", "a@b.example,c@d.example", "a@b.example\nBcc: c@d.example", "é@b.example"]
)
def test_what_is_not_one_address_is_refused(address):
    with pytest.raises(BadAddress):
        checked_recipient(address)


@pytest.mark.parametrize("backend", ["locmem", "filebased", "dummy", "console"])
def test_mail_suits_the_backends_of_django(backend, tmp_path, capsys):
    options = {"file_path": tmp_path} if backend == "filebased" else {}
    message = Message("Été\nx", "été", "<p>été</p>", [CalendarPart("REQUEST", CALENDAR, "été.ics")])
    sent = compose(OutboxMailFactory.build(), message)
    assert (
        django_mail.get_connection(f"django.core.mail.backends.{backend}.EmailBackend", **options).send_messages([sent])
        == 1
    )
