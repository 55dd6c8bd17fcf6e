"""Fields of the sector's forms: what each holds, and the check of what was typed into them.

The same fields make the form, the check and the page. A value is kept as JSON: text, whole number, moment, list of
texts, yes or no.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.subjects.bin import read_bin
from almasu.kernel.subjects.iin import read_iin
from almasu.law import moment
from almasu.law.problem import Problem, ProblemKind
from almasu.law.text import Text

Value = str | int | bool | list[str]
"""What a field holds once it was read: a text, a whole number, yes or no, several texts."""

LONGEST_LINE = 300
LONGEST_TEXT = 8_000
MOST_ITEMS = 200
MOST_DIGITS = 15
SHOWN = 40
"""How much of a wrong value its Problem repeats."""
_HASH = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,12}")


class FieldKind(StrEnum):
    """What a field holds."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"
    CHOICE = "choice"
    YES_NO = "yes_no"
    ADDRESSES = "addresses"
    """Internet addresses or networks, one a line."""
    HASHES = "hashes"
    """MD5, SHA-1 or SHA-256 of files in hexadecimal, one a line."""
    CVES = "cves"
    """Numbers of published vulnerabilities, one a line."""
    LINES = "lines"
    """Several values, one a line."""
    IIN = "iin"
    BIN = "bin"
    EMAIL = "email"
    PHONES = "phones"
    """Telephone numbers in international form, one a line."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value that may be chosen."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its permanent name, what people read, and whether it may stay empty; `options` of a choice."""

    name: str
    label: Text
    kind: FieldKind
    required: bool
    cites: tuple[str, ...]
    options: tuple[Option, ...] = ()


EMPTY = ProblemKind(
    "sector.field.empty",
    422,
    Text(kk="Өріс толтырылмаған.", ru="Поле не заполнено.", en="The field is not filled in."),
    Text(
        kk="Оны толтырыңыз: онсыз құжат жіберілмейді.",
        ru="Заполните его: без него документ не отправить.",
        en="Fill it in: the document is not sent without it.",
    ),
    ("ASOI-10", "ASOI-12"),
)
TOO_LONG = ProblemKind(
    "sector.field.too_long",
    422,
    Text(
        kk="Тым ұзын: {most} артық болмауы керек.",
        ru="Слишком длинно: не больше {most}.",
        en="Too long: {most} at most.",
    ),
    Text(
        kk="Қысқартыңыз; толығын қосымша файл етіп тіркеңіз.",
        ru="Сократите; полное приложите файлом.",
        en="Shorten it; attach the whole as a file.",
    ),
    ("ASOI-12",),
)


def _malformed(kind: str, remedy: Text) -> ProblemKind:
    title = Text(
        kk="«{value}» мәні танылмады.",
        ru="Значение «{value}» не распознано.",
        en="The value “{value}” is not recognised.",
    )
    return ProblemKind(f"sector.field.{kind}", 422, title, remedy, ("ASOI-10", "ASOI-12"))


NOT_A_NUMBER = _malformed(
    "number",
    Text(
        kk="Бүтін санды цифрлармен жазыңыз.", ru="Напишите целое число цифрами.", en="Write a whole number in digits."
    ),
)
NOT_A_MOMENT = _malformed(
    "moment",
    Text(
        kk="Күн мен уақытты ығысуымен жазыңыз: 2026-11-20T09:30+05:00.",
        ru="Напишите дату и время со смещением: 2026-11-20T09:30+05:00.",
        en="Write date and time with the offset: 2026-11-20T09:30+05:00.",
    ),
)
NOT_AN_OPTION = _malformed(
    "choice",
    Text(kk="Тізімдегі мәндердің бірін таңдаңыз.", ru="Выберите значение из списка.", en="Choose a value of the list."),
)
NOT_YES_OR_NO = _malformed(
    "yes_no", Text(kk="«yes» не «no» деп жазыңыз.", ru="Напишите «yes» или «no».", en="Write yes or no.")
)
NOT_AN_ADDRESS = _malformed(
    "address",
    Text(
        kk="Әр жолға бір IP мекенжай не желі жазыңыз: 203.0.113.7, 2001:db8::/32.",
        ru="Пишите по одному IP-адресу или сети в строке: 203.0.113.7, 2001:db8::/32.",
        en="Write one IP address or network a line: 203.0.113.7, 2001:db8::/32.",
    ),
)
NOT_A_HASH = _malformed(
    "hash",
    Text(
        kk="Әр жолға бір MD5, SHA-1 не SHA-256 жазыңыз.",
        ru="Пишите по одному MD5, SHA-1 или SHA-256 в строке.",
        en="Write one MD5, SHA-1 or SHA-256 a line.",
    ),
)
NOT_A_CVE = _malformed(
    "cve",
    Text(
        kk="Әр жолға бір нөмір жазыңыз: CVE-2026-12345.",
        ru="Пишите по одному номеру в строке: CVE-2026-12345.",
        en="Write one number a line: CVE-2026-12345.",
    ),
)

NOT_AN_EMAIL = _malformed(
    "email",
    Text(
        kk="Мекенжайды толық жазыңыз: soc@bank.kz.",
        ru="Напишите адрес полностью: soc@bank.kz.",
        en="Write the whole address: soc@bank.kz.",
    ),
)
NOT_A_PHONE = _malformed(
    "phone",
    Text(
        kk="Халықаралық түрде, әр жолға бір нөмір жазыңыз: +77001234567.",
        ru="Пишите в международном виде, по одному номеру в строке: +77001234567.",
        en="Write it in international form, one number a line: +77001234567.",
    ),
)


def checked(fields: Iterable[Field], typed: Mapping[str, str]) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """Return what was typed as values by field, and a Problem for every field that is empty, too long or malformed.

    Names that are no field are left out: nothing is kept that nobody asked for.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for field in fields:
        text = free_text(typed.get(field.name, ""))
        if not text:
            problems += [EMPTY.at(field.name)] if field.required else []
            continue
        try:
            values[field.name] = _value(field, text)
        except Problem as wrong:
            problems.append(wrong)
    return values, tuple(problems)


def _value(field: Field, text: str) -> Value:
    """Return what was typed into a field as its kind; Problem where it is something else."""
    where = field.name
    match field.kind:
        case FieldKind.LINE:
            return _text(text, where, LONGEST_LINE, one_line=True)
        case FieldKind.TEXT:
            return _text(text, where, LONGEST_TEXT, one_line=False)
        case FieldKind.NUMBER:
            return _number(text, where)
        case FieldKind.MOMENT:
            return _moment(text, where)
        case FieldKind.CHOICE:
            return _choice(text, where, [option.code for option in field.options])
        case FieldKind.YES_NO:
            return _yes_or_no(text, where)
        case FieldKind.IIN | FieldKind.BIN | FieldKind.EMAIL:
            return _of_a_person(field.kind, text, where)
        case FieldKind.ADDRESSES | FieldKind.HASHES | FieldKind.CVES | FieldKind.LINES | FieldKind.PHONES:
            return _items(field.kind, text, where)


def _choice(text: str, where: str, codes: list[str]) -> str:
    if text not in codes:
        raise NOT_AN_OPTION.at(where, value=_cut(text))
    return text


def _yes_or_no(text: str, where: str) -> bool:
    if text not in ("yes", "no"):
        raise NOT_YES_OR_NO.at(where, value=_cut(text))
    return text == "yes"


def _of_a_person(kind: FieldKind, text: str, where: str) -> str:
    if kind is FieldKind.IIN:
        return read_iin(text, where).value
    if kind is FieldKind.BIN:
        return read_bin(text, where).value
    if not _EMAIL.fullmatch(text) or len(text) > LONGEST_LINE:
        raise NOT_AN_EMAIL.at(where, value=_cut(text))
    return text


def _text(text: str, where: str, most: int, *, one_line: bool) -> str:
    if len(text) > most:
        raise TOO_LONG.at(where, most=str(most))
    hidden = hidden_in(text, where, one_line=one_line)
    if hidden is not None:
        raise hidden
    return text


def _number(text: str, where: str) -> int:
    digits = text.replace(" ", "").replace("\u00a0", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > MOST_DIGITS:
        raise NOT_A_NUMBER.at(where, value=_cut(text))
    return int(digits)


def _moment(text: str, where: str) -> str:
    try:
        return moment.written(moment.read(text))
    except (ValueError, OverflowError) as wrong:
        raise NOT_A_MOMENT.at(where, value=_cut(text)) from wrong


def _items(kind: FieldKind, text: str, where: str) -> list[str]:
    lines = [_text(line.strip(), where, LONGEST_LINE, one_line=True) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ITEMS:
        raise TOO_LONG.at(where, most=str(MOST_ITEMS))
    return [_item(kind, line, where) for line in lines]


def _item(kind: FieldKind, line: str, where: str) -> str:
    if kind is FieldKind.ADDRESSES:
        return _address(line, where)
    if kind is FieldKind.HASHES:
        if not _HASH.fullmatch(line.lower()):
            raise NOT_A_HASH.at(where, value=_cut(line))
        return line.lower()
    if kind is FieldKind.PHONES:
        if not _PHONE.fullmatch(bare := re.sub(r"[ ()-]", "", line)):
            raise NOT_A_PHONE.at(where, value=_cut(line))
        return bare
    if kind is FieldKind.CVES:
        if not _CVE.fullmatch(line.upper()):
            raise NOT_A_CVE.at(where, value=_cut(line))
        return line.upper()
    return line


def _address(line: str, where: str) -> str:
    try:
        network = ipaddress.ip_network(line, strict=False)
    except ValueError as wrong:
        raise NOT_AN_ADDRESS.at(where, value=_cut(line)) from wrong
    return str(network.network_address) if network.num_addresses == 1 else str(network)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
