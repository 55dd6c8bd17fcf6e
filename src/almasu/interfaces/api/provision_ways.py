"""Ways of giving, their proofs, and channels over HTTP: the same actions as the pages (FMA-3, FMA-2.5)."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from almasu.actions.node import Node
from almasu.actions.provision import channels as acts
from almasu.actions.provision import propose, prove, see_ways
from almasu.actions.provision.measure_channel import measure_now
from almasu.actions.provision.propose import ToPropose, ToSecond
from almasu.actions.provision.prove import Back, Letter
from almasu.actions.provision.see_ways import Explained
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.provision.channel import Channel, Shut, ToRegister
from almasu.kernel.provision.ladder import Ladder
from almasu.kernel.provision.proposal import Matter, Proposal
from almasu.kernel.signatures.prepared import PreparedAct


class BetterWay(msgspec.Struct, frozen=True):
    """A better way and what is in the way: until when proofs stand, when the system tries it, what came last."""

    way: str
    proved_until: datetime | None
    next_try: datetime | None
    last_try: datetime | None
    last_code: str


class WayLine(msgspec.Struct, frozen=True):
    """By which way a set is given, since when and why, and the way that is lawful now."""

    ladder: UUID
    body: str
    data_set: str
    restricted: bool
    way: str
    since: datetime
    why: str
    lawful: str


class OpenProposal(msgspec.Struct, frozen=True):
    """A proposal that waits for the other side."""

    id: UUID
    proposal: Proposal


class WayExplained(msgspec.Struct, frozen=True):
    """Why a set is given by its way: the ladder with steps, proofs and tries, and what it takes to climb.

    `shut` tells since when the channel of the way in use is shut, and the signs of the Internet seen then.
    """

    line: WayLine
    ladder: Ladder
    better: tuple[BetterWay, ...]
    proposals: tuple[OpenProposal, ...]
    shut: Shut | None


class ChannelLine(msgspec.Struct, frozen=True):
    """A channel with what was measured of it, and whether anything may go over it: neither closed nor shut."""

    channel: Channel
    is_open: bool


class ProposalKept(msgspec.Struct, frozen=True):
    """The number of a kept proposal: the other side signs it by this."""

    proposal: UUID


@get("/ways", response_headers=[GOES_ON])
async def ways(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = ""
) -> Response[tuple[WayLine, ...]]:
    """Return by which way each set is given, of the caller's body or of all; the next page is in the `Link` header."""
    page = await see_ways.ladders_seen(running.node, token_of(authorization), after, running.now())
    return paged(request, map(_line, page.items), page.after)


@get("/ways/{ladder:uuid}")
async def one_way(running: OfNode, authorization: Bearer, ladder: FromPath[UUID]) -> WayExplained:
    """Return why a set is given by its way, and what it takes to climb."""
    found = await see_ways.explain(running.node, token_of(authorization), ladder, running.now())
    better = tuple(
        BetterWay(
            one.way.value,
            max((proof.until for proof in one.proofs), default=None),
            one.next_try,
            one.last_try,
            one.last_code,
        )
        for one in found.better
    )
    waiting = tuple(OpenProposal(number, proposal) for number, proposal in found.proposals)
    return WayExplained(_line(found), found.ladder, better, waiting, found.shut)


@get("/channels", response_headers=[GOES_ON])
async def channels(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = ""
) -> Response[tuple[ChannelLine, ...]]:
    """Return the channels of the caller's body or of all; the next page is in the `Link` header."""
    page = await acts.channels_seen(running.node, token_of(authorization), after, running.now())
    return paged(request, (ChannelLine(one, kept and one.shut is None) for one, kept in page.items), page.after)


@delete("/channels/{way:str}", status_code=204)
async def close(running: OfNode, authorization: Bearer, way: FromPath[str]) -> None:
    """Close the channel of the caller's body for a way."""
    await acts.close_channel(running.node, token_of(authorization), acts.way_of(way), running.now())


@post("/channels/{way:str}/measure", status_code=200)
async def measure(running: OfNode, authorization: Bearer, way: FromPath[str]) -> ChannelLine:
    """Measure the channel of the caller's body for a way now; `shut` in it tells that the Internet was seen."""
    node, of_way, now = running.node, acts.way_of(way), running.now()
    return _line_of(await measure_now(node, acts.reach_of(node), token_of(authorization), of_way, now))


async def _measured(node: Node, token: str, where: ToRegister, at: datetime) -> PreparedAct:
    return await acts.prepare_channel(acts.reach_of(node), node, token, where, at)


def _line_of(channel: Channel) -> ChannelLine:
    return ChannelLine(channel, is_open=channel.shut is None)


def way_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes."""
    return (
        ways,
        one_way,
        *signed_pair(
            "/letters",
            Building(Letter, prove.prepare_letter, f"Build the act that records a letter against a way: {SIGN}"),
            Finishing(prove.record_letter, Ladder, _same, "Record the letter; it moves nobody."),
        ),
        *signed_pair(
            "/proofs-back",
            Building(Back, prove.prepare_back, f"Build the act that takes a proof back: {SIGN}"),
            Finishing(prove.take_back, Ladder, _same, "Take the proof back; the better way is open at once."),
        ),
        channels,
        close,
        measure,
        *signed_pair(
            "/channels",
            Building(ToRegister, _measured, f"Measure a channel and build the act that registers it: {SIGN}"),
            Finishing(acts.register_channel, ChannelLine, _line_of, "Register the channel with what was measured."),
        ),
        *_of_both(Matter.DECISION, "/decisions"),
        *_of_both(Matter.STEP, "/steps"),
    )


SIGN = "sign exactly these bytes."


def _of_both(matter: Matter, path: str) -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of what needs a hand of both sides."""
    return (
        *signed_pair(
            path,
            Building(ToPropose, partial(propose.prepare_proposal, matter), f"Build the act that proposes: {SIGN}"),
            Finishing(partial(propose.propose, matter), ProposalKept, ProposalKept, "Keep the proposal."),
        ),
        *signed_pair(
            f"{path}/hands",
            Building(ToSecond, partial(propose.prepare_hand, matter), f"Build the act of the other hand: {SIGN}"),
            Finishing(partial(propose.give_hand, matter), Ladder, _same, "Carry out what both have signed."),
        ),
    )


def _line(one: Explained) -> WayLine:
    ladder, last = one.ladder, one.ladder.steps[-1]
    return WayLine(
        one.number,
        ladder.body,
        ladder.data_set,
        ladder.restricted,
        ladder.way.value,
        last.at,
        last.why.value,
        one.next_way.value,
    )


def _same(ladder: Ladder) -> Ladder:
    return ladder
