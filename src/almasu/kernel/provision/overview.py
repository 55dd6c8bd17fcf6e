"""How giving data stands as a whole: what is owed, what acts cover, which ways sets go by, how good feeds are.

Counted from what is kept, and kept nowhere itself; for the Agency over all bodies, for a body over itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from uuid import UUID

import msgspec

from almasu.kernel.provision.body import Described
from almasu.kernel.provision.channel import Channel
from almasu.kernel.provision.delivery import Delivery, DeliveryState
from almasu.kernel.provision.impossibility import Proof, ProofKind
from almasu.kernel.provision.joint_act import ActContent, Words
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.network import Sign
from almasu.kernel.provision.obligations import Obligation, Standing
from almasu.kernel.provision.secrecy import Secrecy
from almasu.kernel.provision.way import ORDER, OVER_STATE_NETWORK, Way, better_than
from almasu.law import moment

MONTHS = 6


class Covered(msgspec.Struct, frozen=True):
    """What the act of a body covers: its last day (None: no act governs now), its sets, objects that no set is from.

    `objects` is how many objects the body described that an act may cover, `outside_names` what those outside are
    called, in their order.
    """

    body: str
    name_kk: str
    name_ru: str
    last_day: date | None
    sets: int
    outside: tuple[str, ...]
    objects: int = 0
    outside_names: tuple[Words, ...] = ()


class ToClimb(msgspec.Struct, frozen=True):
    """A set that goes by a worse way than integration: each better way with the end of the last proof against it.

    `proofs` are what these last proofs are; a way without one is open.
    """

    body: str
    data_set: str
    way: Way
    against: Mapping[Way, datetime | None]
    proofs: Mapping[Way, ProofKind] = {}


class Month(msgspec.Struct, frozen=True):
    """A month by its first day: ways of sets at its end, rows of feeds that came in it, feeds refused or taken back.

    `standings` are those of the obligations whose term ended, or ends, in it.
    """

    first: date
    ways: Mapping[Way, int]
    rows: int
    rejected: int
    deliveries: int
    refused: int
    standings: Mapping[Standing, int] = {}


class LateCarrier(msgspec.Struct, frozen=True):
    """A carrier that should have been given back or destroyed: its number, whose it is, since when."""

    carrier: UUID
    number: str
    body: str
    due: datetime


class ShutChannel(msgspec.Struct, frozen=True):
    """A channel that was found open to the Internet and carries nothing since: whose, for which way, what was seen."""

    body: str
    way: Way
    since: datetime
    signs: tuple[Sign, ...]


class WithoutChannel(msgspec.Struct, frozen=True):
    """A body whose sets go by a way over the state network, and that has no channel for it: nothing comes that way."""

    body: str
    way: Way
    sets: tuple[str, ...]


class Overview(msgspec.Struct, frozen=True):
    """The whole: obligations by how they stand, acts by body, ways of sets now, what it takes to climb, by month."""

    standings: Mapping[Standing, int]
    covered: tuple[Covered, ...]
    ways: Mapping[Way, int]
    restricted: int
    to_climb: tuple[ToClimb, ...]
    months: tuple[Month, ...]
    carriers_late: tuple[LateCarrier, ...] = ()
    channels_shut: tuple[ShutChannel, ...] = ()
    without_channel: tuple[WithoutChannel, ...] = ()


def shut_of(channels: Iterable[Channel]) -> tuple[ShutChannel, ...]:
    """Return what is told of channels that are shut; nothing of others."""
    return tuple(
        ShutChannel(one.body, one.where.way, one.shut.at, one.shut.signs) for one in channels if one.shut is not None
    )


def without_channel(
    ladders: Iterable[Ladder], acts: Mapping[str, Collection[str]], channels: Iterable[Channel]
) -> tuple[WithoutChannel, ...]:
    """Return the bodies that need a channel and have none; `acts` names the sets of each body's act in force."""
    known = {(one.body, one.where.way) for one in channels}
    found: dict[tuple[str, Way], list[str]] = {}
    for one in ladders:
        of = one.body, one.way
        if one.way in OVER_STATE_NETWORK and of not in known and one.data_set in acts.get(one.body, ()):
            found.setdefault(of, []).append(one.data_set)
    return tuple(WithoutChannel(body, way, tuple(sorted(sets))) for (body, way), sets in sorted(found.items()))


def standings_of(obligations: Iterable[Obligation], at: datetime) -> dict[Standing, int]:
    """Return how many obligations stand how at a moment."""
    found = Counter(one.standing(at) for one in obligations)
    return {standing: found[standing] for standing in Standing}


def to_cover(sources: Iterable[Described]) -> tuple[str, ...]:
    """Return the codes of described objects that an act may cover: a state secret is in no act."""
    return tuple(one.source.code for one in sources if one.secrecy is not Secrecy.STATE_SECRET)


def outside_act(sources: Iterable[Described], act: ActContent | None) -> tuple[str, ...]:
    """Return the codes of described objects that an act may cover and that no set of the act is from."""
    named = {one.source for one in act.data_sets} if act is not None else set()
    return tuple(code for code in to_cover(sources) if code not in named)


def to_climb(ladders: Iterable[Ladder], at: datetime) -> tuple[ToClimb, ...]:
    """Return the sets that could go by a better way, the worst way first, with what stands against each better one."""
    below = [one for one in ladders if not one.restricted and one.way is not Way.INTEGRATION]
    below.sort(key=lambda one: (-ORDER.index(one.way), one.body, one.data_set))
    return tuple(_to_climb(one, at) for one in below)


def _to_climb(ladder: Ladder, at: datetime) -> ToClimb:
    last: dict[Way, Proof | None] = {}
    for way in better_than(ladder.way):
        standing = (one for one in ladder.proofs if one.way is way and one.stands(at))
        last[way] = max(standing, key=lambda one: one.until, default=None)
    against = {way: None if proof is None else proof.until for way, proof in last.items()}
    proofs = {way: proof.kind for way, proof in last.items() if proof is not None}
    return ToClimb(ladder.body, ladder.data_set, ladder.way, against, proofs)


def by_way(ladders: Iterable[Ladder], at: datetime) -> dict[Way, int]:
    """Return how many sets went by each way at a moment; sets that had not begun are not counted."""
    found: Counter[Way] = Counter()
    for one in ladders:
        past = [step.way for step in one.steps if step.at <= at]
        found.update(past[-1:])
    return {way: found[way] for way in ORDER}


def months_until(at: datetime, months: int = MONTHS) -> tuple[date, ...]:
    """Return the first days of the last months in Astana, the present one last."""
    day = moment.in_astana(at).date()
    numbers = range(day.year * 12 + day.month - months, day.year * 12 + day.month)
    return tuple(date(number // 12, number % 12 + 1, 1) for number in numbers)


def by_month(
    ladders: Sequence[Ladder], deliveries: Iterable[Delivery], obligations: Iterable[Obligation], at: datetime
) -> tuple[Month, ...]:
    """Return the last months, the earliest first."""
    first = months_until(at)
    owed: dict[date, list[Obligation]] = {day: [] for day in first}
    for duty in obligations:
        owed.get(_month_of(duty.due), []).append(duty)
    ends = [*(datetime.combine(day, time(), moment.astana()) for day in first[1:]), at]
    came: dict[date, list[Delivery]] = {day: [] for day in first}
    for one in deliveries:
        if one.ended_at is not None:
            came.get(_month_of(one.ended_at), []).append(one)
    return tuple(
        _month(day, by_way(ladders, end), came[day], standings_of(owed[day], at))
        for day, end in zip(first, ends, strict=True)
    )


def _month_of(at: datetime) -> date:
    """Return the first day of a moment's month in Astana."""
    return moment.in_astana(at).date().replace(day=1)


def _month(first: date, ways: Mapping[Way, int], came: Sequence[Delivery], standings: Mapping[Standing, int]) -> Month:
    return Month(
        first,
        ways,
        sum(one.position.accepted + one.position.rejected for one in came),
        sum(one.position.rejected for one in came),
        len(came),
        sum(one.state in (DeliveryState.REFUSED, DeliveryState.WITHDRAWN) for one in came),
        standings,
    )
