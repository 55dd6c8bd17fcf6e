"""Facts of giving data, as the rules of the order judge them; `at` is the moment whose edition judges."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from almasu.kernel.provision.channel import OverChannel
from almasu.kernel.provision.conditions import Kept
from almasu.kernel.provision.impossibility import ProofKind
from almasu.kernel.provision.network import Sign
from almasu.kernel.provision.secrecy import Secrecy
from almasu.kernel.provision.way import Way

Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all of them have: the moment of the act."""

    at: Moment


class Transferred(Fact, frozen=True, kw_only=True):
    """Data of one set given, or about to be: by whom to whom, why, by which way and under which act.

    `impossible` are the ways against which a proof stands; `uncovered` the fields that the act in force does not name;
    `due` is when it had to be given (None: nothing was due); `lacking` are conditions a participant has not stated;
    `channel` is what stands of the body's channel for this way.
    """

    purpose: str
    from_state_body: bool
    to_agency: bool
    way: Way
    secrecy: Secrecy
    act_in_force: bool
    impossible: frozenset[Way] = frozenset()
    uncovered: tuple[str, ...] = ()
    due: Moment | None = None
    lacking: frozenset[Kept] = frozenset()
    encrypted: bool = False
    channel: OverChannel = OverChannel.NONE


class Channel(Fact, frozen=True, kw_only=True):
    """A channel to be registered for a way: as the state network or not, with the signs measured against it.

    `worked_at` is the last successful exchange over it.
    """

    way: Way
    as_state_network: bool
    signs: frozenset[Sign] = frozenset()
    worked_at: Moment | None = None


class Described(Fact, frozen=True, kw_only=True):
    """An informatisation object as its card tells of it."""

    kind: str
    owner: str
    staff: str
    documentation: str
    data_sets: int


class Used(Fact, frozen=True, kw_only=True):
    """Received content opened or passed on: whether it was needed, journalled, and how it was marked."""

    needed: bool
    journalled: bool
    secrecy: frozenset[Secrecy] = frozenset()


class Proved(Fact, frozen=True, kw_only=True):
    """A proof of impossibility: its kind and its last moment."""

    kind: ProofKind
    until: Moment
