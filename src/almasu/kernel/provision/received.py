"""What was received: where each value came from, the purpose that binds it, its secrecy, its time (FMA-6.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.kernel.provision.joint_act import Purpose
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.problems import WORDS_NEEDED
from almasu.kernel.provision.problems_of_handing import (
    NOT_ALLOWED_BY_SECRECY,
    NOT_FOR_THIS_PURPOSE,
    NOT_NEEDED,
    PAST_ITS_TIME,
)
from almasu.kernel.provision.secrecy import CARD_ONLY, SECRECY_NAMES, Secrecy, handling_of, strictest
from almasu.kernel.provision.way import Way

LEAST_WORDS = 3


class Use(StrEnum):
    """What is done with received data; each is journalled."""

    OPEN = "open"
    PRINT = "print"
    EXPORT = "export"
    PASS_ON = "pass_on"  # noqa: S105 - a use, no password


class Provenance(msgspec.Struct, frozen=True):
    """Where a value came from: body, object, set, by which way, under which version of the act, in which delivery.

    `line` is the row of a file or 0; `received_at` is when it was accepted; `sha256` the hash of what carried it.
    """

    body: str
    source: str
    data_set: str
    way: Way
    act_version: int
    delivery: UUID
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    received_at: datetime
    line: int = 0


class Received(msgspec.Struct, frozen=True):
    """Something received: its provenance, regimes, the purpose it was obtained for, the material it belongs to.

    `until` is when it is to be destroyed; with its material at the latest.
    """

    id: UUID
    provenance: Provenance
    secrecy: tuple[Secrecy, ...]
    purpose: Purpose
    material: UUID
    until: datetime
    destroyed_at: datetime | None = None

    def __post_init__(self) -> None:
        if CARD_ONLY & {*self.secrecy}:
            raise ValueError("of restricted and secret data the system holds a card, never the content")


class Wanted(msgspec.Struct, frozen=True):
    """A use somebody wants to make: what, for which purpose, why; `materials` are those the person works on."""

    use: Use
    purpose: Purpose
    why: str
    materials: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Bound:
    """What binds content of a body, whichever way it came: its regimes, purpose and material, until when it is kept."""

    body: str
    secrecy: tuple[Secrecy, ...]
    purpose: Purpose
    material: UUID
    until: datetime


def must_allow(received: Received, wanted: Wanted, by: Actor, at: datetime) -> None:
    """Make sure of a use of something received; Problems as for `may_be_used`."""
    may_be_used(bound_of(received), wanted, by, at)


def bound_of(received: Received) -> Bound:
    """Return what binds something received; what was destroyed is kept no longer than until then."""
    until = received.until if received.destroyed_at is None else min(received.until, received.destroyed_at)
    return Bound(received.provenance.body, received.secrecy, received.purpose, received.material, until)


def may_be_used(bound: Bound, wanted: Wanted, by: Actor, at: datetime) -> None:
    """Make sure of a use: needed by the person's material, of the same purpose, allowed by every regime, in time.

    Problems: `provision.received.not_needed`, `.purpose`, `.secrecy`, `.past`, `provision.words_needed`.
    """
    by.must_be(bound.body, Duty.OFFICER, Duty.HEAD_OF_AGENCY)
    if bound.material not in wanted.materials:
        raise NOT_NEEDED.at()
    if wanted.purpose is not bound.purpose:
        raise NOT_FOR_THIS_PURPOSE.at("purpose")
    if at >= bound.until:
        raise PAST_ITS_TIME.at()
    handling = handling_of(bound.secrecy)
    allowed = {
        Use.OPEN: handling.held,
        Use.PRINT: handling.printed,
        Use.EXPORT: handling.exported,
        Use.PASS_ON: handling.passed_on,
    }
    if not allowed[wanted.use]:
        name = SECRECY_NAMES[strictest(bound.secrecy)]
        raise NOT_ALLOWED_BY_SECRECY.at("use", kk=name.kk, ru=name.ru, en=name.en)
    if handling.reason and len(wanted.why.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("why")


def to_destroy(known: Iterable[Received], gone: frozenset[UUID], at: datetime) -> tuple[UUID, ...]:
    """Return what is to be destroyed now: its own time is over, or its material is gone."""
    return tuple(one.id for one in known if one.destroyed_at is None and (at >= one.until or one.material in gone))
