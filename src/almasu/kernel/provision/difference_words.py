"""A difference between two versions of an act in words: where it lies, what was there, what is there now (FMA-5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from almasu.kernel.provision import act_words as words
from almasu.kernel.provision.act_diff import Difference
from almasu.kernel.provision.conditions import KEPT_NAMES
from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.provision.parties import SIDE_NAMES
from almasu.kernel.provision.secrecy import SECRECY_NAMES
from almasu.kernel.provision.way import WAY_NAMES
from almasu.law.canonical import Json
from almasu.law.term import UNIT_NAMES
from almasu.law.text import Language, Text

MEMBERS: Mapping[str, Text] = {
    "number": Text("актінің нөмірі", "номер акта", "number of the act"),
    "body": Text("органның БСН-і", "БИН органа", "BIN of the body"),
    "body_name": Text("органның атауы", "название органа", "name of the body"),
    "agency": Text("Агенттіктің БСН-і", "БИН Агентства", "BIN of the Agency"),
    "agency_name": Text("Агенттіктің атауы", "название Агентства", "name of the Agency"),
    "city": Text("қала", "город", "city"),
    "since": Text("бірінші күні", "первый день", "first day"),
    "until": Text("соңғы күні", "последний день", "last day"),
    "purposes": Text("мақсаттар", "цели", "purposes"),
    "sources": Text("ақпараттандыру объектісі", "объект информатизации", "informatisation object"),
    "data_sets": Text("деректер жиыны", "набор данных", "data set"),
    "confidentiality_kk": Text("құпиялылық (қазақша)", "конфиденциальность (на казахском)", "confidentiality (Kazakh)"),
    "confidentiality_ru": Text("құпиялылық (орысша)", "конфиденциальность (на русском)", "confidentiality (Russian)"),
    "contacts": Text("байланыс", "контакты", "contacts"),
    "compliance": Text("тұрақты шарт", "постоянное условие", "standing condition"),
    "code": Text("коды", "код", "code"),
    "name": Text("атауы", "название", "name"),
    "source": Text("объектісі", "объект", "object"),
    "fields": Text("өрістер", "поля", "fields"),
    "keys": Text("кілттері", "ключи", "keys"),
    "secrecy": Text("құпия режимі", "режим тайны", "regime of secrecy"),
    "way": Text("тәсілі", "способ", "way"),
    "giving": Text("берілуі", "передача", "giving"),
    "term": Text("мерзімі", "срок", "term"),
    "amount": Text("саны", "количество", "number"),
    "unit": Text("бірлігі", "единица", "unit"),
    "schedule": Text("кестесі", "график", "schedule"),
    "period": Text("кезеңі", "период", "period"),
    "extent": Text("көлемі", "объём", "extent"),
    "format": Text("пішімі", "формат", "format"),
    "day": Text("күні", "день", "day"),
    "hour": Text("сағаты", "час", "hour"),
    "label": Text("атауы", "название", "label"),
    "type": Text("түрі", "тип", "type"),
    "required": Text("міндетті", "обязательно", "required"),
    "values": Text("рұқсат етілген мәндер", "допустимые значения", "values allowed"),
    "pattern": Text("үлгісі", "шаблон", "pattern"),
    "limit": Text("ең үлкен ұзындығы", "наибольшая длина", "longest"),
    "twice": Text("қағаздан екі адам тереді", "с бумаги набирают двое", "two people key it from paper"),
    "kind": Text("түрі", "вид", "kind"),
    "owner": Text("иесінің БСН-і", "БИН владельца", "BIN of the owner"),
    "staff": Text("қызмет көрсетеді", "обслуживает", "served by"),
    "documentation": Text("құжаттамасы", "документация", "documentation"),
    "side": Text("тарап", "сторона", "side"),
    "position": Text("лауазым", "должность", "post"),
    "phone": Text("телефон", "телефон", "telephone"),
    "email": Text("пошта", "почта", "e-mail"),
    "act": Text("не сақталады", "что соблюдается", "what is kept"),
    "as_of": Text("қай күнге", "на какой день", "as of"),
    "document": Text("құжат", "документ", "document"),
    "kk": Text("қазақша", "на казахском", "in Kazakh"),
    "ru": Text("орысша", "на русском", "in Russian"),
    "en": Text("ағылшынша", "на английском", "in English"),
}
"""What the members of an act are called, in the sheet that both sides read."""
CHOSEN: Mapping[str, Mapping[str, Text]] = {
    "purposes": {one.value: name for one, name in words.PURPOSE_NAMES.items()},
    "kind": {one.value: name for one, name in words.OBJECT_NAMES.items()},
    "giving": {one.value: name for one, name in words.GIVING_NAMES.items()},
    "period": {one.value: name for one, name in words.PERIOD_NAMES.items()},
    "extent": {one.value: name for one, name in words.EXTENT_NAMES.items()},
    "format": {one.value: name for one, name in words.FORMAT_NAMES.items()},
    "unit": {one.value: name for one, name in UNIT_NAMES.items()},
    "type": {one.value: name for one, name in words.TYPE_NAMES.items()},
    "secrecy": {one.value: name for one, name in SECRECY_NAMES.items()},
    "way": {one.value: name for one, name in WAY_NAMES.items()},
    "side": {one.value: name for one, name in SIDE_NAMES.items()},
    "act": {one.value: name for one, name in KEPT_NAMES.items()},
}
"""Members whose value is chosen, with the names of what may be chosen."""
DAYS = frozenset({"since", "until", "as_of"})
YES, NO = Text("иә", "да", "yes"), Text("жоқ", "нет", "no")
NAMED = frozenset({"sources", "data_sets", "fields", "contacts", "compliance"})
"""Members below which parts stand by a name of their own."""
LANGUAGES = frozenset(Language)
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Worded:
    """A difference in the words of one language."""

    where: str
    was: str
    now: str


def worded(one: Difference, older: ActContent, newer: ActContent, language: Language) -> Worded:
    """Return a difference in words; parts are called as the newer act calls them, gone ones as the older did."""
    names = {**_names(older, language), **_names(newer, language)}
    where = " · ".join(_step(one.place, index, names, language) for index in range(len(one.place)))
    member = _member(one.place)
    return Worded(where, _said(member, one.was, language), _said(member, one.now, language))


def _names(act: ActContent, language: Language) -> Mapping[tuple[str, ...], str]:
    """Return what sets, fields and objects of an act are called, by their place."""
    names: dict[tuple[str, ...], str] = {}
    for source in act.sources:
        names["sources", source.code] = source.name.text().said_in(language)
    for one in act.data_sets:
        names["data_sets", one.code] = one.name.text().said_in(language)
        for field in one.fields:
            place = ("data_sets", one.code, "fields", field.name)
            names[place] = f"{field.label.text().said_in(language)} ({field.name})"
    return names


def _step(place: tuple[str, ...], index: int, names: Mapping[tuple[str, ...], str], language: Language) -> str:
    step = place[index]
    if index and place[index - 1] in NAMED:
        return names.get(place[: index + 1]) or " ".join(_side(part, language) for part in step.split("/"))
    return MEMBERS[step].said_in(language) if step in MEMBERS else step


def _side(part: str, language: Language) -> str:
    found = CHOSEN["side"].get(part) or CHOSEN["act"].get(part)
    return found.said_in(language) if found is not None else part


def _member(place: tuple[str, ...]) -> str:
    """Return which member a value belongs to; none for a part that came or went whole."""
    return "" if len(place) > 1 and place[-2] in NAMED else place[-1]


def _said(member: str, value: Json, language: Language) -> str:
    match value:
        case None | "" | [] | ():
            return NOTHING
        case bool():
            return (YES if value else NO).said_in(language)
        case dict() if value.keys() == LANGUAGES:
            return str(value[language.value])
        case dict():
            return "; ".join(_members(member, value, language))
        case list() | tuple():
            return ", ".join(_said(member, one, language) for one in value)
        case str() if member in DAYS:
            return f"{date.fromisoformat(value):%d.%m.%Y}"
        case _:
            found = CHOSEN.get(member, {}).get(str(value))
            return str(value) if found is None else found.said_in(language)


def _members(member: str, value: Mapping[str, Json], language: Language) -> Iterator[str]:
    """Yield the members of a part with their values; of parts by name the names alone.

    The name of a field that is one word is its code: what people call it stands in its label.
    """
    for name, one in value.items():
        if member in NAMED:
            yield name
        elif one not in (None, "", [], ()):
            called = "code" if name == "name" and isinstance(one, str) else name
            yield f"{MEMBERS[called].said_in(language)}: {_said(name, one, language)}"
