"""A person's name as a key: surname, given name, patronymic if any, and a birth date, in one written form.

`СМАҒҰЛОВ НҰРЛАН ЕРЛАНҰЛЫ 1985-03-14`: capital letters, single spaces, an ISO date at the end or nothing. A word that
mixes Latin look-alikes into Cyrillic is mended, because lists of names are full of them. Initials lose their dots and
stand behind the surname: `А.Б. Ахметов` is `АХМЕТОВ А Б`. Whether two spellings are one person is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from almasu.kernel.subjects.problems import BIRTH_DATE, NAME_WORDS

DATE_AT_END = re.compile(
    r"[\s,;(]+(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})[./](\d{1,2})[./](\d{4}))"
    r"\)?(?:\s*(?:г\.?\s?р\.?|г\.|года рождения|ж\.?\s?т\.?|жылы туған))?\)?$",
    re.IGNORECASE,
)
INITIAL = re.compile(r"(?<![^\W\d_])([^\W\d_])\.\s*")
WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽƏА-ЯЁӘІҢҒҮҰҚӨҺЇЄҐЎ][A-ZÀ-ÖØ-ÞĀ-ŽƏА-ЯЁӘІҢҒҮҰҚӨҺЇЄҐЎ'ʼʻ’\-]{0,39}")
TO_CYRILLIC = str.maketrans("ABCEHIKMOPTXY", "АВСЕНІКМОРТХУ")
EXAMPLE = "Смағұлов Нұрлан Ерланұлы 14.03.1985"
MOST_WORDS = 6
FORMS_OF_COMPANIES = frozenset(
    {"ТОО", "ЖШС", "АО", "АҚ", "ОАО", "ЗАО", "ООО", "ПК", "ГУ", "ММ", "РГП", "РМК", "LLP", "LLC", "JSC"}
)
"""What the name of an organisation begins or ends with, and no name of a person."""


def person_name(text: str, where: str = "") -> str:
    """Return the written form of a name; Problem where fewer than two words or a date outside the calendar is given."""
    value = unicodedata.normalize("NFC", text).strip()
    born = ""
    found = DATE_AT_END.search(value)
    if found is not None:
        born = f" {_day(found, where).isoformat()}"
        value = value[: found.start()]
    spelt = INITIAL.sub(r"\1 ", value).upper()
    words = _surname_first([_mended(word) for word in re.split(r"[\s,]+", spelt) if word])
    whole = any(len(word) > 1 for word in words)
    if not whole or not 2 <= len(words) <= MOST_WORDS or not all(WORD.fullmatch(word) for word in words):
        raise NAME_WORDS.at(where, example=EXAMPLE)
    return " ".join(words) + born


def parts(value: str) -> tuple[tuple[str, ...], date | None]:
    """Return the words of a written name and its birth date, if it has one."""
    words = value.split(" ")
    if words[-1][:1].isdigit():
        return tuple(words[:-1]), date.fromisoformat(words[-1])
    return tuple(words), None


def has_initials(value: str) -> bool:
    """Tell whether a part of a written name is only its first letter."""
    return any(len(word) == 1 for word in parts(value)[0])


def names_a_company(value: str) -> bool:
    """Tell whether a written name begins or ends with the form of an organisation."""
    words = parts(value)[0]
    return bool(FORMS_OF_COMPANIES & {words[0], words[-1]})


def _surname_first(words: list[str]) -> list[str]:
    """Return the words with the initials that stand before a single word behind it: that word is the surname."""
    before = next((place for place, word in enumerate(words) if len(word) > 1), 0)
    return [*words[before:], *words[:before]] if before and before == len(words) - 1 else words


def _day(found: re.Match[str], where: str) -> date:
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise BIRTH_DATE.at(where) from None


def _mended(word: str) -> str:
    # І belongs to Kazakh, so a word is Cyrillic as soon as one letter can be nothing else.
    if re.search(r"[А-ЯЁӘІҢҒҮҰҚӨҺ]", word) and re.search(r"[A-Z]", word):
        return word.translate(TO_CYRILLIC)
    return word
