"""The number of a French establishment (SIRET): fourteen digits, the last one a check digit."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LA_POSTE = "356000000"


def luhn_sum(digits: str) -> int:
    """Sum of the digits, every second one from the right doubled (ISO/IEC 7812-1, annex B)."""
    return sum(sum(divmod(int(digit) * (1 + position % 2), 10)) for position, digit in enumerate(reversed(digits)))


def validate_siret(value: str) -> None:
    """Check the form and the check digit of a SIRET.

    The establishments of La Poste follow a rule of their own: the plain sum of their digits is a multiple of five.

    :param value: the number without spaces.
    :raises ValidationError: when it cannot be a SIRET.
    """
    if len(value) != 14 or not value.isascii() or not value.isdigit():
        raise ValidationError(_("A SIRET number has 14 digits, without spaces or dots."))
    correct = luhn_sum(value) % 10 == 0
    if value.startswith(LA_POSTE):
        correct = correct or sum(map(int, value)) % 5 == 0
    if not correct or not value.strip("0"):
        raise ValidationError(_("This is not a valid SIRET number: the check digit is wrong."))
