"""IIN: the individual identification number, YYMMDD, century and sex, four serial digits, check digit.

The check digit is hard. Birth date and sex are read from it but only ever warn: since decree 853 of 26.08.2013 an IIN
need not agree with them, and a mismatch is no error of the number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from almasu.kernel.subjects.identity_number import checked
from almasu.law.text import Text

CENTURIES = {1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000}


class Sex(StrEnum):
    """The sex a number speaks of."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Iin:
    """A number whose check digit is right. `birth_date` and `sex` are what its digits say, or None."""

    value: str
    birth_date: date | None
    sex: Sex | None
    warnings: tuple[Text, ...]


IIN_NAME = Text(kk="ЖСН", ru="ИИН", en="IIN")

NO_BIRTH_DATE = Text(
    kk="ЖСН-нің алғашқы алты цифры күнтізбе күні емес. Бұл қате болмауы мүмкін: адамды атымен және құжатымен растаңыз.",
    ru="Первые шесть цифр ИИН не дата. Это может не быть ошибкой: подтвердите человека именем и документом.",
    en="The first six digits of the IIN are no date. This may be no mistake: confirm the person by name and document.",
)
NO_CENTURY = Text(
    kk="ЖСН-нің жетінші цифры ғасыр мен жынысты білдірмейді. Шетелдіктерде солай болуы мүмкін.",
    ru="Седьмая цифра ИИН не обозначает век и пол. У иностранцев так бывает.",
    en="The seventh digit of the IIN names no century and sex. This occurs with foreigners.",
)
LOOKS_LIKE_BIN = Text(
    kk="Бесінші цифры бойынша бұл БСН болуы мүмкін. Заңды тұлға туралы сұрасаңыз, кілт түрін «БСН» деп таңдаңыз.",
    ru="По пятой цифре это похоже на БИН. Если спрашиваете о юридическом лице, выберите вид ключа «БИН».",
    en="By its fifth digit this looks like a BIN. If you ask about a company, choose the key kind BIN.",
)
OTHER_BIRTH_DATE = Text(
    kk="ЖСН-дегі туған күн айтылған туған күнмен сәйкес келмейді. Заң бойынша бұл қате саналмайды.",
    ru="Дата рождения в ИИН не совпадает с указанной. По закону это не ошибка.",
    en="The birth date inside the IIN differs from the stated one. By law this is no mistake.",
)
OTHER_SEX = Text(
    kk="ЖСН-дегі жыныс айтылған жыныспен сәйкес келмейді. Заң бойынша бұл қате саналмайды.",
    ru="Пол в ИИН не совпадает с указанным. По закону это не ошибка.",
    en="The sex inside the IIN differs from the stated one. By law this is no mistake.",
)


def read_iin(text: str, where: str = "") -> Iin:
    """Return the IIN in the text with what its digits say; Problem where it is not twelve digits or fails the check."""
    value = checked(text, IIN_NAME, where)
    birth_date = _birth_date(value)
    sex = Sex.MALE if value[6] in "135" else Sex.FEMALE if value[6] in "246" else None
    warnings = []
    if value[4] in "456":
        warnings.append(LOOKS_LIKE_BIN)
    elif sex is None:
        warnings.append(NO_CENTURY)
    elif birth_date is None:
        warnings.append(NO_BIRTH_DATE)
    return Iin(value, birth_date, sex, tuple(warnings))


def compared(iin: Iin, birth_date: date | None, sex: Sex | None) -> tuple[Text, ...]:
    """Return warnings where the number speaks of another birth date or sex than stated; never a refusal."""
    warnings = list(iin.warnings)
    if birth_date is not None and iin.birth_date is not None and birth_date != iin.birth_date:
        warnings.append(OTHER_BIRTH_DATE)
    if sex is not None and iin.sex is not None and sex is not iin.sex:
        warnings.append(OTHER_SEX)
    return tuple(warnings)


def _birth_date(value: str) -> date | None:
    century = CENTURIES.get(int(value[6]))
    if century is None:
        return None
    try:
        return date(century + int(value[:2]), int(value[2:4]), int(value[4:6]))
    except ValueError:
        return None
