"""What a simulated register says to a question, before it is put into the form of a protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from almasu.kernel.answers import Record, SubjectKey, Value
from almasu.kernel.resources import FieldType, KeyKind, Resource
from almasu.testing.registers.misbehaviour import Conduct, Manner, Misbehaviour
from almasu.testing.registers.source import RecordSource

TOO_MANY_RECORDS = 1_200
HUGE_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class Found:
    """The records to answer with; an empty tuple says that the register holds nothing."""

    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Declined:
    """The owner's refusal."""

    code: str
    words: str


class Registers:
    """All simulated registers: what they hold and how they behave."""

    def __init__(self, resources: Mapping[int, Resource], source: RecordSource, conduct: Conduct) -> None:
        self.resources = resources
        self.source = source
        self.conduct = conduct

    def answer(self, number: int, kind: str, value: str) -> Found | Declined:
        """Return what register `number` says about a key, its manners considered."""
        bad = self.conduct.of(number)
        if bad.manner is Manner.REFUSING:
            return Declined(bad.code, bad.words)
        resource = self.resources[number]
        if kind not in {one.value for one in resource.keys}:
            return Declined("KEY_NOT_SEARCHABLE", f"Resource {number} is not searched by {kind[:20]}.")
        records = self.source.look_up(number, SubjectKey(KeyKind(kind), value))
        return Found(spoilt(records, resource, bad))


def spoilt(records: Sequence[Record], resource: Resource, bad: Misbehaviour) -> tuple[Record, ...]:
    """Return the records as a register of these manners would give them."""
    first: Record = dict(records[0]) if records else _made_up(resource)
    match bad.manner:
        case Manner.UNKNOWN_FIELD:
            return ({**first, "unannounced_field": "1"},)
        case Manner.MISSING_FIELDS:
            return ({},)
        case Manner.BAD_TYPE:
            return (_of_wrong_types(first, resource),)
        case Manner.TOO_MANY:
            return (first,) * TOO_MANY_RECORDS
        case _:
            return tuple(records)


def _made_up(resource: Resource) -> Record:
    return {field.name: "0" for field in resource.fields[:1]}


def _of_wrong_types(record: Record, resource: Resource) -> Record:
    """Every value that is not free text becomes one that its type cannot be; text becomes text with a NUL."""
    wrong: dict[str, Value] = {}
    for one in resource.fields:
        wrong[one.name] = "\ufffe" if one.type is FieldType.TEXT else "not of this type \ufffe"
    return {name: wrong[name] for name in record if name in wrong} or wrong
