"""The dossier: what the registers said of one subject, every value with where and when it came from (DESIGN 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.kernel.answers import Record, Value
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.resources import Field, Resource


@dataclass(frozen=True, slots=True)
class Answer:
    """One register's settled answer, opened for a reader. `words` are the owner's own, where it refused."""

    exchange_id: UUID
    resource: Resource
    state: QuestionState
    received_at: datetime
    records: tuple[Record, ...]
    words: str


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """One value of a field and every source that gave it."""

    value: Value
    sources: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One property of the subject: more than one value means that the registers contradict each other."""

    field: Field
    values: tuple[SourcedValue, ...]

    def contradicted(self) -> bool:
        """Tell whether sources disagree."""
        return len(self.values) > 1


def facts_about(answers: Iterable[Answer], names: frozenset[str]) -> tuple[Fact, ...]:
    """Return the facts under the given field names, merged over single-record answers, in order of first mention.

    Only answers with exactly one record speak of the subject itself; lists (vehicles, trips) stay tables.
    """
    fields: dict[str, Field] = {}
    values: dict[str, dict[Value, list[UUID]]] = {}
    for answer in answers:
        if len(answer.records) != 1:
            continue
        for field in answer.resource.fields:
            value = answer.records[0].get(field.name)
            if field.name not in names or value is None:
                continue
            fields.setdefault(field.name, field)
            values.setdefault(field.name, {}).setdefault(value, []).append(answer.exchange_id)
    return tuple(
        Fact(field, tuple(SourcedValue(value, tuple(sources)) for value, sources in _sorted(values[name])))
        for name, field in fields.items()
    )


def _sorted(values: Mapping[Value, list[UUID]]) -> list[tuple[Value, list[UUID]]]:
    """Return values with the most sources first."""
    return sorted(values.items(), key=lambda item: -len(item[1]))
