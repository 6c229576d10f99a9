"""What the team may write between braces."""

import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from training.mail_kinds import MailName
from training.mail_placeholders import (
    MEANINGS,
    check_body,
    check_subject,
    fill,
    placeholders_of,
    required_in,
    subject_placeholders_of,
)


def faults(check, *args):
    """How many faults a check finds."""
    try:
        check(*args)
    except ValidationError as error:
        return len(error.messages)
    return 0


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Bonjour {personne}, rang {rang}.", 0),
        ("Bonjour.", 0),
        ("Bonjour {nom}.", 1),
        ("Bonjour {Personne}.", 1),
        ("Bonjour {personne }.", 1),
        ("Bonjour {}.", 1),
        ("Bonjour {personne.", 1),
        ("Bonjour personne}.", 1),
        ("Bonjour {{personne}}.", 1),
        ("Bonjour {nom {personne}.", 1),
        ("{lien} {nom} {lien} {", 3),
        ("{motif}", 1),
    ],
)
def test_check_body_refuses_what_would_not_be_filled_in(body, expected):
    assert faults(check_body, MailName.WAITING, body) == expected


@pytest.mark.parametrize(("body", "expected"), [("{situation} {motif}", 0), ("{situation}", 1), ("Annulée.", 2)])
def test_check_body_wants_what_depends_on_the_case(body, expected):
    assert faults(check_body, MailName.SESSION_CANCELLED, body) == expected


@pytest.mark.parametrize(("subject", "expected"), [("{formation} : {rang}", 0), ("{situation}", 1), ("{motif}", 1)])
def test_check_subject_refuses_whole_sentences(subject, expected):
    assert faults(check_subject, MailName.WAITING, subject) == expected


def test_a_name_in_pieces_is_the_same_placeholder():
    decomposed = "Avant le {e\u0301che\u0301ance}"
    assert faults(check_body, MailName.OFFER, decomposed) == 0
    assert fill(decomposed, {"échéance": "10 h"}) == "Avant le 10 h"


def test_fill_never_reads_a_value_for_placeholders():
    values = {"personne": "{contact}", "contact": "{personne}"}
    assert fill("{personne}, {contact}", values) == "{contact}, {personne}"


def test_fill_leaves_out_what_has_no_value():
    assert fill("a{rien}b", {}) == "ab"


@given(st.text(max_size=80), st.text(max_size=80))
def test_fill_puts_any_value_in_as_it_is(name, course):
    assert fill("<{personne}|{formation}>", {"personne": name, "formation": course}) == f"<{name}|{course}>"


@pytest.mark.parametrize("kind", list(MailName))
def test_every_placeholder_is_explained(kind):
    assert [name for name in placeholders_of(kind) if name not in MEANINGS] == []
    assert set(subject_placeholders_of(kind)) | set(required_in(kind)) <= set(placeholders_of(kind))


#: For each mail: what it may hold beyond what all have; what it must hold (!), what is too long for a subject (…).
WRITTEN = """
    confirm_address    échéance
    already_signed_up  situation!…
    seat_confirmed
    waiting            rang situation…
    session_full
    offer              échéance situation…
    offer_lapsed
    offer_declined
    withdrawn          situation!…
    session_cancelled  motif!… situation!…
    session_moved      situation!…
    handed_over        collègue
    seat_received      collègue
    other_session      ancienne-session
    address_corrected  situation…
    reminder           délai
    queue_closed
"""


def test_placeholders_are_those_that_somebody_wrote_out():
    written = {line.split()[0]: line.split()[1:] for line in WRITTEN.strip().splitlines()}
    assert {*written, "links"} == set(MailName)
    everybody = ("personne", "formation", "dates", "contact")
    for name, own in written.items():
        kind = MailName(name)
        words = [word.rstrip("!…") for word in own]
        assert placeholders_of(kind) == (*everybody, *words)
        assert required_in(kind) == tuple(word.rstrip("!…") for word in own if "!" in word)
        short = [word for word in own if "…" not in word]
        assert subject_placeholders_of(kind) == (*everybody, *short)


def test_mail_about_several_people_names_none():
    found = placeholders_of(MailName.LINKS), subject_placeholders_of(MailName.LINKS), required_in(MailName.LINKS)
    assert found == (("contact",), ("contact",), ())


def test_faults_are_told_all_at_once_and_each_once():
    with pytest.raises(ValidationError) as refusal:
        check_body(MailName.SESSION_CANCELLED, "{lien} {nom} {lien} {")
    told = refusal.value.messages
    named = [found.group() for text in told for found in re.finditer(r"{[a-z]+}", text)]
    assert named == ["{personne}", "{lien}", "{nom}", "{motif}", "{situation}"]
