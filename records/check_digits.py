"""The check digit of Swedish numbers: of organisations and of persons."""


def has_check_digit(digits: str) -> bool:
    """Whether the last of these digits is the check digit of the others, by Luhn's rule."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0
