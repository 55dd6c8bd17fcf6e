"""The fields of the forms in which a joint act is written: its head, one data set (FMA-5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

from almasu.actions.provision.compose_act import Known
from almasu.interfaces.portal.offices.blocks import Facts, Link, Own, State, Tone
from almasu.interfaces.portal.offices.field import Field, Kind
from almasu.interfaces.portal.offices.typed import Typed
from almasu.interfaces.portal.offices_of_provision.words import BODIES, CONDITIONS
from almasu.interfaces.portal.views.asking import Choice
from almasu.kernel.provision import act_words as words
from almasu.kernel.provision.joint_act import Source
from almasu.kernel.provision.secrecy import SECRECY_NAMES
from almasu.kernel.provision.way import ORDER, WAY_NAMES
from almasu.law.term import UNIT_NAMES
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
DAY_HINT = Text(
    "Кестемен берілсе ғана: аптаның күні (1 – дүйсенбі), айдың не тоқсанның күні, 1-ден 92-ге дейін.",
    "Только по графику: день недели (1 – понедельник), месяца или квартала, от 1 до 92.",
    "Only by a schedule: the day of the week (1 is Monday), of the month or of the quarter, 1 to 92.",
)
HOUR_HINT = Text(
    "Кестемен берілсе ғана: Астана уақытымен 0-ден 23-ке дейін.",
    "Только по графику: от 0 до 23 по времени Астаны.",
    "Only by a schedule: 0 to 23, by the clock of Astana.",
)
AMOUNT_HINT = Text("1-ден 400-ге дейінгі сан.", "Число от 1 до 400.", "A number from 1 to 400.")
KEYS_HINT = Text(
    "Сұрау салуға болатын өрістердің аттары, жоғарыдағы жолдардан.",
    "Имена полей из строк выше, по которым можно спрашивать.",
    "Names of fields from the lines above by which one may ask.",
)
CONTACT_HINTS = {
    "position": None,
    "phone": Text("Мысалы, +77172000000.", "Например, +77172000000.", "For example, +77172000000."),
    "email": Text("@ таңбасымен, толық.", "Полностью, со знаком @.", "In full, with its @ sign."),
}
DESCRIBED = Text("Органның объектілері", "Объекты органа", "Objects of the body")
NO_OBJECTS = Text(
    "Орган бірде-бір объектіні сипаттаған жоқ: онсыз жиын неден алынатыны белгісіз, жоба сақталмайды.",
    "Орган не описал ни одного объекта: без него неизвестно, откуда набор, и проект не сохранится.",
    "The body has described no object: without one it is not known where a set comes from, and no draft is kept.",
)
STATED = Text("Агенттіктің мәлімдемелері", "Заявления Агентства", "Statements of the Agency")
NO_STATEMENTS = Text(
    "Агенттік № 179 және № 832 сақтау туралы мәлімдеме жасаған жоқ: оған дейін жоба сақталмайды.",
    "Агентство не заявило о соблюдении № 179 и № 832: до этого проект не сохранится.",
    "The Agency has not stated that it keeps No. 179 and No. 832: until then no draft is kept.",
)
TO_STATEMENTS = Text("Тұрақты шарттар", "Постоянные условия", "Standing conditions")
TO_OBJECTS = Text("Мемлекеттік органдар", "Государственные органы", "State bodies")
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
        Field(f"{side}_{part}", label, hint=CONTACT_HINTS[part], longest=300)
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
        Field("keys", KEYS, required=False, hint=KEYS_HINT, longest=4_000),
        Field("secrecy", SECRECY, Kind.CHOICE, choices=offered(SECRECY_NAMES)),
        Field("way", WAY, Kind.CHOICE, choices=offered({one: WAY_NAMES[one] for one in ORDER})),
        Field("giving", GIVING, Kind.CHOICE, choices=offered(words.GIVING_NAMES)),
        Field("amount", AMOUNT, Kind.NUMBER, hint=AMOUNT_HINT),
        Field("unit", UNIT, Kind.CHOICE, choices=offered(UNIT_NAMES)),
        Field("period", PERIOD, Kind.CHOICE, False, OF_SCHEDULE, offered(words.PERIOD_NAMES)),
        Field("extent", EXTENT, Kind.CHOICE, False, OF_SCHEDULE, offered(words.EXTENT_NAMES)),
        Field("format", FORMAT, Kind.CHOICE, False, OF_SCHEDULE, offered(words.FORMAT_NAMES)),
        Field("day", DAY, Kind.NUMBER, False, DAY_HINT),
        Field("hour", HOUR, Kind.NUMBER, False, HOUR_HINT),
    )


def codes(language: Language) -> Facts:
    """Return what stands above the form of a set: the codes of a field's line, each with its meaning."""
    types = ", ".join(f"{one.value} ({name.said_in(language)})" for one, name in words.TYPE_NAMES.items())
    regimes = ", ".join(f"{one.value} ({name.said_in(language)})" for one, name in SECRECY_NAMES.items())
    return Facts(CODES, ((TYPE, (Own(types),)), (SECRECY, (Own(regimes),))))


def lacking(known: Known) -> Iterator[Facts]:
    """Yield what has to be there before a draft can be kept, told before anybody fills it in (FMA-2.6, FMA-4.1)."""
    if not known.sources:
        way = Link(TO_OBJECTS, BODIES)
        yield Facts(None, ((DESCRIBED, (State(Tone.BAD, NO_OBJECTS), way)),), ("FMA-2.6",))
    if not known.members["agency"]:
        way = Link(TO_STATEMENTS, CONDITIONS)
        yield Facts(None, ((STATED, (State(Tone.BAD, NO_STATEMENTS), way)),), ("FMA-4.1",))


def typed_texts(typed: Typed) -> dict[str, str]:
    """Return what was typed, the first value of each field."""
    return {name: typed.text(name) for name in typed.texts}


def filled(values: Mapping[str, str], **many: tuple[str, ...]) -> Typed:
    """Return a form filled in with values."""
    return Typed({**{name: (value,) for name, value in values.items()}, **many})
