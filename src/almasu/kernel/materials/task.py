"""A task and its material: opened by its first request, closed with a report, destroyed by a signed act.

A task is a paper from its closing on; the paper bears the number of the material. Until then the material is open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.papers.paper import Paper
from almasu.kernel.requests.request import Request
from almasu.law.canonical import Json, canonical_bytes
from almasu.law.moment import in_astana, written
from almasu.law.text import Text

MOST_REQUESTS = 2000
"""How many requests one report lists: it is read and signed by a person."""


class TaskState(StrEnum):
    """Where a task stands after its closing. CONDEMNED: its destruction is signed and being carried out."""

    CLOSED = "closed"
    CONDEMNED = "condemned"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Material:
    """A material as its table tells it. `body_bin` is the body whose task it belongs to."""

    id: UUID
    body_bin: str
    opened_at: datetime
    closed_at: datetime | None
    destroyed_at: datetime | None


class Reported(msgspec.Struct, frozen=True):
    """One request in the report of a task: no subject and no name, which the report material itself has.

    `officer` is the pseudonym; `outcomes` the state of each resource's question by its number; `leaf` hexadecimal.
    """

    request: UUID
    accepted_at: str
    officer: str
    outcomes: dict[str, str]
    leaf: str


class Destruction(msgspec.Struct, frozen=True):
    """What the act of destruction says and what it came to. `backups_expire` is the day the last copy of the key ends.

    `answers` were held by this material alone, `kept_elsewhere` by others too; both counted when it was carried out.
    """

    act: UUID
    reason: str
    signed_at: datetime
    backups_expire: date
    answers: int = 0
    kept_elsewhere: int = 0


class TaskSays(msgspec.Struct, frozen=True):
    """What the paper of a task says. `kept_until` is the storage term of the main material (SIO25-19.2)."""

    task: str
    body_bin: str
    opened_at: datetime
    act: UUID
    kept_until: date
    summary: str
    report: tuple[Reported, ...]
    destruction: Destruction | None = None


def task_says(paper: Paper) -> TaskSays:
    """Return what the paper of a task says."""
    return msgspec.json.decode(paper.data, type=TaskSays)


def report_of(requests: Iterable[Request], officers: Mapping[UUID, str]) -> tuple[Reported, ...]:
    """Return the report's lines; `officers` are pseudonyms by account."""
    return tuple(
        Reported(
            request=one.id,
            accepted_at=written(one.accepted_at),
            officer=officers[one.account],
            outcomes={str(row.resource): row.state.value for row in one.rows},
            leaf=one.leaf.hex(),
        )
        for one in requests
    )


def report_json(report: Iterable[Reported]) -> list[Json]:
    """Return the report's lines as they stand in the signed act."""
    return [
        {
            "request": str(line.request),
            "accepted_at": line.accepted_at,
            "officer": line.officer,
            "outcomes": dict(line.outcomes),
            "leaf": line.leaf,
        }
        for line in report
    ]


def report_digest(report: Iterable[Reported]) -> str:
    """Return the SHA-256 of the report's canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical_bytes(report_json(report))).hexdigest()


def backups_expire_on(at: datetime, backups_last: timedelta) -> date:
    """Return the day in Astana on which the last backup of a key destroyed now has expired."""
    return in_astana(at + backups_last).date()


def closing_words(task: str, requests: int, kept_until: date) -> Text:
    """Return what the signature under a report means."""
    return Text(
        kk="{task} тапсырмасын жабамын. Есепте {count} сұрау салу бар. Материал {until} дейін сақталады.",
        ru="Закрываю задание {task}. Запросов в отчёте: {count}. Материал хранится до {until}.",
        en="I close the task {task}. Requests in the report: {count}. The material is kept until {until}.",
    ).filled(task=task, count=str(requests), until=kept_until.isoformat())


def destruction_words(task: str, answers: int, backups_expire: date) -> Text:
    """Return what the signature under an act of destruction means."""
    return Text(
        kk="{task} материалын және тек сонда тұрған {count} жауапты жоямын: оларды енді ешкім аша алмайды. "
        "Кілттердің сақтық көшірмелері {day} күні біржола жойылады.",
        ru="Уничтожаю материал {task} и ответы, которые есть только в нём ({count}): их больше никто не откроет. "
        "Последняя резервная копия ключей истекает {day}.",
        en="I destroy the material {task} and the answers held by it alone ({count}): nobody will open them again. "
        "The last backup of the keys expires on {day}.",
    ).filled(task=task, count=str(answers), day=backups_expire.isoformat())
