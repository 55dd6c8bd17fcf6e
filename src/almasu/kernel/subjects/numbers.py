"""Plates, VINs, telephones, cadastral, document, case and other numbers: each in its one written form.

Every function takes what was typed and returns the written form, or None where the text is no such number.
"""

from __future__ import annotations

import re
import unicodedata

# Russian and Kazakh letters that look like Latin ones: keyboards differ, plates and passports are Latin.
LOOK_ALIKES = str.maketrans("АВСЕНІКМОРТХУ", "ABCEHIKMOPTXY")
SEPARATORS = re.compile(r"[\s\-–—_.]+")

PLATE = re.compile(r"[A-Z0-9]{4,10}")
# 2012: 123ABC02, 123AB02 (companies), 12ABC02 (trailers), 12AB02 (motorcycles); 1993: A123BCD; last two digits: region.
KAZAKH_PLATE = re.compile(r"\d{2,3}[A-Z]{2,3}(0[1-9]|1\d|20)|[A-Z]\d{3}[A-Z]{2,3}")
VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
CADASTRAL = re.compile(r"(\d{2}):(\d{3}):(\d{3}):(\d{1,5})((?::[0-9A-Z]{1,6}){0,4})")
BETWEEN_PARTS = re.compile(r"\s*[-–—:/]\s*|\s+")
DOCUMENT = re.compile(r"[A-Z0-9]{5,15}")
IDENTITY_CARD = re.compile(r"\d{9}")
PASSPORT = re.compile(r"[A-Z]\d{8}")
COURT_CASE = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9A-Z]{1,4}/\d{1,6}")
INVESTIGATION = re.compile(r"\d{15}")
CASE = re.compile(r"(?=.*\d)[0-9A-ZА-ЯӘІҢҒҮҰҚӨҺЁ][0-9A-ZА-ЯӘІҢҒҮҰҚӨҺЁ/\-.:]{2,39}")
OTHER = re.compile(r"(?=.*\d)[0-9A-ZА-ЯӘІҢҒҮҰҚӨҺЁ][0-9A-ZА-ЯӘІҢҒҮҰҚӨҺЁ /\-.:#]{0,62}[0-9A-ZА-ЯӘІҢҒҮҰҚӨҺЁ]")

VIN_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def folded(text: str) -> str:
    """Return the text in compatibility form and capital letters, without spaces at its ends."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def latin(text: str) -> str:
    """Return the text in capital letters without separators, look-alike Cyrillic letters made Latin."""
    return SEPARATORS.sub("", folded(text)).translate(LOOK_ALIKES)


def plate(text: str) -> str | None:
    """Return a state registration plate, domestic or foreign: letters and at least one digit, no separators."""
    value = latin(text)
    has_digit = any(c.isdigit() for c in value)
    return value if has_digit and PLATE.fullmatch(value) else None


def is_kazakh_plate(value: str) -> bool:
    """Return whether a written plate has one of the Kazakh shapes."""
    return KAZAKH_PLATE.fullmatch(value) is not None


def vin(text: str) -> str | None:
    """Return a vehicle identification number of 17 characters (ISO 3779: no I, O, Q)."""
    value = latin(text)
    return value if VIN.fullmatch(value) else None


def vin_check_agrees(value: str) -> bool:
    """Return whether the ninth character is the check digit; makers outside North America need not keep it."""
    total = sum(int(VIN_VALUES.get(c, c)) * weight for c, weight in zip(value, VIN_WEIGHTS, strict=True))
    return value[8] == "0123456789X"[total % 11]


def phone(text: str) -> str | None:
    """Return a telephone number as E.164: Kazakh ones as +77.. or +76.., others only with their country code."""
    value = re.sub(r"[\s()\-–—.]+", "", folded(text))
    digits = value.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return None
    if value.startswith("+") and not digits.startswith("7"):
        return f"+{digits}" if 8 <= len(digits) <= 15 and digits[0] != "0" else None
    if len(digits) == 10 and not value.startswith("+"):
        digits = f"7{digits}"
    if len(digits) == 11 and digits[0] == "8" and not value.startswith("+"):
        digits = f"7{digits[1:]}"
    return f"+{digits}" if re.fullmatch(r"7[3-9]\d{9}", digits) else None


def is_kazakh_phone(value: str) -> bool:
    """Return whether an E.164 number belongs to Kazakhstan's part of +7."""
    return value[:3] in {"+76", "+77"}


def cadastral(text: str) -> str | None:
    """Return a cadastral number with colons: region, district, quarter, plot, then building and flat if any."""
    found = CADASTRAL.fullmatch(BETWEEN_PARTS.sub(":", folded(text.replace("№", "")).translate(LOOK_ALIKES)))
    if found is None:
        return None
    parts = [found[1], found[2], found[3], found[4].lstrip("0").zfill(3), *found[5].split(":")[1:]]
    return ":".join(parts)


def document(text: str) -> str | None:
    """Return the number of an identity card, passport or like paper: capital Latin letters and digits."""
    value = latin(text.replace("№", ""))
    has_digit = any(c.isdigit() for c in value)
    return value if has_digit and DOCUMENT.fullmatch(value) else None


def is_kazakh_document(value: str) -> bool:
    """Return whether a written number has the shape of the national identity card or passport."""
    return bool(IDENTITY_CARD.fullmatch(value) or PASSPORT.fullmatch(value))


def case(text: str) -> str | None:
    """Return the number of a court case or of a pre-trial investigation."""
    value = re.sub(r"\s+", "", folded(text).replace("№", "")).replace("–", "-")
    return value if CASE.fullmatch(value) else None


def is_case_shape(value: str) -> bool:
    """Return whether a written number has the shape of a court case or of the investigations' register."""
    return bool(COURT_CASE.fullmatch(value) or INVESTIGATION.fullmatch(value))


def other(text: str) -> str | None:
    """Return a number of some register's own: contract, licence, ticket, declaration, record."""
    value = re.sub(r"\s+", " ", folded(text).replace("№", "")).strip()
    return value if OTHER.fullmatch(value) else None
