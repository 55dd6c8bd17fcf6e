"""Identity numbers of people and businesses that there are not."""

from datetime import date

from almasu.kernel.subjects.bin import KINDS, UNITS, BusinessKind, BusinessUnit
from almasu.kernel.subjects.identity_number import check_digit
from almasu.kernel.subjects.iin import Sex


def make_iin(born: date, sex: Sex, serial: int) -> str | None:
    """Return the IIN of a made-up person, or None where these eleven digits are never issued; serial is 0..9999."""
    century = {18: 1, 19: 3, 20: 5}[born.year // 100] + (sex is Sex.FEMALE)
    prefix = f"{born:%y%m%d}{century}{serial:04d}"
    expected = check_digit(prefix).expected
    return None if expected is None else f"{prefix}{expected}"


def make_bin(year: int, month: int, kind: BusinessKind, unit: BusinessUnit, serial: int) -> str | None:
    """Return the BIN of a made-up business, or None where these digits are never issued; serial is 0..99999."""
    kind_digit = next(digit for digit, one in KINDS.items() if one is kind)
    unit_digit = next(digit for digit, one in UNITS.items() if one is unit)
    prefix = f"{year % 100:02d}{month:02d}{kind_digit}{unit_digit}{serial:05d}"
    expected = check_digit(prefix).expected
    return None if expected is None else f"{prefix}{expected}"
