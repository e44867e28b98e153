"""Swedish organisation numbers (ten digits, the last one a check digit)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def validate_organisation_number(value: str) -> None:
    """Accepts `NNNNNN-NNNN`; the check digit is by Luhn, the third digit at least 2.

    The third digit tells an organisation from a person (Skatteverket, SKV 709).
    """
    if not re.fullmatch(r"\d{6}-\d{4}", value, re.ASCII):
        raise ValidationError(_("Skriv tio siffror med bindestreck, till exempel 202100-0000."))
    digits = [int(digit) for digit in value if digit.isdigit()]
    if digits[2] < 2 or luhn_sum(digits) % 10:
        raise ValidationError(
            _("Numret är inget organisationsnummer: kontrollsiffran stämmer inte.")
        )


def luhn_sum(digits: list[int]) -> int:
    """The sum that is a multiple of ten when the last digit is the right check digit."""
    doubled = [digit * 2 if place % 2 == 0 else digit for place, digit in enumerate(digits)]
    return sum(number - 9 if number > 9 else number for number in doubled)
