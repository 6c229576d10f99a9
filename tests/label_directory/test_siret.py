"""What can be the number of an establishment, and what cannot."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from hypothesis import assume, given
from hypothesis import strategies as st

from label_directory.siret import LA_POSTE, luhn_sum, validate_siret

FORM = "A SIRET number has 14 digits, without spaces or dots."
CHECK_DIGIT = "This is not a valid SIRET number: the check digit is wrong."


def refusal(value):
    try:
        validate_siret(value)
    except ValidationError as error:
        return error.message
    return None


def with_check_digit(thirteen):
    """Thirteen digits and the one that makes them a SIRET."""
    return thirteen + str(-luhn_sum(thirteen + "0") % 10)


@pytest.mark.parametrize(
    "value",
    [
        "73282932000074",
        "13002526500013",
        "00000000000018",
        "35600000000048",  # head office of La Poste: it has a check digit like any other
        "35600000049837",  # an establishment of La Poste, by the sum of its digits
    ],
)
def test_siret_is_accepted(value):
    assert refusal(value) is None


@pytest.mark.parametrize("value", ["73282932000075", "13002526500031", "12345678901234", "00000000000000"])
def test_siret_with_a_wrong_check_digit_is_refused(value):
    assert refusal(value) == _(CHECK_DIGIT)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "7328293200007",
        "732829320000740",
        "732 829 320 00074",
        " 73282932000074",
        "73282932000074\n",
        "732.829.320.00074",
        "7328293200007A",
        "-3282932000074",
        "+3282932000074",
        "7.3283E+130000",
        "٧٣٢٨٢٩٣٢٠٠٠٠٧٤",
        "７３２８２９３２００００７４",
        "7328293200007⁴",
        "7328293200007½",
    ],
)
def test_siret_of_another_form_is_refused(value):
    assert refusal(value) == _(FORM)


@given(st.text(alphabet="0123456789", min_size=13, max_size=13))
def test_siret_accepts_thirteen_digits_and_their_check_digit(thirteen):
    assume(thirteen.strip("0"))
    assert refusal(with_check_digit(thirteen)) is None


@given(st.text(alphabet="0123456789", min_size=13, max_size=13), st.integers(0, 13), st.integers(1, 9))
def test_siret_with_one_wrong_digit_is_refused(thirteen, position, offset):
    assume(not thirteen.startswith(LA_POSTE))
    siret = with_check_digit(thirteen)
    wrong = siret[:position] + str((int(siret[position]) + offset) % 10) + siret[position + 1 :]
    assume(not wrong.startswith(LA_POSTE))
    assert refusal(wrong) == _(CHECK_DIGIT)


@given(st.text(alphabet="0123456789", min_size=5, max_size=5))
def test_siret_of_la_poste_has_a_sum_of_fives_or_a_check_digit(nic):
    siret = LA_POSTE + nic
    expected = None if sum(map(int, siret)) % 5 == 0 or luhn_sum(siret) % 10 == 0 else _(CHECK_DIGIT)
    assert refusal(siret) == expected


@given(st.text(alphabet="0123456789", min_size=5, max_size=5))
def test_siret_of_others_is_not_forgiven_for_its_sum(nic):
    siret = "732829320" + nic
    assume(luhn_sum(siret) % 10)
    assert refusal(siret) == _(CHECK_DIGIT)


@given(st.text(max_size=20))
def test_siret_of_any_text_is_judged_without_an_error(value):
    assert (refusal(value) in (None, _(FORM), _(CHECK_DIGIT))) is True


@pytest.mark.parametrize(("digits", "total"), [("", 0), ("0", 0), ("18", 10), ("79927398713", 70), ("59", 10)])
def test_luhn_sum_doubles_every_second_digit_from_the_right(digits, total):
    assert luhn_sum(digits) == total
