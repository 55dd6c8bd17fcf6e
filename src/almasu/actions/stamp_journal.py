"""Stamp the journal's heads: an outside authority vouches when a published head, and every act in it, existed.

One stamp covers all acts before it, so none is asked for a single request (DESIGN 3.2). At most one a minute is asked,
and only for a head that has grown. Where the authority is silent or its stamp does not verify, work goes on: the outage
is a leaf once, so is its end, and the next stamp covers the gap (SIO25-14.2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.operating.emergencies import noted
from almasu.actions.read_journal import JournalReader, Published, published
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.signatures.algorithms import Family
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.revocation.evidence import Unreachable
from almasu.kernel.signatures.timestamp import timestamp_check
from almasu.law.problem import Problem

ABOUT = "service:timestamp"
FAMILY = Family.GOST_512


class Answered(Protocol):
    """What the authority sent, and the nonce it was asked with."""

    @property
    def answer(self) -> bytes:
        """Return the TimeStampResp in DER (RFC 3161)."""
        ...

    @property
    def nonce(self) -> int:
        """Return the nonce."""
        ...


class Stamping(Protocol):
    """The time-stamping authority; an outage is a value."""

    async def stamp(self, data: bytes, family: Family) -> Answered | Unreachable:
        """Return a stamp over the data."""
        ...


class Stamps(Protocol):
    """Where stamps are kept."""

    async def keep(self, size: int, note: bytes, token: bytes, stamped_at: datetime) -> None:
        """Keep a verified stamp over the head of a size."""
        ...


@dataclass(frozen=True, slots=True)
class Stamped:
    """How far the journal is stamped, and why the authority is failing ("" while it does not)."""

    size: int = 0
    failing: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What heads are stamped with: the authority, the profile its stamps are judged by, and where they are kept."""

    stamping: Stamping
    profile: TrustProfile
    stamps: Stamps


async def stamp_head(node: Node, journal: JournalReader, desk: Desk, so_far: Stamped, at: datetime) -> Stamped:
    """Stamp the published head where it has grown, and return how far the journal is stamped now."""
    try:
        head = await published(journal)
    except Problem:
        return so_far
    if head.head.size <= so_far.size:
        return so_far
    failing = await _stamped(head, desk, at)
    if failing and not so_far.failing:
        await _write(node, EntryKind.SERVICE_OUTAGE, failing, at)
    if so_far.failing and not failing:
        await _write(node, EntryKind.SERVICE_RESTORED, so_far.failing, at)
    return replace(so_far, failing=failing) if failing else Stamped(head.head.size)


async def _stamped(head: Published, desk: Desk, at: datetime) -> str:
    """Ask, check and keep one stamp; return why there is none, or an empty string."""
    answer = await desk.stamping.stamp(head.note, FAMILY)
    if isinstance(answer, Unreachable):
        return answer.reason
    try:
        stamp = timestamp_check(answer.answer, head.note, FAMILY, answer.nonce, desk.profile, at)
    except Stopped as stopped:
        return stopped.reason.code
    await desk.stamps.keep(head.head.size, head.note, answer.answer, stamp.at)
    return ""


async def _write(node: Node, kind: EntryKind, because: str, at: datetime) -> None:
    async with node.store.single() as store:
        await store.journal.append(leaf(node, kind, at, "system:journal", ABOUT, {"because": because}))
    await noted(node, kind, ABOUT, at, because)
