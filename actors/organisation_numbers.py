"""Swedish organisation numbers (ten digits, the last one a check digit)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.check_digits import has_check_digit


def validate_organisation_number(value: str) -> None:
    """Accepts `NNNNNN-NNNN`; the check digit is by Luhn, the third digit at least 2.

    The third digit tells an organisation from a person (Skatteverket, SKV 709).
    """
    if not re.fullmatch(r"\d{6}-\d{4}", value, re.ASCII):
        raise ValidationError(_("Skriv tio siffror med bindestreck, till exempel 202100-0000."))
    if int(value[2]) < 2 or not has_check_digit(value.replace("-", "")):
        raise ValidationError(
            _("Numret är inget organisationsnummer: kontrollsiffran stämmer inte.")
        )
