"""File the card of a legal act, and tell partners of it; find acts that were filed or came (CIS-12, CIS-15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting, Meant, acting, attested, peer_of, post_of, prepared_by, signing
from almasu.actions.interstate.carrying import Going, let_go
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.seek import page_of
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.actions.turn_pages import listing
from almasu.kernel.interstate.carriers import Carrier
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.legal_acts import LegalAct, must_be_card, says
from almasu.kernel.interstate.messages import Concern
from almasu.kernel.interstate.packets import kind_of
from almasu.kernel.interstate.parcels import GivesAct
from almasu.kernel.interstate.parties import Body
from almasu.kernel.interstate.problems import NOT_IN_FORCE
from almasu.kernel.interstate.sending import Channel
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import FILE_ACT, SEE_DIRECTORY
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.text import Text

FILED, RECEIVED = "filed", "received"


class Form(msgspec.Struct, frozen=True):
    """An act, and the bodies of other states that are told of it; the keeper files and tells nobody.

    `tell` are told by their nodes, `by_courier` by a packet each.
    """

    act: LegalAct
    tell: tuple[str, ...] = ()
    by_courier: tuple[str, ...] = ()


class FiledAct(msgspec.Struct, frozen=True):
    """An act as it stands in the register: `by` which body of another state told of it, "" where it was filed here.

    `carrier` is what it came on, None where it was filed here.
    """

    act: LegalAct
    by: str
    at: datetime
    carrier: Carrier | None = None


@dataclass(frozen=True, slots=True)
class KeptAct:
    """An act with the paper that holds its card."""

    paper: Paper
    filed: FiledAct


async def prepare_act_card(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the act; Problems `cis.value`, `cis.no_such_body`, `cis.not_in_force`, `cis.not_of_a_body`."""
    must_fit(form)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, FILE_ACT, at)
        must_be_card(form.act)
        _bodies(who, form.tell, "tell", at)
        _bodies(who, form.by_courier, "by_courier", at)
        human = Text(
            kk=f"Құқықтық актіні тіркеймін: {form.act.number}.",
            ru=f"Вношу правовой акт: {form.act.number}.",
            en=f"I file a legal act: {form.act.number}.",
        )
        meant = Meant(ActPurpose.CIS_LEGAL_ACT, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def file_act(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptAct:
    """File it and tell the bodies that are named."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_LEGAL_ACT, cms, at)
    form = msgspec.convert(signed.body, Form)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, FILE_ACT, at)
        paper = new_paper(act, PaperKind.CIS_ACT, FILED, at, FiledAct(must_be_card(form.act), "", at), {})
        kept = await keep_act(node, transaction, paper, who.said, told_of(node, signed))
        if form.tell or form.by_courier:
            parcel = GivesAct(form.act, who.body.id, attested(who, signed, at))
            await _tell(node, transaction, who, form, parcel, at)
        return kept


async def _tell(node: Node, transaction: Transaction, who: Acting, form: Form, parcel: GivesAct, at: datetime) -> None:
    """Tell the bodies that are named, each node once, and by courier each body."""
    for peer in sorted({peer_of(one) for one in _bodies(who, form.tell, "tell", at)}):
        about = Concern(parcel.attested.act, who.body.id, kind_of(parcel).value)
        await post_of(node).put(transaction, peer, parcel, at, about)
    for body in _bodies(who, form.by_courier, "by_courier", at):
        going = Going(who.body.id, body.id, Channel.COURIER, parcel.attested.act)
        await let_go(node, transaction, going, who.directory, parcel, at)


async def legal_acts(node: Node, token: str, words: str, older: str, at: datetime) -> Page[KeptAct]:
    """Return a page of the acts that hold the words looked for, the latest first; everybody of the node sees them."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_DIRECTORY, at)
        papers = transaction.papers
        page = await page_of(
            listing(node, str(who.person.account.id), Collection.CIS_ACTS, words),
            older,
            lambda after, most: papers.in_states(PaperKind.CIS_ACT, [FILED, RECEIVED], after, most),
            lambda paper: says(read(paper).filed.act, words),
        )
        return Page([read(one) for one in page.items], page.after)


async def keep_act(node: Node, transaction: Transaction, paper: Paper, by: str, more: Mapping[str, Json]) -> KeptAct:
    """Keep the card of an act, with its leaf; Problem `paper.changed` where it came before."""
    await transaction.papers.keep(paper)
    kept = read(paper)
    told = {**paper.told(), "act_kind": kept.filed.act.kind.value, "text": kept.filed.act.sha256, **more}
    await transaction.journal.append(leaf(node, EntryKind.CIS_ACT_FILED, paper.at, by, paper.about(), told))
    return kept


def read(paper: Paper) -> KeptAct:
    """Return the act of a paper."""
    return KeptAct(paper, msgspec.json.decode(paper.data, type=FiledAct))


def _bodies(who: Acting, ids: Sequence[str], where: str, at: datetime) -> Sequence[Body]:
    """Return the bodies that are named, each once."""
    bodies = [named(who.directory, one, where) for one in dict.fromkeys(ids)]
    day = in_astana(at).date()
    if not all(who.directory.lets_exchange(who.body, one, day) for one in bodies):
        raise NOT_IN_FORCE.at(where)
    return bodies
