"""Something received as a document: its regimes on every page, each value with its own, and its origin (FMA-6.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from uuid import UUID

from almasu.kernel.provision.act_words import PURPOSE_NAMES
from almasu.kernel.provision.came import InAnswer, InFile, OnCarrier, OnPaper
from almasu.kernel.provision.joint_act import Purpose
from almasu.kernel.provision.received_card import Card, Valued
from almasu.kernel.provision.secrecy import SECRECY_NAMES, Secrecy
from almasu.kernel.provision.way import WAY_NAMES
from almasu.law.moment import in_astana
from almasu.law.text import Language, Text

LONGEST_WHY = 200
"""Characters of the reason at the foot of every page; the journal has as many."""
TITLE = Text("Алынған мәлімет", "Полученные сведения", "Received information")
SET = Text("Деректер жиыны", "Набор данных", "Data set")
FROM = Text("Қайдан", "Откуда", "Where from")
WAY = Text("Тәсіл", "Способ", "Way")
ACT = Text("Бірлескен актінің нұсқасы", "Версия совместного акта", "Version of the joint act")
CAME_IN = Text("Неде келді", "В чём пришло", "What it came in")
RECEIVED = Text("Алынған уақыты", "Когда получено", "Received at")
DIGEST = Text("Келгеннің SHA-256", "SHA-256 пришедшего", "SHA-256 of what came")
PURPOSE = Text("Мақсаты", "Цель", "Purpose")
MATERIAL = Text("Материал", "Материал", "Material")
UNTIL = Text("Сақтау мерзімі", "Хранится до", "Kept until")
FIELD = Text("Өріс", "Поле", "Field")
VALUE = Text("Мәні", "Значение", "Value")
REGIME = Text("Құпиялық режимі", "Режим тайны", "Regime of secrecy")
LINE = Text("Жазба", "Запись", "Row")
KEYED_BY = Text("Кім терді", "Кто набрал", "Keyed by")
RECORD = Text("{number}-жазба", "Запись {number}", "Record {number}")
FILE = Text(
    "«{name}» файлы, № {number} жеткізілім", "файл «{name}», передача № {number}", "file “{name}”, delivery {number}"
)
ON_CARRIER = Text(
    "№ {name} жеткізгіш, № {number} жеткізілім",
    "носитель № {name}, передача № {number}",
    "carrier {name}, delivery {number}",
)
ANSWER = Text("№ {number} сұрау салуға жауап", "ответ на запрос № {number}", "answer to question {number}")
PAPER = Text(
    "{dated} № {outgoing} қағаз (кіріс № {incoming}), {sheet}-парақ",
    "бумага № {outgoing} от {dated} (вх. № {incoming}), лист {sheet}",
    "paper {outgoing} of {dated} (incoming {incoming}), sheet {sheet}",
)
FOOT = Text(
    "Тек көрсетілген мақсатқа пайдаланылады; материалмен бірге жойылады (№ 114-НҚ бұйрық, 6-тармақ).",
    "Используется только для указанной цели; уничтожается вместе с материалом (приказ № 114-НҚ, пункт 6).",
    "To be used for the stated purpose alone, and destroyed with its material (order No. 114-НҚ, point 6).",
)
PRINTED = Text(
    "Басып шығарған: {by}, {at}. Себебі: {why}",
    "Напечатал: {by}, {at}. Основание: {why}",
    "Printed by {by}, {at}. Why: {why}",
)


@dataclass(frozen=True, slots=True)
class Printing:
    """Who prints when, for which purpose and why, under which material, by its designation."""

    by: str
    at: str
    purpose: Purpose
    why: str
    material: str


@dataclass(frozen=True, slots=True)
class PrintedReceived:
    """The document in one language.

    `marks` are the regimes that stand on every page, `head` the columns of each record, `records` its title and lines.
    """

    language: Language
    title: str
    marks: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    records: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    foot: str
    printed: str


def printed_received(
    card: Card,
    rows: tuple[tuple[Valued, ...], ...],
    names: Mapping[str, Text],
    people: Mapping[UUID, str],
    printing: Printing,
    language: Language,
) -> PrintedReceived:
    """Return something received as a document; `names` are those of bodies by BIN, `people` who keyed, by account."""
    keyed = any(one.keyed_by for row in rows for one in row)
    head = (FIELD, VALUE, REGIME, LINE, *((KEYED_BY,) if keyed else ()))
    records = tuple(
        (
            RECORD.filled(number=str(number)).said_in(language),
            tuple(_line(one, people, language, keyed=keyed) for one in row),
        )
        for number, row in enumerate(rows, 1)
    )
    why = shorten(printing.why, LONGEST_WHY, placeholder=" …")
    told = PRINTED.filled(by=printing.by, at=printing.at, why=why)
    return PrintedReceived(
        language,
        TITLE.said_in(language),
        tuple(SECRECY_NAMES[one].said_in(language) for one in _marks(card)),
        tuple((label.said_in(language), value) for label, value in _rows(card, names, printing, language) if value),
        tuple(one.said_in(language) for one in head),
        records,
        FOOT.said_in(language),
        told.said_in(language),
    )


def _marks(card: Card) -> tuple[Secrecy, ...]:
    """Return the regimes that bind the whole: open values beside others make nothing of it open."""
    return tuple(one for one in card.received.secrecy if one is not Secrecy.OPEN) or (Secrecy.OPEN,)


def _line(one: Valued, people: Mapping[UUID, str], language: Language, *, keyed: bool) -> tuple[str, ...]:
    hands = ", ".join(people.get(each, str(each)) for each in one.keyed_by)
    return (
        one.field.label.text().said_in(language),
        "" if one.value is None else str(one.value),
        SECRECY_NAMES[one.secrecy].said_in(language),
        str(one.provenance.line),
        *((hands,) if keyed else ()),
    )


def _rows(card: Card, names: Mapping[str, Text], printing: Printing, language: Language) -> Iterator[tuple[Text, str]]:
    received, came = card.received, card.received.provenance
    body = names.get(came.body)
    called = came.body if body is None else f"{body.said_in(language)}, {came.body}"
    yield SET, card.name.text().said_in(language)
    yield FROM, called
    yield WAY, WAY_NAMES[came.way].said_in(language)
    yield ACT, str(came.act_version)
    yield CAME_IN, came_in(card, language)
    yield RECEIVED, f"{in_astana(came.received_at):%d.%m.%Y %H:%M}"
    yield DIGEST, came.sha256
    yield PURPOSE, PURPOSE_NAMES[printing.purpose].said_in(language)
    yield MATERIAL, printing.material
    yield UNTIL, f"{in_astana(received.until):%d.%m.%Y %H:%M}"


def came_in(card: Card, language: Language) -> str:
    """Return in words what the rows of a card stood in; empty where that was not written down."""
    match card.came:
        case InFile(delivery=delivery, name=name):
            return FILE.filled(name=name, number=str(delivery)).said_in(language)
        case OnCarrier(number=number, delivery=delivery):
            return ON_CARRIER.filled(name=number, number=str(delivery)).said_in(language)
        case InAnswer(question=question):
            return ANSWER.filled(number=question).said_in(language)
        case OnPaper(outgoing=outgoing, dated=dated, incoming=incoming, sheet=sheet):
            day = f"{dated:%d.%m.%Y}"
            return PAPER.filled(outgoing=outgoing, dated=day, incoming=incoming, sheet=str(sheet)).said_in(language)
        case None:
            return ""
