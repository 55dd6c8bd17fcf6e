"""Cards of a dossier: people, companies and things, every value with the registers that gave it (SIO25-19.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.resources import FieldType, Sensitivity
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: the resource, the moment of its answer, the SHA-256 of the answer's bytes.

    `secret` is the kind of protected secret the answer holds (SIO25-20); `wrote` is how the register spells the value
    where that differs from the spelling shown, else empty.
    """

    number: int
    name: Text
    at: datetime
    answer: str
    secret: Text | None = None
    wrote: str = ""


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """One value as the registers write it (ISO dates, plain decimals, codes), with everyone who says so.

    `label` says a code in words, where its list is known.
    """

    value: str
    type: FieldType
    sources: tuple[Source, ...]
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One property of an entity. `contradictory`: it can have one value only and the registers give several."""

    label: Text
    sensitivity: Sensitivity
    values: tuple[SourcedValue, ...]
    featured: bool
    contradictory: bool


@dataclass(frozen=True, slots=True)
class EntityCard:
    """One person, company or thing. `caption` is how the registers name it, `schema` its kind (FollowTheMoney).

    `relation` is the register that tells of it beside the subject; None for the subject itself. `number` is that
    register's number, 0 for the subject, whose facts come from several.
    """

    id: str
    schema: Text
    caption: str
    relation: Text | None
    facts: tuple[Fact, ...]
    number: int = 0
