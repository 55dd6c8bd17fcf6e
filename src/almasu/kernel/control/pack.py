"""The monthly pack: all requests in files, a summary to read, oddities, and the proof that nothing is missing.

The controller signs the SHA-256 of the manifest, which names every file by its own (SIO25-21.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

import msgspec

from almasu.kernel.control.away import Why
from almasu.kernel.control.facts import FactColumns, RequestFact, Surroundings
from almasu.kernel.control.oddity import Oddity
from almasu.kernel.control.recount import Completeness
from almasu.kernel.papers.paper import Paper
from almasu.law.text import Language, Text

FORMAT, VERSION = "almasu-control-pack", 3
MANIFEST = "manifest.json"


class PackState(StrEnum):
    """Where a pack stands."""

    MADE = "made"
    SIGNED = "signed"


class FileNamed(msgspec.Struct, frozen=True):
    """A file of the pack: its length in bytes and its SHA-256, hexadecimal."""

    bytes: int
    sha256: str


class Certificate(msgspec.Struct, frozen=True):
    """The certificate of completeness: from which checkpoint to which, whose requests, of what time.

    A note is a checkpoint's bytes, empty at the beginning of the log; `edge` the right edge of the first tree, level by
    level, from which the entries lead to the second.
    """

    body: str
    since: datetime
    until: datetime
    first_size: int
    first_note: bytes
    last_size: int
    last_note: bytes
    edge: tuple[tuple[bytes, ...], ...]
    found: Completeness


@dataclass(frozen=True, slots=True)
class Totals:
    """What is counted of the requests of a pack: rows of a name and its counts, as `store/sql/facts_table.sql` tells.

    `users`: user, requests, subjects, answered, never opened. `resources`: number, requests. `grounds`: ground,
    requests, those to specially protected resources. `hours`: hour of the day in Astana, requests.
    """

    count: int
    users: Sequence[tuple[str, int, int, int, int]]
    resources: Sequence[tuple[int, int]]
    grounds: Sequence[tuple[str, int, int]]
    hours: Sequence[tuple[int, int]]


class Manifest(msgspec.Struct, frozen=True):
    """What a pack holds, and whose it is. `totals` are those of the document to read, recounted from the list."""

    format: str
    version: int
    pack: UUID
    body: str
    month: str
    made_at: datetime
    made_by: str
    order: UUID
    files: dict[str, FileNamed]
    certificate: Certificate
    totals: Totals
    oddities: int


class PackSays(msgspec.Struct, frozen=True):
    """What the paper of a pack says. `manifest` is the SHA-256 of the manifest, hexadecimal."""

    body_bin: str
    month: str
    manifest: str
    files: dict[str, FileNamed]
    requests: int
    oddities: int
    made_by: UUID
    order: UUID
    act: UUID | None = None


@dataclass(frozen=True, slots=True)
class AwayLine:
    """A person who must not work or must not have: why, from when to when."""

    user: str
    why: Why
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class LateLine:
    """Something left undone: by whom, what it is, and since when."""

    user: str
    what: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What a summary tells beside the requests: people who must not work, and what was left undone with answers."""

    people: Sequence[AwayLine] = ()
    copies: Sequence[LateLine] = ()
    tasks: Sequence[LateLine] = ()
    materials: Sequence[LateLine] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What the document to read tells beside what is counted; `grounds` are called in its language, by their codes."""

    body: str
    month: str
    controller: str
    order: str
    language: Language
    certificate: Certificate
    standing: Standing
    grounds: Mapping[str, str]


class Printed(msgspec.Struct, frozen=True):
    """What the document to read says and no other file does, so that anybody sets the very same document again.

    `set_by` names what set it: another program may set the same words on other lines.
    """

    controller: str
    order: str
    language: Language
    standing: Standing
    grounds: dict[str, str]
    set_by: str


class PackInWork(Protocol):
    """A pack that is being made; nothing of it stays where the work breaks off."""

    def add(self, facts: Sequence[RequestFact]) -> None:
        """Take in requests."""
        ...

    def add_columns(self, told: FactColumns) -> None:
        """Take in requests that stand in columns."""
        ...

    def surround(self, known: Surroundings) -> None:
        """Take in what is known beside them."""
        ...

    def leaves(self) -> Iterator[str]:
        """Return the leaf of each request in the list."""
        ...

    def oddities(self, since: datetime, until: datetime) -> Sequence[Oddity]:
        """Return what is odd in that time."""
        ...

    def totals(self) -> Totals:
        """Return what is counted of the requests."""
        ...

    def finish(self, summary: Summary, oddities: Sequence[Oddity]) -> dict[str, FileNamed]:
        """Write and keep every file but the manifest."""
        ...

    def keep_manifest(self, data: bytes) -> None:
        """Keep the manifest."""
        ...


class Packs(Protocol):
    """Where packs are made and kept, sealed."""

    def begin(self, pack: UUID) -> AbstractContextManager[PackInWork]:
        """Begin a pack."""
        ...

    def read(self, pack: UUID, name: str) -> Iterator[bytes]:
        """Return a kept file piece by piece; KeyError where there is none."""
        ...


def printed_of(summary: Summary, set_by: str) -> Printed:
    """Return what the document to read says and no other file does."""
    return Printed(summary.controller, summary.order, summary.language, summary.standing, dict(summary.grounds), set_by)


def summary_again(manifest: Manifest, printed: Printed) -> Summary:
    """Return what the document to read begins with, from the files of a pack."""
    return Summary(
        body=manifest.body,
        month=manifest.month,
        controller=printed.controller,
        order=printed.order,
        language=printed.language,
        certificate=manifest.certificate,
        standing=printed.standing,
        grounds=printed.grounds,
    )


def pack_in(paper: Paper) -> PackSays:
    """Return what the paper of a pack says."""
    return msgspec.json.decode(paper.data, type=PackSays)


def pack_words(says: PackSays) -> Text:
    """Return what the controller's signature means."""
    return Text(
        kk="{month} айының ведомстволық бақылауын жүргіздім: {requests} сұрау салу, {oddities} ауытқу.",
        ru="Провёл ведомственный контроль за {month}: запросов {requests}, отклонений {oddities}.",
        en="I carried out departmental control for {month}: {requests} requests, {oddities} oddities.",
    ).filled(month=says.month, requests=str(says.requests), oddities=str(says.oddities))


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the one spelling of a manifest."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1)


WORDS: Mapping[str, Text] = {
    "title": Text(kk="Ведомстволық бақылау", ru="Ведомственный контроль", en="Departmental control"),
    "body": Text(kk="Орган", ru="Орган", en="Body"),
    "month": Text(kk="Ай", ru="Месяц", en="Month"),
    "controller": Text(kk="Бақылаушы", ru="Контролёр", en="Controller"),
    "order": Text(kk="Бұйрық", ru="Приказ", en="Order"),
    "requests": Text(kk="Сұрау салулар", ru="Запросы", en="Requests"),
    "subjects": Text(kk="Тұлғалар", ru="Лица", en="Subjects"),
    "answered": Text(kk="Жауап бар", ru="С ответом", en="Answered"),
    "unseen": Text(kk="Ашылмаған", ru="Не открыты", en="Not opened"),
    "user": Text(kk="Пайдаланушы", ru="Пользователь", en="User"),
    "resource": Text(kk="Ресурс (2-қосымша)", ru="Ресурс (приложение 2)", en="Resource (annex 2)"),
    "ground": Text(kk="Негіз", ru="Основание", en="Ground"),
    "sensitive": Text(kk="Ерекше қорғалатын", ru="Особо охраняемые", en="Specially protected"),
    "oddities": Text(kk="Ауытқулар", ru="Отклонения", en="Oddities"),
    "none": Text(kk="Жоқ", ru="Нет", en="None"),
    "complete": Text(
        kk="Толықтық: журналдың {first} және {last} өлшемді екі расталған нүктесі арасында тізімде жоқ сұрау салу жоқ.",
        ru="Полнота: между заверенными точками журнала размером {first} и {last} нет ни одного запроса вне списка.",
        en="Completeness: between the co-signed checkpoints of size {first} and {last} no request is outside the list.",
    ),
    "people": Text(
        kk="Болмаған, ауысқан, бұғатталған адамдар",
        ru="Отсутствовавшие, перемещённые, заблокированные",
        en="Absent, moved, blocked people",
    ),
    "why": Text(kk="Себебі", ru="Причина", en="Why"),
    "since": Text(kk="Қашаннан", ru="С какого времени", en="Since"),
    "until": Text(kk="Қашанға дейін", ru="По какое время", en="Until"),
    "request": Text(kk="Сұрау салу", ru="Запрос", en="Request"),
    "task": Text(kk="Тапсырма", ru="Задание", en="Task"),
    "copies": Text(
        kk="Жойылғаны расталмаған көшірмелер",
        ru="Копии без подтверждения уничтожения",
        en="Copies not confirmed destroyed",
    ),
    "tasks": Text(
        kk="Есебі жоқ тапсырмалар (жауаптары ешбір есепке қосылмаған)",
        ru="Задания без отчёта (ответы не приобщены ни к одному отчёту)",
        en="Tasks without a report (their answers are attached to none)",
    ),
    "materials": Text(
        kk="Сақтау мерзімі өткен, жойылмаған материалдар",
        ru="Материалы с истёкшим сроком хранения, не уничтоженные",
        en="Materials past their storage term, not destroyed",
    ),
    "more": Text(kk="Толық тізім файлдарда.", ru="Полный список в файлах.", en="The full list is in the files."),
}
