"""One journal entry: what happened, without personal data. Outsiders see only its 32-byte commitment (DESIGN 3.3)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from almasu.kernel.journal.entry_kinds import EntryKind
from almasu.law import moment
from almasu.law.canonical import Json, canonical_bytes

__all__ = ["Entry", "EntryKind", "commitment", "entry_bytes"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened.

    `actor` is an account id or `system:<part>`; `about` the object's id; `says` holds only facts fit for the log:
    ids, codes, clause ids, outcomes, hashes and salted commitments - never a name or a number of a person. `salt`
    is 32 random bytes that make the entry's own commitment unguessable.
    """

    kind: EntryKind
    at: datetime
    actor: str
    about: str
    says: Mapping[str, Json]
    salt: bytes


def entry_bytes(entry: Entry) -> bytes:
    """Return the entry's canonical bytes, salt included: what is kept and can be opened by role."""
    return canonical_bytes(
        {
            "kind": entry.kind.value,
            "at": moment.written(entry.at),
            "actor": entry.actor,
            "about": entry.about,
            "says": dict(entry.says),
            "salt": entry.salt.hex(),
        }
    )


def commitment(entry_data: bytes) -> bytes:
    """Return the 32 bytes outsiders get for an entry: SHA-256 of its canonical bytes (the leaf data of the tree)."""
    return hashlib.sha256(entry_data).digest()
