"""What the team may write between braces."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.mails.placeholders import Placeholder, check_body, check_subject, fill

PLACEHOLDERS = [Placeholder("personne", ""), Placeholder("rang", ""), Placeholder("échéance", "")]
SENTENCES = [Placeholder(name, "", in_subject=False, required=True) for name in ("motif", "situation")]


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
    assert faults(check_body, body, PLACEHOLDERS) == expected


@pytest.mark.parametrize(("body", "expected"), [("{situation} {motif}", 0), ("{situation}", 1), ("Annulée.", 2)])
def test_check_body_wants_what_depends_on_the_case(body, expected):
    assert faults(check_body, body, SENTENCES) == expected


@pytest.mark.parametrize(("subject", "expected"), [("{personne} : {rang}", 0), ("{situation}", 1), ("{motif}", 1)])
def test_check_subject_refuses_whole_sentences(subject, expected):
    assert faults(check_subject, subject, PLACEHOLDERS + SENTENCES) == expected


def test_a_name_in_pieces_is_the_same_placeholder():
    decomposed = "Avant le {e\u0301che\u0301ance}"
    assert faults(check_body, decomposed, PLACEHOLDERS) == 0
    assert fill(decomposed, {"échéance": "10 h"}) == "Avant le 10 h"


def test_fill_never_reads_a_value_for_placeholders():
    values = {"personne": "{contact}", "contact": "{personne}"}
    assert fill("{personne}, {contact}", values) == "{contact}, {personne}"


def test_fill_leaves_out_what_has_no_value():
    assert fill("a{rien}b", {}) == "ab"
    assert fill("Bonjour {rien},\n\n{rien} le\u00a0{rien}.", {}) == "Bonjour,\n\n le."


@given(st.text(max_size=80), st.text(max_size=80))
def test_fill_puts_any_value_in_as_it_is(name, course):
    assert fill("<{personne}|{formation}>", {"personne": name, "formation": course}) == f"<{name}|{course}>"


def test_a_brace_is_a_fault_even_where_a_mail_has_no_placeholder():
    assert (faults(check_body, "Bonjour {.", []), faults(check_body, "Bonjour.", [])) == (1, 0)
