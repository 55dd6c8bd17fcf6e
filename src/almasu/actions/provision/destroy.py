"""Destroy a material with everything received for it: its key first, then what it sealed (DESIGN 3.4, FMA-6.2).

The vault and the database cannot commit together, so the order makes every stop harmless: the material is condemned
with its leaf, its key is destroyed, and then the contents are forgotten with the leaf of the end. A process that dies
between leaves a condemned material, of which nothing is shown; the worker does the rest again, with no harm.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Meant, acting, prepared_by, signing
from almasu.actions.provision.materials import OF_MATERIAL, OfAgency, own_open
from almasu.actions.provision.questions import SYSTEM
from almasu.actions.provision.under_material import end_keyings, held_under
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.materials.task import backups_expire_on
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_asking import DESTROY_MATERIAL
from almasu.kernel.provision.material import Destroyed, Material, MaterialState, material_in
from almasu.kernel.provision.problems import WORDS_NEEDED
from almasu.kernel.provision.received_card import ReceivedState, card_in
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text

LEAST_WORDS = 3
AT_ONCE = 50
CARDS_AT_ONCE = 1_000
HUMAN = Text(
    kk="«{name}» материалын оған алынған, көрілген, сканерленген және терілгеннің бәрімен бірге жоямын: мазмұны енді "
    "ешқашан ашылмайды.",
    ru="Уничтожаю материал «{name}» со всем, что для него получено, увидено, отсканировано и набрано: содержание "
    "больше никогда не откроется.",
    en="I destroy the material “{name}” with all that was received, seen, scanned and keyed for it: the content will "
    "never open again.",
)


async def prepare_destruction(node: Node, token: str, material: UUID, why: str, at: datetime) -> PreparedAct:
    """Build the act that destroys a material; Problems `provision.material.absent`, `provision.words_needed`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, DESTROY_MATERIAL, at)
        one = await own_open(transaction, who, material, at)
        if len(why.split()) < LEAST_WORDS:
            raise WORDS_NEEDED.at("why")
        human = HUMAN.filled(name=one.material.name)
        body: dict[str, Json] = {"material": str(one.paper.id), "why": why.strip()}
        return await prepared_by(node, transaction, who, Meant(ActPurpose.PROVISION_DESTRUCTION, body, human), at)


async def destroy(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Material:
    """Destroy the material of a signed act."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_DESTRUCTION, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, DESTROY_MATERIAL, at)
        number = UUID(str(signed.body["material"]))
        one = await own_open(transaction, who, number, at, lock=True)
        await _condemn(node, transaction, one, who.said, at, signed.act.id, told_of(node, signed))
    return await finish_destruction(node, number, at)


async def destroy_due(node: Node, at: datetime) -> int:
    """Destroy the materials whose time is over and those condemned before, and return how many."""
    kind = PaperKind.PROVISION_MATERIAL
    async with node.store.single() as store:
        over = await store.papers.due(kind, at, AT_ONCE, [MaterialState.OPEN])
        left = await store.papers.in_states(kind, [MaterialState.CONDEMNED], None, AT_ONCE)
    for paper in over:
        async with node.store.transaction() as transaction:
            now = await transaction.papers.to_change(paper.id, kind)
            if now is not None and now.state == MaterialState.OPEN:
                await _condemn(node, transaction, OfAgency(now, material_in(now)), SYSTEM, at, None, {})
    for paper in (*over, *left):
        await finish_destruction(node, paper.id, at)
    return len(over) + len(left)


async def destroy_outlived(node: Node, at: datetime) -> int:
    """Destroy what outlived its own time while its material goes on, and return how much.

    Something passed on is kept no longer than by the material it was received for (FMA-6.2).
    """
    kind = PaperKind.PROVISION_RECEIVED
    async with node.store.single() as store:
        over = await store.papers.due(kind, at, AT_ONCE, [ReceivedState.HELD])
    for one in over:
        async with node.store.transaction() as transaction:
            now = await transaction.papers.to_change(one.id, kind)
            if now is not None and now.state == ReceivedState.HELD:
                await transaction.contents.forget(now.id, card_in(now).received.material)
                await _card_after(node, transaction, now, at)
    return len(over)


async def finish_destruction(node: Node, number: UUID, at: datetime) -> Material:
    """Do what a condemned material still lacks and return it; nothing where it is destroyed already."""
    await node.vault.destroy_material_key(number)
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.to_change(number, PaperKind.PROVISION_MATERIAL)
        if paper is None:
            raise PAPER_UNKNOWN.at()
        material = material_in(paper)
        if paper.state != MaterialState.CONDEMNED or material.destroyed is None:
            return material
        held = await held_under(transaction, number)
        gone = await transaction.contents.shred(number)
        await _cards_after(node, transaction, number, at)
        await end_keyings(node, transaction, number, at)
        ended = msgspec.structs.replace(material.destroyed, contents=gone, held=held)
        done = msgspec.structs.replace(material, destroyed=ended)
        after = paper.moved(MaterialState.DESTROYED, at, done)
        says: dict[str, Json] = {
            "contents": gone,
            "backups_expire": material.destroyed.backups_expire,
            **msgspec.structs.asdict(held),
        }
        await _keep(node, transaction, after, SYSTEM, at, says)
        return done


async def _condemn(
    node: Node,
    transaction: Transaction,
    one: OfAgency,
    by: str,
    at: datetime,
    act: UUID | None,
    says: dict[str, Json],
) -> None:
    expire = backups_expire_on(at, node.limits.backups_last).isoformat()
    material = msgspec.structs.replace(one.material, destroyed=Destroyed(act, at, expire))
    paper = one.paper.moved(MaterialState.CONDEMNED, at, material)
    await _keep(node, transaction, paper, by, at, {**says, "backups_expire": expire})


async def _cards_after(node: Node, transaction: Transaction, material: UUID, at: datetime) -> None:
    """Mark the cards of what a material held as destroyed, each with its leaf."""
    kind, held = PaperKind.PROVISION_RECEIVED, [ReceivedState.HELD]
    while papers := await transaction.papers.found(kind, OF_MATERIAL, str(material), None, CARDS_AT_ONCE, held):
        for paper in papers:
            await _card_after(node, transaction, paper, at)


async def _card_after(node: Node, transaction: Transaction, paper: Paper, at: datetime) -> None:
    """Mark a card as destroyed, with its leaf."""
    card = card_in(paper)
    received = msgspec.structs.replace(card.received, destroyed_at=at)
    after = paper.moved(ReceivedState.DESTROYED, at, msgspec.structs.replace(card, received=received))
    await transaction.papers.keep(after)
    told = leaf(node, EntryKind.PROVISION_RECEIVED_MOVED, at, SYSTEM, after.about(), after.told())
    await transaction.journal.append(told)


async def _keep(
    node: Node, transaction: Transaction, paper: Paper, by: str, at: datetime, says: dict[str, Json]
) -> None:
    await transaction.papers.keep(paper)
    told = leaf(node, EntryKind.PROVISION_MATERIAL_MOVED, at, by, paper.about(), {**paper.told(), **says})
    await transaction.journal.append(told)
