"""The SMS code: second factor beside the EDS, never alone (SIO25-9; limits after NIST SP 800-63B)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

DIGITS = 6
VALID = timedelta(minutes=5)
TRIES = 5
RESEND_AFTER = timedelta(seconds=60)
SENT_PER_HOUR = 5
FAILURES_BEFORE_LOCK = 100


@dataclass(frozen=True, slots=True)
class SentCode:
    """A code on its way. `mac` is its HMAC-SHA-256 under the server's key; `tries` counts wrong entries."""

    mac: bytes
    sent_at: datetime
    tries: int
    sent_this_hour: int
    hour_started_at: datetime


def code_from(random: bytes) -> str:
    """Return a decimal code of `DIGITS` digits from at least 8 random bytes (bias below 2^-40)."""
    return str(int.from_bytes(random, "big") % 10**DIGITS).zfill(DIGITS)


def code_mac(key: bytes, token_hash: bytes, code: str) -> bytes:
    """Return what is kept of a code: bound to its session, useless elsewhere."""
    return hmac.new(key, token_hash + code.encode(), hashlib.sha256).digest()


def is_right(sent: SentCode, given_mac: bytes, at: datetime) -> bool:
    """Tell whether the given code is the one sent, in time and within its tries; compares in constant time."""
    same = hmac.compare_digest(sent.mac, given_mac)
    return same and at - sent.sent_at < VALID and sent.tries < TRIES


def may_send_at(sent: SentCode | None, at: datetime) -> datetime:
    """Return the earliest moment at which another code may be sent: `at` itself where one may go now."""
    if sent is None:
        return at
    if sent.sent_this_hour >= SENT_PER_HOUR and at - sent.hour_started_at < timedelta(hours=1):
        return sent.hour_started_at + timedelta(hours=1)
    return max(at, sent.sent_at + RESEND_AFTER)
