"""Sign the pack of a month: the month's departmental control is done with the signature (SIO25-21.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.control.appoint import Controller, controller_of
from almasu.actions.control.note_overdue import close_overdue
from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.kernel.control.pack import (
    PackState,
    pack_in,
    pack_words,
)
from almasu.kernel.control.problems import PACK_STATE
from almasu.kernel.control.signature import PackSigning
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct


async def prepare_signing(node: Node, token: str, pack: UUID, at: datetime) -> PreparedAct:
    """Return the act over the manifest of a pack."""
    async with node.store.transaction() as transaction:
        controller = await controller_of(transaction, token, at)
        says = pack_in(_open(await transaction.papers.latest(pack, PaperKind.CONTROL_PACK), controller))
        body = msgspec.to_builtins(PackSigning(pack, says.month, says.manifest, says.requests, says.oddities))
        intent = Intent(ActPurpose.CONTROL_PACK, controller.account.person.iin, body, pack_words(says))
        return await prepare_act(node, transaction, controller.person.session.token_hash, intent, at)


async def sign_pack(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep the signature: the control of the month is done."""
    signed = await signed_act(node, token, act, ActPurpose.CONTROL_PACK, cms, at)
    body = msgspec.convert(signed.body, PackSigning)
    async with node.store.transaction() as transaction:
        await keep_signed(transaction, token, signed, at)
        controller = await controller_of(transaction, token, at)
        found = _open(await transaction.papers.to_change(body.pack, PaperKind.CONTROL_PACK), controller)
        says = pack_in(found)
        if says.manifest != body.manifest:
            raise PAPER_UNKNOWN.at()
        after = found.moved(PackState.SIGNED.value, at, msgspec.structs.replace(says, act=act))
        await transaction.papers.keep(after)
        await close_overdue(node, transaction, says.body_bin, says.month, at)
        told = {**after.told(), **told_of(node, signed), "month": says.month, "manifest": says.manifest}
        actor = act_of(controller.account)
        await transaction.journal.append(leaf(node, EntryKind.CONTROL_PACK_SIGNED, at, actor, after.about(), told))
        return after


def _open(paper: Paper | None, controller: Controller) -> Paper:
    """Return a pack of the own body that waits for its signature; a foreign and a missing one look equally absent."""
    if paper is None or pack_in(paper).body_bin != controller.account.body_bin:
        raise PAPER_UNKNOWN.at()
    if paper.state != PackState.MADE:
        raise PACK_STATE.at()
    return paper
