"""The fields of the forms in which a joint act is written: its head, one data set (FMA-5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from almasu.interfaces.portal.offices.blocks import Facts, Own
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.provision import act_words as words
from almasu.kernel.provision.joint_act import Source
from almasu.kernel.provision.secrecy import SECRECY_NAMES
from almasu.kernel.provision.way import ORDER, WAY_NAMES
from almasu.law.text import Language, Text

Named = TypeVar("Named", bound=StrEnum)
NUMBER = Text("Актінің нөмірі", "Номер акта", "Number of the act")
CITY = Text("Қала", "Город", "City")
SINCE = Text("Бірінші күні", "Первый день", "First day")
UNTIL = Text("Соңғы күні", "Последний день", "Last day")
PURPOSES = Text("Мақсаттар", "Цели", "Purposes")
KEEPING_KK = Text("Құпиялылық (қазақша)", "Конфиденциальность (на казахском)", "Confidentiality (in Kazakh)")
KEEPING_RU = Text("Құпиялылық (орысша)", "Конфиденциальность (на русском)", "Confidentiality (in Russian)")
DRAFT_READ = Text("Сіз оқыған жоба", "Прочитанная вами редакция", "The draft you read")
DRAFT_HINT = Text(
    "Екінші тарап осы арада жазса, нөмір сәйкес келмейді.",
    "Если другая сторона тем временем написала, номер не совпадёт.",
    "Where the other side wrote meanwhile the number does not fit.",
)
CODE = Text("Жиынның коды", "Код набора", "Code of the set")
CODE_HINT = Text(
    "Латын әріптері, цифрлар мен астын сызу таңбасы.",
    "Латинские буквы, цифры и знак подчёркивания.",
    "Latin letters, digits and low lines.",
)
NAME_KK = Text("Жиынның атауы (қазақша)", "Название набора (на казахском)", "Name of the set (in Kazakh)")
NAME_RU = Text("Жиынның атауы (орысша)", "Название набора (на русском)", "Name of the set (in Russian)")
NAME_EN = Text("Жиынның атауы (ағылшынша)", "Название набора (на английском)", "Name of the set (in English)")
SOURCE = Text("Ақпараттандыру объектісі", "Объект информатизации", "Informatisation object")
FIELDS = Text("Өрістер", "Поля", "Fields")
FIELDS_HINT = Text(
    "Әр жолда: аты | түрі | құпия режимі | + (міндетті) не - | қазақша | орысша | ағылшынша | үлгісі. "
    "Қағаздан екі адам теретін өріске +2 не -2 қойылады.",
    "В строке: имя | тип | режим тайны | + (обязательно) или - | по-казахски | по-русски | по-английски | шаблон. "
    "Поле, которое с бумаги набирают двое, отмечается +2 или -2.",
    "A line is: name | type | regime of secrecy | + (required) or - | Kazakh | Russian | English | pattern. "
    "A field that two people key from paper is marked +2 or -2.",
)
CODES = Text("Өріс жолына жазылатын кодтар", "Коды, которые пишутся в строке поля", "Codes for a line of a field")
TYPE = Text("Түрі", "Тип", "Type")
KEYS = Text("Кілттер (үтір арқылы)", "Ключи (через запятую)", "Keys (by commas)")
SECRECY = Text("Құпия режимі", "Режим тайны", "Regime of secrecy")
WAY = Text("Тәсіл", "Способ", "Way")
GIVING = Text("Қашан беріледі", "Когда передаётся", "When it is given")
AMOUNT = Text("Мерзім", "Срок", "Term")
UNIT = Text("Мерзімнің бірлігі", "Единица срока", "Unit of the term")
PERIOD = Text("Кесте: кезең", "График: период", "Schedule: period")
EXTENT = Text("Кесте: көлем", "График: объём", "Schedule: extent")
FORMAT = Text("Кесте: пішім", "График: формат", "Schedule: format")
DAY = Text("Кесте: күні", "График: день", "Schedule: day")
HOUR = Text("Кесте: сағаты", "График: час", "Schedule: hour")
OF_SCHEDULE = Text("Кестемен берілсе ғана.", "Только если передаётся по графику.", "Only where given by a schedule.")
SIDES = {
    "body": (
        Text("Орган: лауазым", "Орган: должность", "Body: post"),
        Text("Орган: телефон", "Орган: телефон", "Body: telephone"),
        Text("Орган: пошта", "Орган: почта", "Body: e-mail"),
    ),
    "agency": (
        Text("Агенттік: лауазым", "Агентство: должность", "Agency: post"),
        Text("Агенттік: телефон", "Агентство: телефон", "Agency: telephone"),
        Text("Агенттік: пошта", "Агентство: почта", "Agency: e-mail"),
    ),
}


def offered(names: Mapping[Named, Text]) -> tuple[Choice, ...]:
    """Return choices with their names."""
    return tuple(Choice(one.value, name) for one, name in names.items())


HEAD = (
    Field("number", NUMBER, longest=300),
    Field("city", CITY, longest=300),
    Field("since", SINCE, Kind.DAY),
    Field("until", UNTIL, Kind.DAY),
    Field("purposes", PURPOSES, Kind.CHOICES, choices=offered(words.PURPOSE_NAMES)),
    Field("confidentiality_kk", KEEPING_KK, Kind.LONG, longest=8_000),
    Field("confidentiality_ru", KEEPING_RU, Kind.LONG, longest=8_000),
    *(
        Field(f"{side}_{part}", label, longest=300)
        for side, labels in SIDES.items()
        for part, label in zip(("position", "phone", "email"), labels, strict=True)
    ),
)
DRAFT = Field("draft", DRAFT_READ, Kind.NUMBER, hint=DRAFT_HINT)


def of_set(sources: Iterable[Source], language: Language) -> tuple[Field, ...]:
    """Return the fields of a data set; it comes from one of the objects that the body described."""
    known = tuple(Choice(one.code, Text(*(one.name.text().said_in(language),) * 3)) for one in sources)
    return (
        Field("code", CODE, longest=60, hint=CODE_HINT),
        Field("name_kk", NAME_KK, longest=300),
        Field("name_ru", NAME_RU, longest=300),
        Field("name_en", NAME_EN, longest=300),
        Field("source", SOURCE, Kind.CHOICE, choices=known),
        Field("fields", FIELDS, Kind.LONG, hint=FIELDS_HINT, longest=200_000),
        Field("keys", KEYS, required=False, longest=4_000),
        Field("secrecy", SECRECY, Kind.CHOICE, choices=offered(SECRECY_NAMES)),
        Field("way", WAY, Kind.CHOICE, choices=offered({one: WAY_NAMES[one] for one in ORDER})),
        Field("giving", GIVING, Kind.CHOICE, choices=offered(words.GIVING_NAMES)),
        Field("amount", AMOUNT, Kind.NUMBER),
        Field("unit", UNIT, Kind.CHOICE, choices=offered(words.UNIT_NAMES)),
        Field("period", PERIOD, Kind.CHOICE, False, OF_SCHEDULE, offered(words.PERIOD_NAMES)),
        Field("extent", EXTENT, Kind.CHOICE, False, OF_SCHEDULE, offered(words.EXTENT_NAMES)),
        Field("format", FORMAT, Kind.CHOICE, False, OF_SCHEDULE, offered(words.FORMAT_NAMES)),
        Field("day", DAY, Kind.NUMBER, False, OF_SCHEDULE),
        Field("hour", HOUR, Kind.NUMBER, False, OF_SCHEDULE),
    )


def codes(language: Language) -> Facts:
    """Return what stands above the form of a set: the codes of a field's line, each with its meaning."""
    types = ", ".join(f"{one.value} ({name.said_in(language)})" for one, name in words.TYPE_NAMES.items())
    regimes = ", ".join(f"{one.value} ({name.said_in(language)})" for one, name in SECRECY_NAMES.items())
    return Facts(CODES, ((TYPE, (Own(types),)), (SECRECY, (Own(regimes),))))


def typed_texts(typed: Typed) -> dict[str, str]:
    """Return what was typed, the first value of each field."""
    return {name: typed.text(name) for name in typed.texts}


def filled(values: Mapping[str, str], **many: tuple[str, ...]) -> Typed:
    """Return a form filled in with values."""
    return Typed({**{name: (value,) for name, value in values.items()}, **many})
