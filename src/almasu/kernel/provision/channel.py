"""A channel of a body for one way: where it is, what was measured of it, whether it works (FMA-2.5, FMA-3.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.impossibility import NOT_STATE_NETWORK, Longest, Measured
from almasu.kernel.provision.network import SHOWS_INTERNET, ChannelFacts, Sign, signs_against
from almasu.kernel.provision.problems import CHANNEL_BY_HAND, MEASURED_JUST_NOW, NO_PLACE
from almasu.kernel.provision.way import Way

OVER_CHANNEL = (Way.INTEGRATION, Way.WORKPLACE, Way.REQUEST_ANSWER)
AGAIN_WORKING = timedelta(days=1)
AGAIN_FAILING = timedelta(hours=1)
APART = timedelta(seconds=5)
"""A channel that fails is measured more often: so its failure becomes provable, or its return is seen, soon."""
NO_CHANNEL_THERE = "no_channel"
"""The code of a try for which the body has registered no channel."""

NAME = r"^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$"
HIGHEST_PORT = 65_535


class ChannelState(StrEnum):
    """Whether a channel is used."""

    OPEN = "open"
    SHUT = "shut"
    """The system found that the Internet reaches it: nothing goes over it until a measure finds that it is apart."""
    CLOSED = "closed"
    """Its body gave it up."""


class OverChannel(StrEnum):
    """What a transfer finds of the channel of its way at this moment."""

    OPEN = "open"
    SHUT = "shut"
    """The Internet was found to reach it."""
    NONE = "none"
    """The body registered none for the way, or closed it."""


class ToRegister(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A channel as its body names it: for which way, at which name and port, whether it is of the state network."""

    way: Way
    name: Annotated[str, msgspec.Meta(pattern=NAME)]
    port: Annotated[int, msgspec.Meta(ge=1, le=HIGHEST_PORT)]
    as_state_network: bool


class Failing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of failed measures, none of which succeeded: how many, from when to when, the last code."""

    failures: int
    first: datetime
    last: datetime
    code: str


class Shut(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That a channel was shut: when, and the signs of the Internet that were seen then."""

    at: datetime
    signs: tuple[Sign, ...]


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A registered channel with its latest measure; `worked_at` is the last one that went through."""

    body: str
    where: ToRegister
    facts: ChannelFacts
    worked_at: datetime | None = None
    failing: Failing | None = None
    shut: Shut | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """What one measure found, and the permanent code of why nothing went through; empty where it did."""

    facts: ChannelFacts
    code: str


def must_be_a_place(name: str, port: int) -> str:
    """Return a typed name of a channel; Problem `provision.channel.place` where name or port cannot be one."""
    if re.fullmatch(NAME, name) is None:
        raise NO_PLACE.at("name")
    if not 1 <= port <= HIGHEST_PORT:
        raise NO_PLACE.at("port")
    return name


def must_have_channel(way: Way) -> None:
    """Make sure that a way goes over a channel; Problem `provision.channel.way`."""
    if way not in OVER_CHANNEL:
        raise CHANNEL_BY_HAND.at("way")


def registered(body: str, where: ToRegister, reached: Reached) -> Channel:
    """Return a channel as it was measured first."""
    must_have_channel(where.way)
    at = reached.facts.measured_at
    return _after(Channel(body=body, where=where, facts=reached.facts), reached, at)


def measured(channel: Channel, reached: Reached) -> Channel:
    """Return a channel after a further measure."""
    return _after(replace(channel, facts=reached.facts), reached, reached.facts.measured_at)


def internet_seen(channel: Channel) -> tuple[Sign, ...]:
    """Return the signs of the Internet on a channel that is to be the state network; none of any other channel."""
    if not channel.where.as_state_network:
        return ()
    return tuple(one for one in signs_against(channel.facts, channel.facts.measured_at) if one in SHOWS_INTERNET)


def shut(channel: Channel, signs: tuple[Sign, ...]) -> Channel:
    """Return a channel shut by its last measure; one that is shut stays so since the first time."""
    return channel if channel.shut is not None else replace(channel, shut=Shut(channel.facts.measured_at, signs))


def reopened(channel: Channel) -> Channel:
    """Return a channel on which a measure found nothing against it any more."""
    return replace(channel, shut=None)


def again_at(channel: Channel) -> datetime:
    """Return when the channel is measured next."""
    is_well = channel.failing is None and channel.shut is None
    return channel.facts.measured_at + (AGAIN_WORKING if is_well else AGAIN_FAILING)


def must_be_measured_apart(channel: Channel, at: datetime) -> None:
    """Make sure that a person does not have a channel measured again and again; Problem `provision.channel.too_soon`.

    What people ask for opens connections from this node: a few seconds between two of them see every repair.
    """
    if at - channel.facts.measured_at < APART:
        raise MEASURED_JUST_NOW.at("way")


def provable(channel: Channel, longest: Longest) -> Measured | None:
    """Return the figures of a proof that the way is impossible, None while its failures are too few or too short."""
    row = channel.failing
    if row is None or row.failures < longest.failures or row.last - row.first < longest.over:
        return None
    return Measured(row.failures, row.first, row.last, row.code)


def shown_unlawful(channel: Channel) -> Measured:
    """Return the figures of a proof that a channel is not the state network: one measure that saw it is enough."""
    at = channel.facts.measured_at
    return Measured(1, at, at, NOT_STATE_NETWORK)


def channel_number(audience: str, body: str, way: Way) -> UUID:
    """Return the number of the channel of a body for a way at a node: there is one for each."""
    return uuid5(UUID(int=0), f"channel/{audience}/{body}/{way.value}")


def _after(channel: Channel, reached: Reached, at: datetime) -> Channel:
    if not reached.code:
        return replace(channel, worked_at=at, failing=None)
    row = channel.failing
    if row is None:
        return replace(channel, failing=Failing(1, at, at, reached.code))
    return replace(channel, failing=Failing(row.failures + 1, row.first, at, reached.code))
