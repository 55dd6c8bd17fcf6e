"""Accounts of machines: which collections one reads and writes, how narrow a mark it sees, until when (ASOI-3.8).

A person opens an account by a signed act and sees its token once; the exchange keeps a digest of it, by which it is
found under a keyed index. A token is 256 random bits, so its digest tells nothing of it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

import msgspec

from almasu.kernel.interchange.collection import (
    ALERTS,
    EVERYBODY,
    OF_NODE,
    VULNERABILITIES,
    Collection,
    own_collection,
)
from almasu.kernel.interchange.problems import MACHINE_FORM
from almasu.kernel.sector.confidentiality import Degree
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Language, Text
from almasu.law.typed import Dated

LONGEST_LIFE = timedelta(days=366)
LONGEST_NAME = 80
TOKEN_BYTES = 32
OWN: Final = "own"
"""What the own collection may be called beside its alias, whose BIN a form need not know."""
COLLECTIONS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        ALERTS.alias: Text("қауіп туралы хабарламалар", "оповещения об угрозах", "threat alerts"),
        VULNERABILITIES.alias: Text("осалдық туралы хабарламалар", "оповещения об уязвимостях", "vulnerability alerts"),
        OWN: Text("өз жинағы", "своя коллекция", "the own collection"),
    }
)
READS: Final = Text("оқиды: ", "читает: ", "it reads: ")
WRITES: Final = Text("өз жинағына жазады", "пишет в свою коллекцию", "it writes into the own collection")


class MachineState(StrEnum):
    """Where an account of a machine stands."""

    OPEN = "open"
    BLOCKED = "blocked"


class MachineForm(Dated, frozen=True, forbid_unknown_fields=True):
    """What is asked for: a name, aliases of the collections to read, whether it writes into the own one, until when.

    `narrowest` is the narrowest degree it reads. `certificate` is the SHA-256 of its client certificate in DER, 64
    hexadecimal digits, where it shows one in place of a token; empty otherwise.
    """

    name: str
    reads: tuple[str, ...]
    writes_own: bool
    narrowest: Degree
    expires_at: datetime
    certificate: str = ""


class Machine(msgspec.Struct, frozen=True):
    """An account. `organisation` is a BIN, empty for the centre; `token` the SHA-256 of its token, or empty."""

    name: str
    organisation: str
    reads: tuple[UUID, ...]
    writes: tuple[UUID, ...]
    narrowest: Degree
    expires_at: datetime
    token: str
    certificate: str
    opened_by: UUID
    act: UUID


@dataclass(frozen=True, slots=True)
class Known:
    """A machine that showed what it is known by: its number and its account."""

    id: UUID
    machine: Machine

    def sees(self, collection: Collection) -> bool:
        """Tell whether a collection is there for it at all: in its scope, and of its audience."""
        of_its = collection.audience in (EVERYBODY, self.machine.organisation)
        return of_its and (self.reads(collection) or self.writes(collection))

    def reads(self, collection: Collection) -> bool:
        """Tell whether it may read a collection that it sees."""
        return collection.id in self.machine.reads

    def writes(self, collection: Collection) -> bool:
        """Tell whether it may write into a collection that it sees."""
        return collection.open_to_machines and collection.id in self.machine.writes


def digest_of(token: str) -> str:
    """Return the digest a token is known by."""
    return hashlib.sha256(token.encode()).hexdigest()


def shows(machine: Machine, token: str) -> bool:
    """Tell whether a token is the machine's, in a time that says nothing of it."""
    return bool(machine.token) and hmac.compare_digest(machine.token, digest_of(token))


def scope_of(form: MachineForm, organisation: str) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    """Return the collections an account reads and writes."""
    own = own_collection(organisation)
    known = {**{one.alias: one.id for one in (*OF_NODE, own)}, OWN: own.id}
    reads = tuple(dict.fromkeys(known[alias] for alias in form.reads))
    return reads, (own.id,) if form.writes_own else ()


def scope_said(form: MachineForm) -> Text:
    """Return in words what an account of a checked form reads and writes."""
    read = [COLLECTIONS[alias if alias in COLLECTIONS else OWN] for alias in dict.fromkeys(form.reads)]

    def said(language: Language) -> str:
        parts = [READS.said_in(language) + ", ".join(one.said_in(language) for one in read)] if read else []
        return "; ".join((*parts, WRITES.said_in(language)) if form.writes_own else parts)

    return Text(*(said(language) for language in Language))


def check_form(form: MachineForm, organisation: str, at: datetime) -> None:
    """Make sure that an account may be opened so; ProblemGroup with a Problem for each field that stands in the way."""
    problems: list[Problem] = []
    name = form.name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        problems.append(MACHINE_FORM.at("name"))
    known = {OWN, *(one.alias for one in (*OF_NODE, own_collection(organisation)))}
    if not known.issuperset(form.reads) or not (form.reads or form.writes_own):
        problems.append(MACHINE_FORM.at("reads"))
    if form.expires_at.tzinfo is None or not at < form.expires_at <= at + LONGEST_LIFE:
        problems.append(MACHINE_FORM.at("expires_at"))
    if form.certificate and not _is_digest(form.certificate):
        problems.append(MACHINE_FORM.at("certificate"))
    if problems:
        raise ProblemGroup(tuple(problems))


def _is_digest(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text)
