"""Sessions: an entry that has passed some or all of its factors (SIO25-9, SIO25-10.1, SIO25-11).

The token is 32 random bytes known to the person's browser only; the store keeps its SHA-256. A session ends when the
person leaves, after `IDLE` without an act, after `LONGEST` in any case, and at once when the account is blocked.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from almasu.kernel.parties.account import Account

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
CHALLENGES_A_MINUTE = 600
"""How many entries may be begun at a node in a minute: each is a row and a leaf that a stranger can ask for."""
TOKEN_BYTES = 32


class Stage(StrEnum):
    """How far the entry has come: the EDS still to be proved, the second factor still to come, or both proved."""

    PROVING = "proving"
    CODE = "code"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Session:
    """One entry. `token_hash` is the SHA-256 of the token; `account` is as it stands now, None while PROVING;
    `factor` names the second factor used.
    """

    token_hash: bytes
    account: Account | None
    stage: Stage
    factor: str
    started_at: datetime
    last_seen_at: datetime
    ended_at: datetime | None


def token_from(random: bytes) -> str:
    """Return the token of a new session, made of `TOKEN_BYTES` fresh random bytes."""
    return base64.urlsafe_b64encode(random).rstrip(b"=").decode()


def token_hash(token: str) -> bytes:
    """Return what the store keeps of a session token."""
    return hashlib.sha256(token.encode()).digest()


def is_alive(session: Session, at: datetime) -> bool:
    """Tell whether the session may still act at this moment (ASVS 3.3)."""
    return session.ended_at is None and at - session.last_seen_at < IDLE and at - session.started_at < LONGEST
