"""What a session asks: one default form, questions in three languages, options that mean the same in each."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories.training import SignUpFormFactory, question
from training.models import SignUpForm
from training.models.sign_up_form import LONGEST_OPTION, MOST_OPTIONS

pytestmark = pytest.mark.django_db

THEMES = {"options_fr": "Sourçage\nClauses", "options_de": "Markterkundung\nKlauseln"}


def flaws_of(row):
    """The fields a row is refused for."""
    try:
        row.full_clean(exclude=["form"])
    except ValidationError as error:
        return sorted(error.message_dict)
    return []


def test_form_of_sessions_that_name_none_is_the_default_one():
    SignUpFormFactory()
    chosen = SignUpFormFactory(is_default=True)
    assert SignUpForm.default() == chosen


def test_without_a_default_form_a_plain_one_is_asked():
    SignUpFormFactory()
    plain = SignUpForm.default()
    assert (plain.pk, plain.organisation, list(plain.questions.all())) == (None, "required", [])


def test_second_default_form_is_refused_in_words():
    SignUpFormFactory(is_default=True)
    assert flaws_of(SignUpForm(title="Autre", is_default=True)) == ["__all__"]
    assert flaws_of(SignUpForm(title="Autre")) == []


def test_second_default_form_is_refused_by_the_database():
    SignUpFormFactory(is_default=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUpFormFactory(is_default=True)


@pytest.mark.parametrize("kind", ["one_choice", "several_choices"])
@pytest.mark.parametrize(
    ("options", "flaws"),
    [
        ({"options_fr": "Oui\nNon"}, []),
        ({"options_fr": "  Oui \r\n\r\nNon\n"}, []),
        (THEMES, []),
        (THEMES | {"options_en": "Market research\nClauses"}, []),
        ({}, ["options_fr"]),
        ({"options_fr": "Oui\n \n"}, ["options_fr"]),
        ({"options_fr": "Oui\noui"}, ["options_fr"]),
        ({"options_fr": "Oui\nOui"}, ["options_fr"]),
        ({"options_fr": "Oui  donc\nOui donc"}, ["options_fr"]),
        (THEMES | {"options_de": "Markterkundung"}, ["options_de"]),
        (THEMES | {"options_de": "Klauseln\nKlauseln"}, ["options_de"]),
        (THEMES | {"options_en": "One\nTwo\nThree"}, ["options_en"]),
        ({"options_fr": "\n".join(map(str, range(MOST_OPTIONS)))}, []),
        ({"options_fr": "\n".join(map(str, range(MOST_OPTIONS + 1)))}, ["options_fr"]),
        ({"options_fr": "a" * LONGEST_OPTION + "\nb"}, []),
        ({"options_fr": "a" * (LONGEST_OPTION + 1) + "\nb"}, ["options_fr"]),
    ],
)
def test_options_of_a_choice_are_checked(kind, options, flaws):
    assert flaws_of(question(kind=kind, **options)) == flaws


@pytest.mark.parametrize("kind", ["short_text", "long_text", "yes_no"])
def test_question_without_choices_needs_no_option(kind):
    assert flaws_of(question(kind=kind)) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [("fr", ("Thèmes", "fr")), ("de", ("Themen", "de")), ("en", ("Thèmes", "fr"))],
)
def test_words_that_are_missing_read_in_french(code, words):
    assert question("Thèmes", label_de="Themen").words("label", code) == words


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("fr", ([("Sourçage", "Sourçage"), ("Clauses", "Clauses")], "fr")),
        ("de", ([("Sourçage", "Markterkundung"), ("Clauses", "Klauseln")], "de")),
        ("en", ([("Sourçage", "Sourçage"), ("Clauses", "Clauses")], "fr")),
    ],
)
def test_option_is_known_by_its_french_line(code, options):
    assert question(kind="one_choice", **THEMES).options(code) == options


def test_options_that_do_not_match_read_in_french():
    row = question(kind="one_choice", options_fr="Un\nDeux", options_de="Eins")
    assert row.options("de") == ([("Un", "Un"), ("Deux", "Deux")], "fr")


def test_question_keeps_its_identity_when_it_is_moved():
    form = SignUpFormFactory(questions=[question("Un"), question("Deux")])
    uids = {row.label_fr: row.uid for row in form.questions.all()}
    form = SignUpForm.objects.get(pk=form.pk)
    form.questions = list(reversed(form.questions.all()))
    form.save()
    assert {row.label_fr: row.uid for row in SignUpForm.objects.get(pk=form.pk).questions.all()} == uids
