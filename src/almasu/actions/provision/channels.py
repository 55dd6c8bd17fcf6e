"""Register a channel after it was measured, close it, measure it again (FMA-2.5, FMA-3.1, FMA-3.3).

The measure is made before anything is kept and stands in the act that the responsible worker signs: a channel that the
Internet reaches, or of which that cannot be told, is refused with every sign that was found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Meant, acting, law_of, prepared_by, signing
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.sign_act import signed_act, told_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_ways import REGISTER_CHANNEL, SEE_WAYS
from almasu.kernel.provision import facts
from almasu.kernel.provision.channel import (
    Channel,
    ChannelState,
    OverChannel,
    Reached,
    ToRegister,
    again_at,
    channel_number,
    internet_seen,
    measured,
    must_have_channel,
    registered,
    reopened,
    shut,
)
from almasu.kernel.provision.network import ChannelFacts, signs_against
from almasu.kernel.provision.problems import CHANNEL_REFUSED, NO_CHANNEL
from almasu.kernel.provision.reach_port import Reach
from almasu.kernel.provision.way import WAY_NAMES, Way
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.problem import Fault
from almasu.law.rule import Finding
from almasu.law.text import Text
from almasu.law.verdict import Broken, CannotTell, Met, NotApplicable, NotInForce

KIND = PaperKind.PROVISION_CHANNEL
WATCHED_STATES = (ChannelState.OPEN, ChannelState.SHUT)
"""Channels that are measured again and again: one that was shut comes back by a measure."""
OF_BODY = "body"
MOST = 50
MOST_KEPT = 2_000
"""Channels that one overview tells of: three of each of more bodies than the country has."""
SYSTEM = "system:channels"


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the act says: the channel, and what the measure before it found."""

    body: str
    where: ToRegister
    code: str
    measure: ChannelFacts


async def prepare_channel(reach: Reach, node: Node, token: str, where: ToRegister, at: datetime) -> PreparedAct:
    """Measure the channel and build the act that registers it; Problem `provision.channel.refused` with the verdict."""
    must_have_channel(where.way)
    async with node.store.transaction() as transaction:
        await acting(transaction, token, REGISTER_CHANNEL, at)
    reached = await reach.measure(where, at)
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REGISTER_CHANNEL, at)
        channel = registered(who.actor.body, where, reached)
        must_be_lawful(node, channel, at)
        body: dict[str, Json] = {
            "body": channel.body,
            "where": msgspec.to_builtins(where),
            "code": reached.code,
            "measure": msgspec.to_builtins(reached.facts),
        }
        name, place = WAY_NAMES[where.way], f"{where.name}:{where.port}"
        human = Text(
            kk=f"Өлшенген арнаны тіркеймін ({name.kk}): {place}.",
            ru=f"Регистрирую измеренный канал ({name.ru}): {place}.",
            en=f"I register the measured channel ({name.en}): {place}.",
        )
        return await prepared_by(node, transaction, who, Meant(ActPurpose.PROVISION_CHANNEL, body, human), at)


async def register_channel(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Channel:
    """Register the channel with what was measured of it, in place of the one the body had for this way.

    Sets of the body that go by a worse way climb at once: this one carried something when it was measured.
    """
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_CHANNEL, cms, at)
    said = msgspec.convert(signed.body, Signed)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, REGISTER_CHANNEL, at)
        channel = registered(who.actor.body, said.where, Reached(said.measure, said.code))
        must_be_lawful(node, channel, at)
        number = channel_number(node.audience, channel.body, channel.where.way)
        before = await transaction.papers.to_change(number, KIND)
        look = again_at(channel)
        if before is None:
            paper = new_paper(number, KIND, ChannelState.OPEN, at, channel, {OF_BODY: channel.body}, look)
        else:
            paper = before.moved(ChannelState.OPEN, at, channel, look)
        await _keep(node, transaction, paper, channel, who.said, told_of(node, signed))
        if channel.failing is None:
            await KeptLadders(node, transaction).works(channel.body, channel.where.way, at)
        return channel


def way_of(written: str) -> Way:
    """Return a way by its word; Problem `provision.channel.none` for a word of no way."""
    if written not in set(Way):
        raise NO_CHANNEL.at("way")
    return Way(written)


def reach_of(node: Node) -> Reach:
    """Return what measures channels; Fault at a node of another zone."""
    if node.reach is None:
        raise Fault("this node is not of the zone of provision: it measures no channels")
    return node.reach


async def close_channel(node: Node, token: str, way: Way, at: datetime) -> None:
    """Close the channel of one's own body for a way: it is measured no more, and nothing goes over it."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REGISTER_CHANNEL, at)
        paper = await watched_channel(node, transaction, who.actor.body, way, lock=True)
        channel = channel_in(paper)
        await _keep(node, transaction, paper.moved(ChannelState.CLOSED, at, channel), channel, who.said, {})


async def channels_seen(node: Node, token: str, after: str, at: datetime) -> Page[tuple[Channel, bool]]:
    """Return a page of the channels that somebody sees, of the own body or of all, each with whether its body keeps it.

    One that is shut is kept: it comes back by a measure.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_WAYS, at)
        listed = listing(node, who.said, Collection.PROVISION_CHANNELS)
        place, papers = listed.place(after), transaction.papers
        if who.of_agency:
            found = await papers.in_states(KIND, tuple(ChannelState), place, MOST + 1)
        else:
            found = await papers.found(KIND, OF_BODY, who.actor.body, place, MOST + 1)
        page = listed.cut(found, MOST, of_paper)
        return Page([(channel_in(one), one.state != ChannelState.CLOSED) for one in page.items], page.after)


async def watched_channel(node: Node, transaction: Transaction, body: str, way: Way, *, lock: bool = False) -> Paper:
    """Return the channel of a body for a way, open or shut; Problem `provision.channel.none`."""
    paper = await known_channel(node, transaction, body, way, lock=lock)
    if paper is None:
        raise NO_CHANNEL.at("way")
    return paper


async def known_channel(
    node: Node, transaction: Transaction, body: str, way: Way, *, lock: bool = False
) -> Paper | None:
    """Return the channel of a body for a way, open or shut; None where it has none, or closed it."""
    read = transaction.papers.to_change if lock else transaction.papers.latest
    paper = await read(channel_number(node.audience, body, way), KIND)
    return paper if paper is not None and paper.state in WATCHED_STATES else None


async def over_channel(node: Node, transaction: Transaction, body: str, way: Way) -> OverChannel:
    """Return what stands of the channel of a body for a way: open, shut, or that there is none (FMA-2.5)."""
    paper = await known_channel(node, transaction, body, way)
    if paper is None:
        return OverChannel.NONE
    return OverChannel.SHUT if paper.state == ChannelState.SHUT else OverChannel.OPEN


async def kept_channels(transaction: Transaction, body: str | None) -> Sequence[Channel]:
    """Return the channels that are open or shut, of one body or of all, those that moved last first."""
    states = [state.value for state in WATCHED_STATES]
    if body is None:
        papers = await transaction.papers.in_states(KIND, states, None, MOST_KEPT)
    else:
        papers = await transaction.papers.found(KIND, OF_BODY, body, None, MOST_KEPT, states)
    return [channel_in(one) for one in papers]


async def keep_measure(node: Node, transaction: Transaction, paper: Paper, reached: Reached) -> Channel:
    """Keep a further measure of a channel, with its leaf: shut where the Internet was seen, open where nothing is left.

    A channel that fails, or of which something could not be measured, is neither shut nor opened by that.
    """
    at = reached.facts.measured_at
    channel = measured(channel_in(paper), reached)
    signs = internet_seen(channel)
    if signs:
        channel = shut(channel, signs)
    elif channel.shut is not None and channel.failing is None and is_lawful(node, channel, at):
        channel = reopened(channel)
    state = ChannelState.OPEN if channel.shut is None else ChannelState.SHUT
    await _keep(node, transaction, paper.moved(state, at, channel, again_at(channel)), channel, SYSTEM, {})
    return channel


def channel_in(paper: Paper) -> Channel:
    """Return the channel that a paper holds."""
    return msgspec.json.decode(paper.data, type=Channel)


def judged(node: Node, channel: Channel, at: datetime) -> Sequence[Finding]:
    """Return what every rule on channels says of one as it was measured last."""
    told = facts.Channel(
        at=at,
        way=channel.where.way,
        as_state_network=channel.where.as_state_network,
        signs=frozenset(signs_against(channel.facts, at)),
        worked_at=channel.worked_at,
    )
    return law_of(node).judged("channel", told)


def must_be_lawful(node: Node, channel: Channel, at: datetime) -> None:
    """Make sure that a channel may be registered; Problem `provision.channel.refused` with what a rule found."""
    for finding in judged(node, channel, at):
        match finding.verdict:
            case Broken(because=because) | CannotTell(missing=because):
                raise CHANNEL_REFUSED.at("name", kk=because.kk, ru=because.ru, en=because.en)
            case Met() | NotInForce() | NotApplicable():
                continue


def is_lawful(node: Node, channel: Channel, at: datetime) -> bool:
    """Tell whether a channel might be registered as it was measured last."""
    return not any(isinstance(one.verdict, Broken | CannotTell) for one in judged(node, channel, at))


async def _keep(
    node: Node, transaction: Transaction, paper: Paper, channel: Channel, by: str, told: Mapping[str, Json]
) -> None:
    await transaction.papers.keep(paper)
    says: dict[str, Json] = {
        **paper.told(),
        "state": paper.state,
        "way": channel.where.way.value,
        "code": channel.failing.code if channel.failing else "",
        "signs": [one.value for one in signs_against(channel.facts, paper.at)],
        **told,
    }
    await transaction.journal.append(leaf(node, EntryKind.PROVISION_CHANNEL_MOVED, paper.at, by, paper.about(), says))
