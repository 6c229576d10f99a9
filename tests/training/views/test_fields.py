"""What participants type: refused in words when it is wrong, and quickly when it is enormous."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from core.typed_text import clean_line, clean_text
from tests.factories.label_directory import OrganisationTypeFactory
from training.views.fields import (
    OTHER_KIND,
    AddressField,
    ChosenField,
    OrganisationKindField,
    SeveralField,
    TypedField,
    line_field,
    text_field,
)

HUGE = "é" * 5_000_000
CHOICES = [("a", "A"), ("b", "B")]


def code_of(field, value):
    """Why a field refuses a value, or nothing."""
    try:
        field.clean(value)
    except ValidationError as error:
        return error.code or error.error_list[0].code
    return None


def test_line_is_kept_with_single_spaces():
    assert line_field(20).clean("  Zoé   Lambert ") == "Zoé Lambert"


@pytest.mark.parametrize(
    "typed", ["Zoé\r\nBcc: x@evil.example", "Zoé\nLambert", "Zoé\x00", "Zoé\u202eLambert", "Zo\ufffd", chr(0xD800)]
)
def test_line_refuses_what_could_harm(typed):
    assert code_of(line_field(100), typed) == "hidden_character"


@pytest.mark.parametrize(("length", "code"), [(10, None), (11, "max_length"), (20, "max_length"), (21, "max_length")])
@pytest.mark.parametrize("cleaner", [clean_line, clean_text])
def test_text_is_at_most_as_long_as_its_field(cleaner, length, code):
    assert code_of(TypedField(cleaner, max_length=10), "a" * length) == code


def test_line_breaks_of_a_browser_count_once():
    assert text_field(5).clean("a\r\nb\r\nc") == "a\nb\nc"


def test_text_that_is_enormous_is_not_looked_at():
    looked = []
    assert code_of(TypedField(looked.append, max_length=10), HUGE) == "max_length"
    assert looked == []


def test_text_that_is_enormous_is_not_sent_back():
    assert len(line_field(10).bound_data(HUGE, None)) == 20


@pytest.mark.parametrize("value", [None, "", "   "])
@pytest.mark.parametrize("field", [line_field, text_field])
def test_text_that_is_required_is_not_blank(field, value):
    assert (code_of(field(10), value), field(10, required=False).clean(value)) == ("required", "")


@pytest.mark.parametrize(
    "address",
    [
        "zoe.lambert@metz.example",
        "o'brien+formation@metz.example",
        "zoe@métropole.example",
        "zoe@xn--mtropole-b1a.example",
        "zoe@" + ".".join(["a" * 60] * 3) + ".example",
    ],
)
def test_address_is_taken_as_typed(address):
    assert AddressField().clean(f" {address} ") == address


@pytest.mark.parametrize(
    "address",
    [
        "Zoé Lambert <zoe@metz.example>",
        '"Zoé" <zoe@metz.example>',
        '"zoe lambert"@metz.example',
        '"a@b"@metz.example',
        "zoe@metz.example,lea@metz.example",
        "zoe@metz.example lea@metz.example",
        "zoe@metz.example;lea@metz.example",
        "zoe(formation)@metz.example",
        "zoe@[127.0.0.1]",
        "zoe@localhost",
        "zoe@",
        "@metz.example",
        "zoe@@metz.example",
        "zoé@metz.example",
        "zoe@metz..example",
        "mailto:zoe@metz.example",
    ],
)
def test_address_with_more_or_less_than_an_address_is_refused(address):
    with pytest.raises(ValidationError) as refusal:
        AddressField().clean(address)
    expected = gettext("Enter a complete email address, like name@organisation.example.")
    assert refusal.value.messages == [expected]


def test_address_without_its_sign_is_told_so():
    with pytest.raises(ValidationError) as refusal:
        AddressField().clean("zoe.lambert.example")
    assert refusal.value.messages == [gettext("The email address must have an @ sign.")]


@pytest.mark.parametrize(
    "address", ["zoe@metz.example\nBcc: x@evil.example", "zoe\x01@metz.example", "z\u202e@a.example"]
)
def test_address_refuses_what_could_harm(address):
    assert code_of(AddressField(), address) == "hidden_character"


@pytest.mark.parametrize(("extra", "code"), [(0, None), (1, "max_length")])
def test_address_is_at_most_as_long_as_mail_allows(extra, code):
    domain = f"{'b' * 60}.{'c' * 60}.{'d' * 54}.example"
    local = "a" * (254 + extra - len(domain) - 1)
    assert code_of(AddressField(), f"{local}@{domain}") == code


def test_wrong_choice_is_not_repeated():
    for field, value in ((ChosenField(choices=CHOICES), HUGE), (SeveralField(choices=CHOICES), [HUGE])):
        with pytest.raises(ValidationError) as refusal:
            field.clean(value)
        assert len(refusal.value.messages[0]) < 200


def test_several_choices_are_kept_once_in_the_order_of_the_list():
    letters = list("abcdefghij")
    field = SeveralField(choices=[(letter, letter.upper()) for letter in letters])
    assert field.clean(letters[::-1] * 1_000) == letters


@pytest.fixture
def kinds(db):
    rows = [
        ("sme", "PME", "KMU", "supplier", 1),
        ("town", "Commune", "Gemeinde", "buyer", 2),
        ("region", "Région", "Region", "buyer", 1),
    ]
    return {
        slug: OrganisationTypeFactory(slug=slug, name_fr=french, name_de=german, kind=kind, sort_order=position)
        for slug, french, german, kind, position in rows
    }


def test_kinds_of_organisation_are_grouped_buyers_first(kinds):
    field = OrganisationKindField("de")
    groups = [[label for _value, label in options] for _kind, options in field.choices[1:-1]]
    assert groups == [["Region", "Gemeinde"], ["KMU"]]


@pytest.mark.parametrize("choice", ["town", OTHER_KIND])
def test_kind_of_organisation_is_a_row_or_none(kinds, choice):
    assert OrganisationKindField("fr").clean(choice) == kinds.get(choice)


@pytest.mark.parametrize("choice", ["nothing", "\x00", "1", HUGE])
def test_kind_of_organisation_that_is_not_in_the_list_is_refused(kinds, choice):
    assert code_of(OrganisationKindField("fr"), choice) == "invalid_choice"


def test_kind_of_organisation_is_shown_again(kinds):
    field = OrganisationKindField("fr")
    assert [field.prepare_value(value) for value in (kinds["town"], "town", None)] == ["town", "town", None]
