"""Prepared acts: the bytes a person is asked to sign, kept by the server until their signature or their end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.kernel.signatures.act import ActPurpose

LIFE = timedelta(minutes=5)
"""How long a prepared act may wait for its signature (its nonce lives as long)."""


@dataclass(frozen=True, slots=True)
class PreparedAct:
    """One act waiting for its signature. `data` are the canonical bytes; `session` the hash of its session's token."""

    id: UUID
    session: bytes
    purpose: ActPurpose
    data: bytes
    nonce: str
    expires_at: datetime
