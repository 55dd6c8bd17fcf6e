"""BIN: the business identification number, YYMM of registration, kind, unit, five serial digits, check digit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from almasu.kernel.subjects.identity_number import checked
from almasu.law.text import Text


class BusinessKind(StrEnum):
    """The fifth digit: who is registered."""

    RESIDENT = "resident"
    NON_RESIDENT = "non_resident"
    JOINT_SOLE_TRADER = "joint_sole_trader"


class BusinessUnit(StrEnum):
    """The sixth digit: which part of a business is registered."""

    HEAD = "head"
    BRANCH = "branch"
    OFFICE = "office"
    OTHER = "other"


KINDS = {"4": BusinessKind.RESIDENT, "5": BusinessKind.NON_RESIDENT, "6": BusinessKind.JOINT_SOLE_TRADER}
UNITS = {"0": BusinessUnit.HEAD, "1": BusinessUnit.BRANCH, "2": BusinessUnit.OFFICE, "3": BusinessUnit.OTHER}


@dataclass(frozen=True, slots=True)
class Bin:
    """A number whose check digit is right. `registered` is (year of the century, month), if the digits name a month."""

    value: str
    registered: tuple[int, int] | None
    kind: BusinessKind | None
    unit: BusinessUnit | None
    warnings: tuple[Text, ...]


BIN_NAME = Text(kk="БСН", ru="БИН", en="BIN")

LOOKS_LIKE_IIN = Text(
    kk="Бесінші цифры бойынша бұл ЖСН болуы мүмкін. Жеке тұлға туралы сұрасаңыз, кілт түрін «ЖСН» деп таңдаңыз.",
    ru="По пятой цифре это похоже на ИИН. Если спрашиваете о физическом лице, выберите вид ключа «ИИН».",
    en="By its fifth digit this looks like an IIN. If you ask about a person, choose the key kind IIN.",
)
NO_MONTH = Text(
    kk="БСН-нің үшінші және төртінші цифрлары ай емес. Нөмірді құжатпен салыстырыңыз.",
    ru="Третья и четвёртая цифры БИН не месяц. Сверьте номер с документом.",
    en="The third and fourth digits of the BIN are no month. Compare the number with the document.",
)


def read_bin(text: str, where: str = "") -> Bin:
    """Return the BIN in the text with what its digits say; Problem where it is not twelve digits or fails the check."""
    value = checked(text, BIN_NAME, where)
    month = int(value[2:4])
    registered = (int(value[:2]), month) if 1 <= month <= 12 else None
    kind = KINDS.get(value[4])
    warnings = []
    if kind is None:
        warnings.append(LOOKS_LIKE_IIN)
    elif registered is None:
        warnings.append(NO_MONTH)
    return Bin(value, registered, kind, UNITS.get(value[5]) if kind else None, tuple(warnings))
