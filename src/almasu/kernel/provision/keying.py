"""Double keying: what two people typed from one paper apart, where they differ, and what a third decides (FMA-3.5).

What is typed is content: it lies sealed under the material it is received for. Here stand only the hands, the names
of the fields and the moments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.provision.paper import Sheaf, Stage
from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.problems_of_handing import (
    CARD_HOLDS_NO_CONTENT,
    KEYED_BY_ONE,
    KEYED_OTHERWISE,
    KEYED_UNDER_ANOTHER_ACT,
    WRONG_STATE,
)

Typed = Mapping[str, str]


class KeyingState(StrEnum):
    """Where a keying stands."""

    KEYED_ONCE = "keyed_once"
    DIFFERS = "differs"
    """Two people typed something that matters in two ways: a third decides."""
    RECEIVED = "received"
    """Its values are received data."""
    DROPPED = "dropped"
    """It was given up before it came to an end; what was typed is destroyed."""


WAITING = (KeyingState.KEYED_ONCE, KeyingState.DIFFERS)


class Dropped(msgspec.Struct, frozen=True):
    """How a keying was given up: when, by which account, why, and how many contents were destroyed with it.

    `by` is None, and nobody gave a reason, where it went with its material.
    """

    at: datetime
    by: UUID | None
    why: str
    contents: int


class Keying(msgspec.Struct, frozen=True, kw_only=True):
    """One record keyed from a paper; `fields` are those keyed twice, `differing` those that two keyed otherwise.

    `sheet` is the sheet of the paper that the record stands on.
    """

    id: UUID
    sheaf: UUID
    body: str
    data_set: str
    material: UUID
    fields: tuple[str, ...]
    state: KeyingState
    first_by: UUID
    first_at: datetime
    second_by: UUID | None = None
    differing: tuple[str, ...] = ()
    decided_by: UUID | None = None
    received: UUID | None = None
    sheet: int = 1
    dropped: Dropped | None = None

    @property
    def waits(self) -> bool:
        """Tell whether it waits for another hand."""
        return self.state in WAITING


def keyed_twice(data_set: DataSet) -> tuple[str, ...]:
    """Return the fields that two people key: those the act marks, all of them where it marks none."""
    marked = tuple(one.name for one in data_set.fields if one.twice is True)
    return marked or tuple(one.name for one in data_set.fields)


def may_be_keyed(sheaf: Sheaf, by: Actor) -> None:
    """Make sure that an officer keys a paper that was received and is not restricted or secret."""
    by.must_be(sheaf.card.body, Duty.OFFICER)
    must_lie_open(sheaf)


def must_lie_open(sheaf: Sheaf) -> None:
    """Make sure that a paper lies at the Agency and that what it says may be entered."""
    if sheaf.is_card_only:
        raise CARD_HOLDS_NO_CONTENT.at("typed")
    if sheaf.stage is not Stage.RECEIVED:
        raise WRONG_STATE.at("typed")


def as_act_covers(keying: Keying, data_set: DataSet) -> Keying:
    """Return a keying without the fields that the set of the act in force does not have (FMA-5).

    Problem `provision.paper.keyed_under_another_act` where the act wants a field keyed twice that was not to be.
    """
    known = {one.name for one in data_set.fields}
    fields = tuple(name for name in keying.fields if name in known)
    if not set(keyed_twice(data_set)) <= set(fields):
        raise KEYED_UNDER_ANOTHER_ACT.at("typed")
    return replace(keying, fields=fields, differing=tuple(name for name in keying.differing if name in known))


def may_key_again(keying: Keying, by: Actor) -> None:
    """Make sure that an officer who did not key it first keys again what was keyed once."""
    by.must_be(keying.body, Duty.OFFICER)
    if keying.state is not KeyingState.KEYED_ONCE:
        raise WRONG_STATE.at("typed")
    if by.account == keying.first_by:
        raise KEYED_BY_ONE.at("typed")


def keyed_again(keying: Keying, first: Typed, second: Typed, by: Actor) -> Keying:
    """Return the keying after the second person, who is another one; what differs waits for a third."""
    may_key_again(keying, by)
    differing = tuple(name for name in keying.fields if plain(first.get(name)) != plain(second.get(name)))
    state = KeyingState.DIFFERS if differing else KeyingState.RECEIVED
    return replace(keying, state=state, second_by=by.account, differing=differing)


def may_decide(keying: Keying, by: Actor) -> None:
    """Make sure that whoever decides is neither of the two who keyed, and that there is something to decide."""
    by.must_be(keying.body, Duty.OFFICER, Duty.HEAD_OF_AGENCY)
    if keying.state is not KeyingState.DIFFERS:
        raise WRONG_STATE.at("typed")
    if by.account in (keying.first_by, keying.second_by):
        raise KEYED_BY_ONE.at("typed")


def decided(keying: Keying, chosen: Typed, by: Actor) -> Keying:
    """Return the keying decided by a third person; each differing field needs a value of theirs."""
    may_decide(keying, by)
    for name in keying.differing:
        if name not in chosen:
            raise KEYED_OTHERWISE.at(name, field=name)
    return replace(keying, state=KeyingState.RECEIVED, decided_by=by.account)


def may_drop(keying: Keying, by: Actor) -> None:
    """Make sure that somebody of the Agency gives up a keying that waits for another hand."""
    by.must_be(keying.body, Duty.OFFICER, Duty.HEAD_OF_AGENCY)
    if not keying.waits:
        raise WRONG_STATE.at("why")


def gone_with_material(keying: Keying, at: datetime) -> Keying:
    """Return a keying that waited for another hand while its material was destroyed, with all that was typed."""
    contents = 1 if keying.state is KeyingState.KEYED_ONCE else 2
    return replace(keying, state=KeyingState.DROPPED, dropped=Dropped(at, None, "", contents))


def settled(first: Typed, chosen: Typed, names: Sequence[str]) -> dict[str, str]:
    """Return the values that count: those first keyed, with what was decided in the place of what differed."""
    return {name: value.strip() for name, value in {**first, **{name: chosen[name] for name in names}}.items()}


def plain(value: str | None) -> str:
    """Return a value as it is compared: spaces around and between words tell nothing."""
    return " ".join((value or "").split())
