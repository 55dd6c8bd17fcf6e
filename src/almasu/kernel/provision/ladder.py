"""The ladder of one data set: which way stands, why no better one can, and how the system climbs back (FMA-3).

A step goes to the one way that is lawful at its moment. Down needs a standing proof against every better way; once a
proof lapses, or the way it spoke of works again, the ladder climbs by itself. What goes by paper because its resource
is restricted stays there (FMA-4.2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.impossibility import Longest, Proof, ProofKind, ended, must_prove
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.problems import (
    ALREADY_ON_WAY,
    BETTER_WAY_OPEN,
    NO_SUCH_PROOF,
    RESTRICTED_BY_PAPER,
    WAY_IS_IMPOSSIBLE,
    WAY_NOT_LAWFUL,
)
from almasu.kernel.provision.way import ORDER, Way, better_than, lawful_way, named

WITHDRAWN, WORKS = "withdrawn", "works"


class Why(StrEnum):
    """Why the way changed."""

    BEGUN = "begun"
    PROVED = "proved"
    """Every better way is proved impossible."""
    LAPSED = "lapsed"
    """A proof against a better way came to its end or was withdrawn."""
    WORKS = "works"
    """A better way was tried and worked."""
    MARKED = "marked"
    """The resource became restricted, or is no longer."""


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step: to which way, when, why, under which proofs (the ids of those that stood)."""

    way: Way
    at: datetime
    why: Why
    proofs: tuple[UUID, ...] = ()


class Attempt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One try of the system to use a better way; `code` tells the failure, empty where it worked."""

    way: Way
    at: datetime
    worked: bool
    code: str = ""


class Ladder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The state: the way in use is that of the last step."""

    body: str
    data_set: str
    restricted: bool
    steps: tuple[Step, ...]
    proofs: tuple[Proof, ...] = ()
    attempts: tuple[Attempt, ...] = ()

    @property
    def way(self) -> Way:
        """Return the way in use."""
        return self.steps[-1].way


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the system tries a better way again: after `first`, each time twice as long, `longest` at most."""

    first: timedelta = timedelta(hours=6)
    longest: timedelta = timedelta(days=14)


def begun(body: str, data_set: str, at: datetime, *, restricted: bool) -> Ladder:
    """Return the ladder of a data set before any proof: integration, or paper where the resource is restricted."""
    return Ladder(body, data_set, restricted, (Step(lawful_way((), restricted=restricted), at, Why.BEGUN),))


def marked(ladder: Ladder, at: datetime, *, restricted: bool) -> Ladder:
    """Return the ladder after its resource became restricted, or is no longer: on the way that is lawful then."""
    if ladder.restricted is restricted:
        return ladder
    ladder = replace(ladder, restricted=restricted)
    right = right_way(ladder, at)
    return ladder if right is ladder.way else _moved(ladder, right, at, Why.MARKED)


def impossible(ladder: Ladder, at: datetime) -> frozenset[Way]:
    """Return the ways against which a proof stands at a moment."""
    return frozenset(proof.way for proof in ladder.proofs if proof.stands(at))


def lacking(ladder: Ladder, way: Way, at: datetime) -> tuple[Way, ...]:
    """Return the better ways against which no proof stands: what a step to this way still needs."""
    known = impossible(ladder, at)
    return tuple(one for one in better_than(way) if one not in known)


def right_way(ladder: Ladder, at: datetime) -> Way:
    """Return the one way that is lawful for this data set at a moment."""
    return lawful_way(impossible(ladder, at), restricted=ladder.restricted)


def proved(
    ladder: Ladder, proof: Proof, by: Actor, at: datetime, longest: Longest, seconded: Actor | None = None
) -> Ladder:
    """Return the ladder with a proof recorded. Nobody is moved by it: a step is an act of its own."""
    for one in (by, seconded):
        if one is not None and one.duty is not Duty.SYSTEM:
            one.must_be(ladder.body, *Duty)
    must_prove(proof, by, seconded, at, longest)
    return replace(ladder, proofs=(*ladder.proofs, proof))


def withdrawn(ladder: Ladder, proof: UUID, at: datetime) -> Ladder:
    """Return the ladder with a proof taken back, climbed where that opens a better way; Problem where it stands not."""
    if not any(one.id == proof and one.stands(at) for one in ladder.proofs):
        raise NO_SUCH_PROOF.at("proof")
    proofs = tuple(ended(one, at, WITHDRAWN) if one.id == proof else one for one in ladder.proofs)
    return climbed(replace(ladder, proofs=proofs), at)


def stepped(ladder: Ladder, way: Way, at: datetime) -> Ladder:
    """Return the ladder on another way.

    Problems, each with its clause: a restricted resource leaves paper for nothing; a step past a better way that is not
    proved impossible; a step to a way that is itself proved impossible; the way already in use.
    """
    if ladder.restricted and way is not Way.PAPER:
        raise RESTRICTED_BY_PAPER.at("way")
    if way is ladder.way:
        raise ALREADY_ON_WAY.at("way")
    missing = lacking(ladder, way, at)
    if missing:
        names = named(missing)
        raise BETTER_WAY_OPEN.at("way", kk=names.kk, ru=names.ru, en=names.en)
    if way is not ORDER[-1] and way in impossible(ladder, at):
        raise WAY_IS_IMPOSSIBLE.at("way")
    return _moved(ladder, way, at, Why.PROVED)


def climbed(ladder: Ladder, at: datetime) -> Ladder:
    """Return the ladder as the passing of time leaves it: up where a proof lapsed, else as it was.

    The system calls this before every transfer and at every tick, so that no lapsed proof carries anything.
    """
    right = right_way(ladder, at)
    if ORDER.index(right) >= ORDER.index(ladder.way):
        return ladder
    return _moved(ladder, right, at, Why.LAPSED)


def tried(ladder: Ladder, way: Way, at: datetime, *, worked: bool, code: str = "") -> Ladder:
    """Return the ladder after the system tried a better way: where it worked, its proofs end and the ladder climbs."""
    if ladder.restricted:
        raise RESTRICTED_BY_PAPER.at("way")
    if way not in better_than(ladder.way):
        raise ALREADY_ON_WAY.at("way")
    ladder = replace(ladder, attempts=(*ladder.attempts, Attempt(way, at, worked, code)))
    if not worked:
        return ladder
    proofs = tuple(ended(one, at, WORKS) if one.way is way and one.stands(at) else one for one in ladder.proofs)
    ladder = replace(ladder, proofs=proofs)
    right = right_way(ladder, at)
    return ladder if right is ladder.way else _moved(ladder, right, at, Why.WORKS if right is way else Why.LAPSED)


def works(ladder: Ladder, way: Way, at: datetime) -> Ladder:
    """Return the ladder once the channel of a way works from now on: up where that is better, else as it was.

    Where the way is in use, what the system measured against it ends: nobody steps down on a failure that is over.
    """
    if not ladder.restricted and way in better_than(ladder.way):
        return tried(ladder, way, at, worked=True)
    if way is ladder.way and any(_is_measured(one, way, at) for one in ladder.proofs):
        proofs = tuple(ended(one, at, WORKS) if _is_measured(one, way, at) else one for one in ladder.proofs)
        return replace(ladder, proofs=proofs)
    return ladder


def must_carry(ladder: Ladder, way: Way, at: datetime) -> None:
    """Make sure that something may be given by a way now; Problems as of `stepped`, or `provision.way.not_lawful`."""
    if ladder.restricted and way is not Way.PAPER:
        raise RESTRICTED_BY_PAPER.at("way")
    if not ladder.restricted and lacking(ladder, way, at):
        names = named(lacking(ladder, way, at))
        raise BETTER_WAY_OPEN.at("way", kk=names.kk, ru=names.ru, en=names.en)
    if way is not ladder.way:
        raise WAY_NOT_LAWFUL.at("way")


def tries_due(ladder: Ladder, at: datetime, pace: Pace) -> tuple[Way, ...]:
    """Return the better ways the system has to try now, the best first; paper is tried by nobody."""
    if ladder.restricted:
        return ()
    return tuple(way for way in better_than(ladder.way) if way is not Way.PAPER and next_try(ladder, way, pace) <= at)


def next_try(ladder: Ladder, way: Way, pace: Pace) -> datetime:
    """Return when a better way is to be tried next: each failed try since the last step down doubles the wait."""
    since = max((step.at for step in ladder.steps if _is_below(step.way, way)), default=ladder.steps[0].at)
    failed = [one.at for one in ladder.attempts if one.way is way and not one.worked and one.at >= since]
    wait = min(pace.first * (1 << min(len(failed), 10)), pace.longest)
    return max([since, *failed]) + wait


def ending(proofs: Iterable[Proof], at: datetime, within: timedelta) -> tuple[Proof, ...]:
    """Return the standing proofs that lapse soon, the soonest first: whoever needs them is reminded."""
    soon = (proof for proof in proofs if proof.stands(at) and proof.until - at <= within)
    return tuple(sorted(soon, key=lambda proof: proof.until))


def _is_measured(proof: Proof, way: Way, at: datetime) -> bool:
    return proof.way is way and proof.kind is ProofKind.MEASURED_FAILURE and proof.stands(at)


def _is_below(way: Way, other: Way) -> bool:
    return ORDER.index(way) > ORDER.index(other)


def _moved(ladder: Ladder, way: Way, at: datetime, why: Why) -> Ladder:
    rests_on = tuple(one.id for one in ladder.proofs if one.stands(at) and one.way in better_than(way))
    return replace(ladder, steps=(*ladder.steps, Step(way, at, why, rests_on)))
