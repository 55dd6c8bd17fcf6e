"""Channels of the zone's bodies, registered by their own acts over a measure that finds what a test tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from msgspec.structs import replace

from actions.provision.conftest import Zone
from almasu.actions.provision import channels
from almasu.kernel.provision.channel import Channel, Reached, ToRegister
from almasu.kernel.provision.network import ChannelFacts
from almasu.kernel.provision.way import OVER_STATE_NETWORK, Way

WHERE = ToRegister(way=Way.INTEGRATION, name="gate.body.gov", port=5432, as_state_network=True)


@dataclass
class ToldReach:
    """A measure that finds what a test tells it."""

    code: str = ""
    change: dict[str, object] = field(default_factory=dict)
    measured: int = 0

    async def measure(self, where: ToRegister, at: datetime) -> Reached:
        self.measured += 1
        facts = ChannelFacts(
            measured_at=at,
            name=where.name,
            addresses=("10.20.0.7",),
            ranges=("10.20.0.0/16",),
            in_public_dns=False,
            reached_from_internet=False,
            reaches_internet=False,
            certificate_names=(where.name,),
            certificate_public=False,
        )
        return Reached(replace(facts, **self.change), self.code)


async def registers(zone: Zone, reach: ToldReach, where: ToRegister = WHERE, who: str = "responsible") -> Channel:
    """A body registers a channel by its signed act."""
    made = await zone.signs(who, partial(channels.prepare_channel, reach), channels.register_channel, where)
    assert isinstance(made, Channel)
    return made


async def channelled(zone: Zone, people: tuple[str, ...] = ("responsible", "stranger")) -> Zone:
    """The bodies of these people have a channel for each way that goes over the state network."""
    for who in people:
        for way in OVER_STATE_NETWORK:
            await registers(zone, ToldReach(), replace(WHERE, way=way), who)
    return zone
