"""Key a paper twice: one officer types it, another types what matters again, a third decides where they differ.

Only then the values are received data, with paper as their way (FMA-3.5, FMA-6.1). What each typed lies sealed under
the material from the first moment, and goes with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Annotated
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.answer_as_clerk import records_of
from almasu.actions.provision.materials import OF_MATERIAL, own_open
from almasu.actions.provision.receive import Carried, keep_received
from almasu.actions.provision.sheaves import KIND as SHEAF
from almasu.actions.provision.sheaves import open_content, sheaf_in
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_papers import DECIDE_KEYING, DROP_KEYING, KEY_PAPER
from almasu.kernel.provision import keying as keyings
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.came import OnPaper
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.provision.keying import WAITING, Dropped, Keying, KeyingState
from almasu.kernel.provision.material import Material, is_open, material_in
from almasu.kernel.provision.paper import Sheaf
from almasu.kernel.provision.problems import WORDS_NEEDED
from almasu.kernel.provision.problems_of_handing import KEYED_FOR_CLOSED, KEYED_UNDER_ANOTHER_ACT, NO_SUCH_SHEET
from almasu.kernel.provision.way import Way
from almasu.law.canonical import Json
from almasu.law.problem import Fault, Problem

KIND = PaperKind.PROVISION_KEYING
OF_SHEAF = "sheaf"
MOST = 200
"""Records that are keyed from one paper."""
LEAST_WORDS = 3
NOTHING_MORE: Mapping[str, Json] = MappingProxyType({})
Value = Annotated[str, msgspec.Meta(max_length=4_000)]


class ToKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was typed from a paper first: for which material, the value of each field, from which sheet."""

    sheaf: UUID
    material: UUID
    typed: dict[str, Value]
    on_sheet: int = 1


class ToType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was typed again, or decided, by field."""

    typed: dict[str, Value]


class ToDrop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a keying is given up."""

    why: Annotated[str, msgspec.Meta(max_length=1_000)]


@dataclass(frozen=True, slots=True)
class ToBeKeyed:
    """A paper as somebody keys it: the set of the act in force, and which fields are keyed twice."""

    sheaf: Sheaf
    under: ActInForce
    twice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A keying with what both typed of the fields that differ, first and second, by name."""

    keying: Keying
    both: Mapping[str, tuple[str, str]]


async def to_be_keyed(node: Node, token: str, sheaf: UUID, at: datetime) -> ToBeKeyed:
    """Return a received paper with the fields of its set; Problems `provision.paper.card_only`, `.handing.state`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEY_PAPER, at)
        return await _keyable(transaction, sheaf, who, at)


async def key_first(node: Node, token: str, told: ToKey, at: datetime) -> Keying:
    """Keep what an officer typed from a paper, sealed under a material of theirs; another officer types it again.

    Problem `provision.paper.sheet` where the paper has no such sheet; ProblemGroup with every value that is not as the
    act has it.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEY_PAPER, at)
        found = await _keyable(transaction, told.sheaf, who, at)
        material = await own_open(transaction, who, told.material, at)
        if not 1 <= told.on_sheet <= found.sheaf.card.sheets:
            raise NO_SUCH_SHEET.at("on_sheet", sheets=str(found.sheaf.card.sheets))
        data_set = found.under.data_set
        records_of(data_set, found.sheaf.card.body, [one.name for one in data_set.fields], [told.typed])
        keying = Keying(
            id=node.new_id(),
            sheaf=found.sheaf.id,
            body=found.sheaf.card.body,
            data_set=data_set.code,
            material=material.paper.id,
            fields=found.twice,
            state=KeyingState.KEYED_ONCE,
            first_by=who.actor.account,
            first_at=at,
            sheet=told.on_sheet,
        )
        await transaction.contents.keep(first_content(keying), keying.material, msgspec.json.encode(told.typed), at)
        found_by = {OF_SHEAF: str(keying.sheaf), OF_MATERIAL: str(keying.material)}
        paper = new_paper(keying.id, KIND, keying.state, at, keying, found_by)
        return await _keep(node, transaction, paper, keying, who, at)


async def key_again(node: Node, token: str, number: UUID, told: ToType, at: datetime) -> Keying:
    """Keep what a second officer typed; where both typed the same, the values are received."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, KEY_PAPER, at)
        paper, keying = await _to_change(transaction, number)
        keyings.may_key_again(keying, who.actor)
        found = await _keyable(transaction, keying.sheaf, who, at)
        keying = keyings.as_act_covers(keying, found.under.data_set)
        first = await _typed(transaction, first_content(keying), keying)
        after = keyings.keyed_again(keying, first, told.typed, who.actor)
        records_of(found.under.data_set, keying.body, keying.fields, [told.typed])
        if after.state is KeyingState.DIFFERS:
            await transaction.contents.keep(
                second_content(keying), keying.material, msgspec.json.encode(told.typed), at
            )
        else:
            after = await _receive(node, transaction, after, found, keyings.settled(first, {}, ()), who, at)
        return await _keep(node, transaction, paper.moved(after.state, at, after), after, who, at)


async def side_by_side(node: Node, token: str, number: UUID, at: datetime) -> SideBySide:
    """Return what both typed, to a third person; the look is journalled."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECIDE_KEYING, at)
        paper, keying = await _to_change(transaction, number)
        keyings.may_decide(keying, who.actor)
        found = await _under(transaction, keying.sheaf, at)
        keying = keyings.as_act_covers(keying, found.under.data_set)
        first = await _typed(transaction, first_content(keying), keying)
        second = await _typed(transaction, second_content(keying), keying)
        says: dict[str, Json] = {
            "fields": len(keying.differing),
            "material": str(keying.material),
        }
        entry = leaf(node, EntryKind.PROVISION_KEYING_VIEWED, at, who.said, paper.about(), says)
        await transaction.journal.append(entry)
        both = {name: (first.get(name, ""), second.get(name, "")) for name in keying.differing}
        return SideBySide(keying, both)


async def decide(node: Node, token: str, number: UUID, told: ToType, at: datetime) -> Keying:
    """Decide what two typed otherwise, as a third person who has the paper: the values are received."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DECIDE_KEYING, at)
        paper, keying = await _to_change(transaction, number)
        keyings.may_decide(keying, who.actor)
        found = await _under(transaction, keying.sheaf, at)
        keying = keyings.as_act_covers(keying, found.under.data_set)
        after = keyings.decided(keying, told.typed, who.actor)
        first = await _typed(transaction, first_content(keying), keying)
        values = keyings.settled(first, told.typed, keying.differing)
        after = await _receive(node, transaction, after, found, values, who, at)
        return await _keep(node, transaction, paper.moved(after.state, at, after), after, who, at)


async def drop(node: Node, token: str, number: UUID, told: ToDrop, at: datetime) -> Keying:
    """Give up a keying that waits for another hand: what was typed is destroyed in the same transaction.

    It takes no act in force and no open material. Problems: `paper.unknown`, `provision.handing.state`,
    `provision.words_needed`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DROP_KEYING, at)
        paper, keying = await _to_change(transaction, number)
        keyings.may_drop(keying, who.actor)
        if len(told.why.split()) < LEAST_WORDS:
            raise WORDS_NEEDED.at("why")
        gone = 0
        for content in (first_content(keying), second_content(keying)):
            gone += await transaction.contents.forget(content, keying.material)
        dropped = Dropped(at, who.actor.account, told.why.strip(), gone)
        after = msgspec.structs.replace(keying, state=KeyingState.DROPPED, dropped=dropped)
        says: dict[str, Json] = {"contents_destroyed": gone}
        return await _keep(node, transaction, paper.moved(after.state, at, after), after, who, at, says)


async def why_not_received(node: Node, token: str, number: UUID, at: datetime) -> Problem | None:
    """Return what keeps a keying from being received now; None where another hand may go on, or none waits.

    Problem `paper.unknown`.
    """
    async with node.store.transaction() as transaction:
        await acting(transaction, token, DECIDE_KEYING, at)
        paper = await transaction.papers.latest(number, KIND)
        if paper is None:
            raise PAPER_UNKNOWN.at()
        keying = keying_in(paper)
        if not keying.waits:
            return None
        try:
            found = await _under(transaction, keying.sheaf, at)
            if keying.state is KeyingState.KEYED_ONCE:
                keyings.must_lie_open(found.sheaf)
            keyings.as_act_covers(keying, found.under.data_set)
            await _open_material(transaction, keying, at)
        except Problem as no:
            return no
    return None


async def keyings_of(node: Node, token: str, sheaf: UUID, at: datetime) -> Sequence[Keying]:
    """Return the keyings of one paper, the latest first: hands and fields, no value."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, DECIDE_KEYING, at)
        found = await transaction.papers.found(KIND, OF_SHEAF, str(sheaf), None, MOST)
        return [keying_in(one) for one in found]


async def waiting_keyings(node: Node, token: str, at: datetime) -> Sequence[Keying]:
    """Return the keyings that wait for a second or a third person, the latest first: hands and fields, no value."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, DECIDE_KEYING, at)
        return [keying_in(one) for one in await transaction.papers.in_states(KIND, WAITING, None, MOST)]


async def one_keying(node: Node, token: str, number: UUID, at: datetime) -> Keying:
    """Return one keying: hands and fields, no value; Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, DECIDE_KEYING, at)
        paper = await transaction.papers.latest(number, KIND)
    if paper is None:
        raise PAPER_UNKNOWN.at()
    return keying_in(paper)


async def set_of_keying(node: Node, token: str, keying: Keying, at: datetime) -> DataSet:
    """Return the set of the act in force that a keying is of."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, DECIDE_KEYING, at)
        return (await _under(transaction, keying.sheaf, at)).under.data_set


async def _keyable(transaction: Transaction, sheaf: UUID, who: Acting, at: datetime) -> ToBeKeyed:
    found = await _under(transaction, sheaf, at)
    keyings.may_be_keyed(found.sheaf, who.actor)
    return found


async def _under(transaction: Transaction, number: UUID, at: datetime) -> ToBeKeyed:
    paper = await transaction.papers.latest(number, SHEAF)
    if paper is None or sheaf_in(paper).received_at is None:
        raise PAPER_UNKNOWN.at()
    sheaf = sheaf_in(paper)
    under = await open_content(transaction, sheaf, at)
    return ToBeKeyed(sheaf, under, keyings.keyed_twice(under.data_set))


async def _receive(
    node: Node,
    transaction: Transaction,
    keying: Keying,
    found: ToBeKeyed,
    values: Mapping[str, str],
    who: Acting,
    at: datetime,
) -> Keying:
    """Keep the values that the act covers as received data of the material, with paper as their way."""
    material = await _open_material(transaction, keying, at)
    fields = found.under.data_set.fields
    if any(one.required and one.name not in values for one in fields):
        raise KEYED_UNDER_ANOTHER_ACT.at("typed")
    names = [one.name for one in fields]
    covered = {name: values[name] for name in names if name in values}
    rows = records_of(found.under.data_set, keying.body, names, [covered])
    came = _came(keying, found.sheaf)
    carried = Carried(found.under, Way.PAPER, keying.sheaf, fields, rows, keying.material, came)
    card = await keep_received(node, transaction, carried, material, who.said, at)
    return msgspec.structs.replace(keying, received=card.received.id)


async def _open_material(transaction: Transaction, keying: Keying, at: datetime) -> Material:
    paper = await transaction.papers.latest(keying.material, PaperKind.PROVISION_MATERIAL)
    if paper is None or not is_open(paper, at):
        raise KEYED_FOR_CLOSED.at("material")
    return material_in(paper)


def _came(keying: Keying, sheaf: Sheaf) -> OnPaper:
    """Return how what was keyed came: from which paper and sheet, through whose hands. Fault where one hand keyed."""
    if keying.second_by is None:
        raise Fault(f"the keying {keying.id} is received before a second person keyed it")
    return OnPaper(
        outgoing=sheaf.card.outgoing,
        dated=sheaf.card.dated,
        incoming=sheaf.incoming,
        sheet=keying.sheet,
        sheets=sheaf.card.sheets,
        keying=keying.id,
        first_by=keying.first_by,
        second_by=keying.second_by,
        twice=keying.fields,
        decided=keying.differing,
        decided_by=keying.decided_by,
    )


async def _typed(transaction: Transaction, content: UUID, keying: Keying) -> dict[str, str]:
    data = await transaction.contents.data(content, keying.material)
    if data is None:
        raise KEYED_FOR_CLOSED.at("material")
    return msgspec.json.decode(data, type=dict[str, str])


async def _to_change(transaction: Transaction, number: UUID) -> tuple[Paper, Keying]:
    paper = await transaction.papers.to_change(number, KIND)
    if paper is None:
        raise PAPER_UNKNOWN.at()
    return paper, keying_in(paper)


async def _keep(
    node: Node,
    transaction: Transaction,
    paper: Paper,
    keying: Keying,
    who: Acting,
    at: datetime,
    more: Mapping[str, Json] = NOTHING_MORE,
) -> Keying:
    await transaction.papers.keep(paper)
    says: dict[str, Json] = {
        **paper.told(),
        "data_set": keying.data_set,
        "body": keying.body,
        "material": str(keying.material),
        "fields": len(keying.fields),
        "differing": len(keying.differing),
        **more,
    }
    entry = leaf(node, EntryKind.PROVISION_KEYING_MOVED, at, who.said, paper.about(), says)
    await transaction.journal.append(entry)
    return keying


def keying_in(paper: Paper) -> Keying:
    """Return the keying that a paper holds."""
    return msgspec.json.decode(paper.data, type=Keying)


def first_content(keying: Keying) -> UUID:
    """Return the number of the content that was keyed first."""
    return uuid5(keying.id, "first")


def second_content(keying: Keying) -> UUID:
    """Return the number of the content that was keyed again."""
    return uuid5(keying.id, "second")
