"""An authenticator: what proves the person's biometrics beside the EDS (SIO25-9; WebAuthn level 2).

The fingerprint or the face never leaves the device; the exchange keeps a public key. Which model it is, and whether its
maker allows a PIN instead of the finger, is told by `model` (AAGUID) only where the maker's attestation is asked for.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

import msgspec

MOST = 5
"""How many authenticators a person may have at a time."""
MILLISECONDS = 300_000
ALGORITHMS = (-7, -257, -8)
"""ES256, RS256, EdDSA (COSE), in the order in which we ask for them."""


class Authenticator(msgspec.Struct, frozen=True):
    """One credential: `key` in COSE, `counter` the last one told, `synced` where it may leave its device."""

    id: bytes
    key: bytes
    counter: int
    model: str
    synced: bool


class KeptAuthenticator(msgspec.Struct, frozen=True):
    """A credential with its person: what the paper of the kind says."""

    account: UUID
    authenticator: Authenticator
    act: UUID
    added_at: datetime
    used_at: datetime | None = None


def challenge_of(act: bytes) -> bytes:
    """Return the challenge an act stands for: the authenticator signs the SHA-256 of its canonical bytes."""
    return hashlib.sha256(act).digest()
