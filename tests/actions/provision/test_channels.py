"""Channels through the real acts: measured before they are registered, watched afterwards (FMA-2.5, FMA-3.1)."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from actions.provision.channelled import WHERE, ToldReach, registers
from actions.provision.conftest import BODY, Zone
from actions.provision.test_ladder import begins, proves, steps, way_now
from almasu.actions.provision import channels, see_overview, watch_ways
from almasu.actions.provision.measure_channel import measure_now
from almasu.kernel.provision.channel import OverChannel
from almasu.kernel.provision.impossibility import NOT_STATE_NETWORK, ProofKind
from almasu.kernel.provision.ladder import Why
from almasu.kernel.provision.way import Way
from almasu.law.problem import Problem

INTERNET = {
    "its address is of the Internet": {"addresses": ("93.184.216.34",)},
    "a probe outside reached it": {"reached_from_internet": True},
    "the Internet is reached from it": {"reaches_internet": True},
    "public name servers know it": {"in_public_dns": True},
    "browsers trust its certificate": {"certificate_public": True},
    "nobody outside was asked": {"reached_from_internet": None},
}


async def test_what_the_internet_reaches_is_not_registered_as_the_state_network(zone: Zone) -> None:
    for says, change in INTERNET.items():
        with pytest.raises(Problem) as refused:
            await registers(zone, ToldReach(change=dict(change)))
        assert refused.value.kind.code == "provision.channel.refused", says
        said = refused.value.remedy
        assert not re.search("[a-z]_[a-z]", said.kk + said.ru + said.en), "a word of the program"
    with pytest.raises(Problem, match=r"provision\.channel\.refused"):
        await registers(zone, ToldReach(code="no_connection"))
    with pytest.raises(Problem, match=r"provision\.channel\.way"):
        await registers(zone, ToldReach(), replace(WHERE, way=Way.PAPER))
    assert not (await channels.channels_seen(zone.node, zone.tokens["officer"], "", zone.now())).items
    assert (await registers(zone, ToldReach())).worked_at == zone.now()
    for who, seen in (("officer", 1), ("head", 1), ("stranger", 0)):
        assert len((await channels.channels_seen(zone.node, zone.tokens[who], "", zone.now())).items) == seen


async def test_a_failure_that_lasts_is_proved_by_measure_and_ends_when_the_way_works_again(zone: Zone) -> None:
    reach = ToldReach()
    await begins(zone)
    await registers(zone, reach)
    reach.code = "no_connection"
    zone.world.clock.forward(days=1)
    for _ in range(5):
        assert await watch_ways.measure_channels(zone.node, reach, zone.now()) == 1
        assert await watch_ways.measure_channels(zone.node, reach, zone.now()) == 0, "it is not due again at once"
        zone.world.clock.forward(hours=1)
    (proof,) = (await way_now(zone)).proofs
    assert proof.kind is ProofKind.MEASURED_FAILURE
    assert proof.measured is not None
    assert proof.measured.failures == 5
    assert (await way_now(zone)).way is Way.INTEGRATION, "the system takes no step down"
    await zone.again()
    await steps(zone, Way.WORKPLACE)
    zone.world.clock.forward(hours=6)
    assert await watch_ways.tick_ladders(zone.node, reach, zone.now()) == 1
    assert (await way_now(zone)).attempts[-1].code == "no_connection"
    assert await watch_ways.tick_ladders(zone.node, reach, zone.now()) == 0, "each failure doubles the wait"
    reach.code = ""
    zone.world.clock.forward(hours=12)
    await watch_ways.tick_ladders(zone.node, reach, zone.now())
    climbed = await way_now(zone)
    assert (climbed.way, climbed.steps[-1].why) == (Way.INTEGRATION, Why.WORKS)
    assert (await zone.told("provision_ladder_moved"))[-1]["tried"] == "integration"


async def test_a_try_without_a_channel_fails_and_a_closed_one_is_measured_no_more(zone: Zone) -> None:
    reach = ToldReach()
    await begins(zone)
    await proves(zone, "officer", Way.INTEGRATION)
    await steps(zone, Way.WORKPLACE)
    zone.world.clock.forward(hours=6)
    await watch_ways.tick_ladders(zone.node, reach, zone.now())
    assert ((await way_now(zone)).attempts[-1].code, reach.measured) == ("no_channel", 0)
    await zone.again()
    await registers(zone, reach)
    await channels.close_channel(zone.node, zone.tokens["responsible"], Way.INTEGRATION, zone.now())
    zone.world.clock.forward(days=2)
    assert await watch_ways.measure_channels(zone.node, reach, zone.now()) == 0


async def test_a_lapse_that_moves_nothing_does_not_come_up_again(zone: Zone) -> None:
    reach = ToldReach(code="timeout")
    await begins(zone)
    await proves(zone, "officer", Way.INTEGRATION, 1)
    await proves(zone, "responsible", Way.INTEGRATION, 60)
    await steps(zone, Way.WORKPLACE)
    zone.world.clock.forward(days=3)
    assert await watch_ways.tick_ladders(zone.node, reach, zone.now()) == 1
    assert await watch_ways.tick_ladders(zone.node, reach, zone.now()) == 0
    assert (await way_now(zone)).way is Way.WORKPLACE


async def test_a_channel_found_open_to_the_internet_is_shut_at_once_and_comes_back_by_a_measure(zone: Zone) -> None:
    reach, node = ToldReach(), zone.node
    await begins(zone)
    await registers(zone, reach)
    with pytest.raises(Problem, match=r"provision\.channel\.too_soon"):
        await measure_now(node, reach, zone.tokens["responsible"], Way.INTEGRATION, zone.now())
    reach.change = {"in_public_dns": None, "addresses": ()}
    zone.world.clock.forward(minutes=1)
    told = await measure_now(node, reach, zone.tokens["responsible"], Way.INTEGRATION, zone.now())
    assert told.shut is None, "what is not known shuts nothing"
    reach.change = {"reached_from_internet": True}
    zone.world.clock.forward(days=1)
    assert await watch_ways.measure_channels(node, reach, zone.now()) == 1
    (proof,) = (await way_now(zone)).proofs
    assert (proof.kind, proof.measured and proof.measured.code) == (ProofKind.MEASURED_FAILURE, NOT_STATE_NETWORK)
    said = (await zone.told("provision_channel_moved"))[-1]
    assert (said["state"], said["signs"]) == ("shut", ["reached_from_outside"])
    await zone.again()
    for who, seen in (("officer", 1), ("head", 1), ("stranger", 0)):
        overview = await see_overview.overview(node, zone.tokens[who], zone.now())
        assert len(overview.channels_shut) == seen, "both sides are told, and nobody else"
    async with node.store.transaction() as transaction:
        standing = await channels.over_channel(node, transaction, BODY, Way.INTEGRATION)
    assert standing is OverChannel.SHUT
    await steps(zone, Way.WORKPLACE)
    zone.world.clock.forward(hours=7)
    await watch_ways.tick_ladders(node, reach, zone.now())
    assert (await way_now(zone)).attempts[-1].code == NOT_STATE_NETWORK, "the system does not climb to it"
    reach.change = {}
    zone.world.clock.forward(hours=1)
    assert await watch_ways.measure_channels(node, reach, zone.now()) == 1, "one that is shut is measured hourly"
    climbed = await way_now(zone)
    assert (climbed.way, climbed.steps[-1].why) == (Way.INTEGRATION, Why.WORKS)
    assert (await zone.told("provision_channel_moved"))[-1]["state"] == "open"


async def test_a_channel_registered_anew_lifts_what_its_failure_brought_down(zone: Zone) -> None:
    reach = ToldReach()
    await begins(zone)
    await registers(zone, reach)
    reach.change = {"addresses": ("93.184.216.34",)}
    zone.world.clock.forward(days=1)
    await watch_ways.measure_channels(zone.node, reach, zone.now())
    assert (await way_now(zone)).proofs[-1].stands(zone.now())
    await zone.again()
    await registers(zone, ToldReach(), replace(WHERE, name="apart.body.gov"))
    assert not (await way_now(zone)).proofs[-1].stands(zone.now()), "nobody steps down on what is over"
    await proves(zone, "officer", Way.INTEGRATION)
    await steps(zone, Way.WORKPLACE)
    await registers(zone, ToldReach())
    assert (await way_now(zone)).way is Way.INTEGRATION, "up at once, and not after days"
