"""Signals rolled up for search: what is the same within an hour becomes one row that never loses its count.

The rows are made from the deliveries and from nothing else, so they can be made again at any time; the deliveries
themselves stay as they came.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from almasu_wire.signal import Signal

MOST_TERMS = 80
KEY_BYTES = 16
TERM_KINDS = frozenset({"source", "target", "sender", "host", "hash", "rule"})
_DIGEST = re.compile(r"(?:md5:|sha1:|sha256:)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})")
"""A hash, as modules name it with its algorithm or as people copy it without."""


@dataclass(frozen=True, slots=True)
class Rollup:
    """Signals of one organisation that tell of the same within an hour of UTC.

    `records` is how many records of sensors they stand for, `signals` how many signals; `terms` what they are found
    by: "source:203.0.113.7", "hash:…", "host:…", "sender:…", "rule:…@target".
    """

    key: bytes
    organisation: str
    kind: int
    hour: datetime
    first_at: datetime
    last_at: datetime
    records: int
    signals: int
    severity: int
    sensor: str
    rule: str
    name: str
    source: str
    target: str
    account: str
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is searched for: all of the terms, of one organisation and kind where told, before a row where told."""

    terms: Collection[str] = ()
    organisation: str | None = None
    kind: int | None = None
    before: tuple[datetime, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """How much of one kind was sent: signals, the records of sensors they stand for, and by how many organisations."""

    kind: int
    signals: int
    records: int
    organisations: int


def rolled_up(signals: Iterable[tuple[str, Signal]]) -> list[Rollup]:
    """Return the rows that signals make, each given with the BIN of its organisation; in the order they first came."""
    rows: dict[bytes, Rollup] = {}
    for organisation, signal in signals:
        row = _row(organisation, signal)
        known = rows.get(row.key)
        rows[row.key] = row if known is None else _together(known, row)
    return list(rows.values())


def terms_of(signal: Signal) -> frozenset[str]:
    """Return what a signal is found by, the same whatever organisation sent it; accounts are nobody else's business."""
    found = [
        *(("source", signal.source), ("target", signal.target), ("sender", signal.sender.casefold())),
        *(("host", host.casefold()) for host in signal.hosts),
        *(("hash", _digest(digest)) for digest in signal.hashes),
        *([("rule", f"{signal.rule}@{signal.target}")] if signal.rule and signal.target else []),
    ]
    return frozenset(f"{kind}:{value}" for kind, value in found[:MOST_TERMS] if value)


def terms_typed(text: str) -> tuple[str, ...]:
    """Return the terms that somebody typed, parted by blanks; the name of a rule may hold blanks itself."""
    return (text.strip(),) if text.lstrip().startswith("rule:") else tuple(map(term_of, text.split()))


def term_of(typed: str) -> str:
    """Return the term that somebody means: as it is where it names its kind, else by what the value looks like."""
    kind, _, value = typed.partition(":")
    if kind in TERM_KINDS and value:
        return f"hash:{_digest(value)}" if kind == "hash" else typed
    try:
        return f"source:{ipaddress.ip_address(typed)}"
    except ValueError:
        folded = typed.casefold()
    if _DIGEST.fullmatch(folded):
        return f"hash:{_digest(folded)}"
    return f"sender:{folded}" if "@" in folded else f"host:{folded}"


def _digest(said: str) -> str:
    """Return a hash alone: its length tells by which algorithm it is."""
    found = _DIGEST.fullmatch(said.casefold())
    return said.casefold() if found is None else found[1]


def _row(organisation: str, signal: Signal) -> Rollup:
    hour = signal.first.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    same = (
        organisation,
        str(int(signal.kind)),
        hour.isoformat(),
        signal.sensor,
        signal.rule,
        signal.source,
        signal.target,
        signal.account,
        signal.sender,
    )
    return Rollup(
        key=hashlib.blake2b("\x00".join(same).encode(), digest_size=KEY_BYTES).digest(),
        organisation=organisation,
        kind=int(signal.kind),
        hour=hour,
        first_at=signal.first,
        last_at=signal.last,
        records=signal.count,
        signals=1,
        severity=signal.severity,
        sensor=signal.sensor,
        rule=signal.rule,
        name=signal.name,
        source=signal.source,
        target=signal.target,
        account=signal.account,
        terms=terms_of(signal),
    )


def _together(one: Rollup, other: Rollup) -> Rollup:
    return replace(
        one,
        first_at=min(one.first_at, other.first_at),
        last_at=max(one.last_at, other.last_at),
        records=one.records + other.records,
        signals=one.signals + other.signals,
        severity=max(one.severity, other.severity),
        name=one.name or other.name,
        terms=one.terms | other.terms,
    )
