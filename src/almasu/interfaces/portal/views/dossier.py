"""The dossier: what the answers say together, every value with the registers that gave it (SIO25-3.2, SIO25-19.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.interfaces.portal.views.answers import Row
from almasu.kernel.answers import SubjectKey
from almasu.kernel.resources import FieldType, Sensitivity
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: the resource, the moment of its answer, the SHA-256 of the answer's bytes.

    `secret` is the kind of protected secret the answer holds (SIO25-20).
    """

    number: int
    name: Text
    at: datetime
    answer: str
    secret: Text | None = None


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

    `relation` tells how it stands to the subject (owner of, works at); None for the subject itself.
    """

    id: str
    schema: Text
    caption: str
    relation: Text | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class LinkStep:
    """One step of a path: what one party is to the other, which record of which register says so, in which days.

    Parties are IIN or BIN; days are ISO dates, empty for an unknown beginning or for what still holds.
    """

    one: str
    other: str
    kind: Text
    register: int
    register_name: Text
    record: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class PathRow:
    """How the subject is linked to one party, by one step or two; `weight` (0..1) is how sure or telling it is."""

    steps: tuple[LinkStep, ...]
    weight: str

    @property
    def end(self) -> str:
        """Return whom the path leads to."""
        return self.steps[-1].other


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many links of one kind the provider did not tell."""

    kind: Text
    count: int


@dataclass(frozen=True, slots=True)
class LinkTable:
    """The links of one level as the provider told them, the most telling first, and what it did not tell."""

    level: int
    source: Source
    rows: tuple[PathRow, ...]
    left_out: tuple[LeftOut, ...]
    paths_left_out: int


@dataclass(frozen=True, slots=True)
class DossierView:
    """All that came on one request. `rows` keep in sight what did not come; cards begin with the subject."""

    request_id: UUID
    subject: SubjectKey
    task: str
    made_at: datetime
    cards: tuple[EntityCard, ...]
    rows: tuple[Row, ...]
    links: tuple[LinkTable, ...] = ()
