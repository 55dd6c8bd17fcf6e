"""Proofs: the numbered story of a signature, and where an act stands in the journal (SIO25-12.1, SIO25-15.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from almasu.law.text import Text


class Outcome(StrEnum):
    """How one step of a verification ended."""

    PASSED = "passed"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a verification: what was checked, how it ended, what was seen (hashes, names; may be empty).

    `names` fill the {named} places of what is said: of nobody's language, and marked so.
    """

    says: Text
    outcome: Outcome
    seen: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignatureStory:
    """The verdict on a signature and the steps that led there; `signer` is the certificate's subject."""

    outcome: Outcome
    signer: str
    checked_at: datetime
    steps: tuple[Step, ...]


class Place(StrEnum):
    """Where an act stands in the journal."""

    INCLUDED = "included"
    WAITING = "waiting"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Witness:
    """One witness of a checkpoint: its name, and when it co-signed; None where it has not."""

    name: str
    cosigned_at: datetime | None


@dataclass(frozen=True, slots=True)
class Stamped:
    """The authority's time stamp over a head that holds the entry.

    PASSED with its moment and who gave it in `seen`, FAILED with what is wrong, INDETERMINATE while none covers it.
    """

    outcome: Outcome
    at: datetime | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class ProofView:
    """What the journal says of one receipt or request, checked on the server now.

    `leaf` and `root` are 64 hexadecimal digits, `path` the RFC 6962 audit path from the leaf up, `checkpoint` the
    signed note (C2SP), `file` the proof as a file that `almasu journal verify` checks without us. `outcome` covers all
    `steps`. `stamp` is None where the entry has no place yet; `signature` is the story of the request's signature as it
    was told when it was accepted, None for a bare receipt.
    """

    place: Place
    outcome: Outcome
    checked_at: datetime
    leaf: str
    index: int | None
    size: int
    root: str
    path: tuple[str, ...]
    checkpoint: str
    witnesses: tuple[Witness, ...]
    steps: tuple[Step, ...]
    file: bytes
    file_name: str
    stamp: Stamped | None = None
    signature: SignatureStory | None = None


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A copy that this node gave out, as its verification code tells: no name, no subject, nothing of its content.

    `digest` is the SHA-256 of the file, in hexadecimal digits; `destroyed_on` when it was told to be gone, None before.
    """

    code: str
    number: UUID
    format: str
    digest: str
    taken_at: datetime
    destroy_by: datetime | None
    destroyed_on: datetime | None
    proof: ProofView | None


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """An evidence pack as a file to take along; `name` holds ASCII letters, digits, dots and dashes only."""

    name: str
    data: bytes
