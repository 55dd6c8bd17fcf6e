"""From what was typed to a SubjectKey: by a stated kind (`normalise`), or by looking at it (`recognise`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import KeyKind
from almasu.kernel.subjects import numbers
from almasu.kernel.subjects.bin import read_bin
from almasu.kernel.subjects.identity_number import passes_check, ungrouped
from almasu.kernel.subjects.iin import read_iin
from almasu.kernel.subjects.person_name import has_initials, names_a_company, person_name
from almasu.kernel.subjects.problems import SHAPE, TOO_LONG, named
from almasu.law.problem import Problem
from almasu.law.text import Text

LIMIT = 200

KIND_NAMES: dict[KeyKind, Text] = {
    KeyKind.IIN: Text(kk="ЖСН", ru="ИИН", en="IIN"),
    KeyKind.BIN: Text(kk="БСН", ru="БИН", en="BIN"),
    KeyKind.PERSON_NAME: Text(kk="тегі, аты, туған күні", ru="фамилия, имя, дата рождения", en="name and birth date"),
    KeyKind.DOCUMENT_NO: Text(kk="құжат нөмірі", ru="номер документа", en="document number"),
    KeyKind.PLATE: Text(kk="көліктің мемлекеттік нөмірі", ru="государственный номер транспорта", en="vehicle plate"),
    KeyKind.VIN: Text(kk="VIN-код", ru="VIN-код", en="VIN"),
    KeyKind.CADASTRAL_NO: Text(kk="кадастрлық нөмір", ru="кадастровый номер", en="cadastral number"),
    KeyKind.PHONE: Text(kk="телефон нөмірі", ru="номер телефона", en="telephone number"),
    KeyKind.CASE_NO: Text(kk="іс нөмірі", ru="номер дела", en="case number"),
    KeyKind.OTHER_NO: Text(kk="тізілімдегі нөмір", ru="номер в реестре", en="number in the register"),
}

EXAMPLES: dict[KeyKind, str] = {
    KeyKind.DOCUMENT_NO: "012345678, N12345678",
    KeyKind.PLATE: "123 ABC 02",
    KeyKind.VIN: "XW8ZZZ61ZEG061733",
    KeyKind.CADASTRAL_NO: "21:318:135:2312",
    KeyKind.PHONE: "+7 701 123 45 67",
    KeyKind.CASE_NO: "7599-25-00-2/1234, 257500031000123",
    KeyKind.OTHER_NO: "KZ-2025-000123",
}

FORMS: dict[KeyKind, Callable[[str], str | None]] = {
    KeyKind.DOCUMENT_NO: numbers.document,
    KeyKind.PLATE: numbers.plate,
    KeyKind.VIN: numbers.vin,
    KeyKind.CADASTRAL_NO: numbers.cadastral,
    KeyKind.PHONE: numbers.phone,
    KeyKind.CASE_NO: numbers.case,
    KeyKind.OTHER_NO: numbers.other,
}


def normalise(kind: KeyKind, text: str, where: str = "subject_key") -> SubjectKey:
    """Return the key of the stated kind in its written form; Problem with the remedy where the text is no such key."""
    if len(text) > LIMIT:
        raise TOO_LONG.at(where, limit=str(LIMIT))
    match kind:
        case KeyKind.IIN:
            return SubjectKey(kind, read_iin(text, where).value)
        case KeyKind.BIN:
            return SubjectKey(kind, read_bin(text, where).value)
        case KeyKind.PERSON_NAME:
            return SubjectKey(kind, person_name(text, where))
        case (
            KeyKind.DOCUMENT_NO
            | KeyKind.PLATE
            | KeyKind.VIN
            | KeyKind.CADASTRAL_NO
            | KeyKind.PHONE
            | KeyKind.CASE_NO
            | KeyKind.OTHER_NO
        ):
            return SubjectKey(kind, _formed(kind, text, where))


def _formed(kind: KeyKind, text: str, where: str) -> str:
    value = FORMS[kind](text)
    if value is None:
        raise named(SHAPE, KIND_NAMES[kind], where, example=EXAMPLES[kind])
    return value


def warnings(key: SubjectKey) -> tuple[Text, ...]:
    """Return what is odd about a key without making it wrong, for the person to look at before signing."""
    if key.kind is KeyKind.IIN:
        return read_iin(key.value).warnings
    if key.kind is KeyKind.BIN:
        return read_bin(key.value).warnings
    if key.kind is KeyKind.VIN and not numbers.vin_check_agrees(key.value):
        return (VIN_CHECK,)
    if key.kind is KeyKind.PERSON_NAME and names_a_company(key.value):
        return (COMPANY,)
    if key.kind is KeyKind.PERSON_NAME and has_initials(key.value):
        return (INITIALS,)
    return ()


LED_BY = re.compile(
    r"\A\s*(?:(?:ИИН|ЖСН|IIN|БИН|БСН|BIN|ИИН/БИН|ЖСН/БСН|ФИО|Ф\.И\.О\.|ТАӘ|Т\.А\.Ә\.|тел|телефон|phone|моб|ГРНЗ|"
    r"гос\.?\s?номер|МТН|VIN(?:-код)?|кад(?:астр(?:овый номер|лық нөмірі?)?)?|дело|іс|case|ЕРДР|СДТБТ|удостоверение|"
    r"куәлік|паспорт|KZ)(?:[\s.:№#]+|(?=\d))|[№#]\s*)",
    re.IGNORECASE,
)
"""What people copy along with a number: its name before it, the sign of a number, or both, with a blank or without."""


def recognise(text: str) -> tuple[SubjectKey, ...]:
    """Return the keys the text may be, the likeliest first; empty where it looks like none. Never raises."""
    if len(text) > LIMIT or not text.strip():
        return ()
    found: list[SubjectKey] = []
    for kind, value in _candidates(without_its_name(text)):
        key = SubjectKey(kind, value)
        if key not in found:
            found.append(key)
    return tuple(found)


def without_its_name(text: str) -> str:
    """Return what was typed without the name of the number before it: `ЖСН: 850314300123`."""
    return LED_BY.sub("", text, count=1)


VIN_CHECK = Text(
    kk="VIN-кодтың бақылау таңбасы сәйкес емес. Солтүстік Америкадан тыс жасалған көлікте бұл қалыпты жағдай.",
    ru="Контрольный знак VIN не сходится. Для машин, сделанных не для Северной Америки, это обычно.",
    en="The check character of the VIN does not agree. This is usual for vehicles not made for North America.",
)


INITIALS = Text(
    kk="Атының бас әрпі ғана берілген: тізілім адамды бас әріп бойынша іздемейді. Атын толық, туған күнімен жазыңыз.",
    ru="Вместо имени инициал: по инициалу реестр человека не ищет. Напишите имя полностью, лучше с датой рождения.",
    en="Only an initial is given: registers look for nobody by one. Write the whole name, best with the birth date.",
)


COMPANY = Text(
    kk="Бұл ұйымның атауына ұқсайды: тізілімдер ұйымды атауы бойынша емес, БСН бойынша іздейді.",
    ru="Это похоже на название организации: реестры ищут организацию не по названию, а по БИН.",
    en="This looks like the name of an organisation: registers look for one by its BIN, not by its name.",
)


def _candidates(text: str) -> Iterator[tuple[KeyKind, str]]:
    digits = ungrouped(text)
    if passes_check(digits):
        # The fifth digit of a day is 0..3, that of a BIN 4..6.
        yield (KeyKind.BIN if digits[4] in "456" else KeyKind.IIN), digits
    for kind, likely in _LIKELY:
        value = FORMS[kind](text)
        if value is not None and likely(value):
            yield kind, value
    try:
        yield KeyKind.PERSON_NAME, person_name(text)
    except Problem:
        return


def _always(value: str) -> bool:
    return bool(value)


_LIKELY: tuple[tuple[KeyKind, Callable[[str], bool]], ...] = (
    # Before the cadastral number: with blanks between its groups a telephone may look like one.
    (KeyKind.PHONE, numbers.is_kazakh_phone),
    (KeyKind.CADASTRAL_NO, _always),
    (KeyKind.CASE_NO, numbers.is_case_shape),
    (KeyKind.VIN, _always),
    (KeyKind.PLATE, numbers.is_kazakh_plate),
    (KeyKind.DOCUMENT_NO, numbers.is_kazakh_document),
)
