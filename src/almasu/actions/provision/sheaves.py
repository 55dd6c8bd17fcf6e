"""Papers on their way: the outgoing and incoming registers, seal, courier, return and destruction (FMA-3.5, FMA-4.2).

A paper is a transfer like any other: it needs an act in force and a ladder on which paper is the lawful way. Only its
card is kept: what it says has no place here.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, law_of, prepared_by, signing
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.bodies import unkept_now
from almasu.actions.provision.deliveries import Ground
from almasu.actions.provision.handing import Line, Step, must_be_lines
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.sign_act import signed_act, told_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import FIRST_VERSION, Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_CHANGED, PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_papers import RECEIVE_PAPER, SEE_PAPERS, SEND_PAPER
from almasu.kernel.provision import paper as papers
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.coverage import covered
from almasu.kernel.provision.ladder import Ladder, climbed, must_carry
from almasu.kernel.provision.paper import AT_BODY, Card, CourierReceipt, Sheaf, Stage
from almasu.kernel.provision.problems import WORDS_NEEDED
from almasu.kernel.provision.problems_of_handing import CARD_HOLDS_NO_CONTENT, DAY_TO_COME, NUMBER_TAKEN, OTHER_MARK
from almasu.kernel.provision.transfer import facts_of, must_be_lawful
from almasu.kernel.provision.way import Way
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.law.typed import Typed

KIND = PaperKind.PROVISION_SHEAF
OF_BODY = "body"
MOST, LONGEST_COPY, LEAST_WORDS = 50, 20, 3
ENDS = {
    Stage.RETURNED: Text("органға қайтарамын", "возвращаю органу", "I return it to the body"),
    Stage.DESTROYED: Text("жоямын", "уничтожаю", "I destroy it"),
}


class ToSend(Typed, frozen=True, kw_only=True):
    """What the outgoing register is told of a paper: there is no member for what the paper says."""

    data_set: str
    purpose: str
    outgoing: Line
    dated: date
    sheets: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    seal: Line
    copy_number: Annotated[str, msgspec.Meta(max_length=LONGEST_COPY)] = ""
    addressee: Line = ""


class ToHandOver(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The courier's receipt: its number and who took the paper."""

    receipt: Line
    courier: Line


class ToCancel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a paper that lies at the body is cancelled in its register: a short line, nothing of what the paper says."""

    why: Line


class ToReceive(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The number in the incoming register and the seal as it is found on the packet."""

    incoming: Line
    seal: Line


class ToPutAway(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which paper is returned or destroyed."""

    sheaf: UUID
    end: Stage


async def register_sheaf(node: Node, token: str, told: ToSend, at: datetime) -> Sheaf:
    """Enter a sealed paper into the outgoing register of one's own body.

    Problems: no act in force, a better way open, what the rules refuse, a number that stands in this year's register,
    `provision.paper.card_line` where a line about a restricted paper holds more than a card does.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEND_PAPER, at)
        must_be_lines(msgspec.structs.asdict(told))
        if told.dated > in_astana(at).date():
            raise DAY_TO_COME.at("dated")
        body = who.actor.body
        ground = await ground_of_paper(node, transaction, body, told.data_set, at, told.purpose)
        under = ground.under
        papers.must_tell_no_content(under.data_set.strictest, msgspec.structs.asdict(told))
        card = Card(
            outgoing=told.outgoing.strip(),
            dated=told.dated,
            body=body,
            data_set=told.data_set,
            secrecy=under.data_set.strictest,
            sheets=told.sheets,
            copy_number=told.copy_number,
            addressee=told.addressee,
        )
        number = sheaf_number(node.audience, card, at)
        taken = (card.outgoing,) if await transaction.papers.latest(number, KIND) is not None else ()
        sheaf = papers.sealed(papers.registered(number, card, taken, who.actor), told.seal, who.actor, at)
        paper = new_paper(number, KIND, sheaf.stage, at, sheaf, {OF_BODY: body})
        says: dict[str, Json] = {
            "act_version": under.version.number,
            "verdicts": dict(ground.verdicts),
            "purpose": told.purpose,
        }
        return await _keep(node, transaction, paper, sheaf, Step("registered", who, at, says))


async def ground_of_paper(
    node: Node, transaction: Transaction, body: str, data_set: str, at: datetime, purpose: str | None = None
) -> Ground:
    """Return what a paper of a set stands on now; no purpose given means one of the act's.

    Problems: no act in force, a set or purpose that it does not name, a better way open, what the rules refuse.
    """
    under = await StoredJointActs(transaction.papers).act_in_force(body, data_set, at)
    meant = under.content.purposes[0].value if purpose is None else purpose
    covered(under.content, data_set, (), meant)
    ladder = await KeptLadders(node, transaction).way_now(body, data_set, at)
    return await _ground(node, transaction, under, ladder, meant, at)


async def _ground(
    node: Node, transaction: Transaction, under: ActInForce, ladder: Ladder, purpose: str, at: datetime
) -> Ground:
    must_carry(ladder, Way.PAPER, at)
    facts = facts_of(under, ladder, purpose, at, unkept=await unkept_now(transaction, under.version.body, at))
    return Ground(under, must_be_lawful(law_of(node).judged("transferred", facts)))


async def hand_over(node: Node, token: str, number: UUID, told: ToHandOver, at: datetime) -> Sheaf:
    """Hand a sealed paper to a courier against a receipt: it leaves the body under the act of this moment.

    Problems as for its registering; `provision.paper.other_mark` where the act marks the set otherwise by now.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEND_PAPER, at)
        must_be_lines(msgspec.structs.asdict(told))
        paper, sheaf = await _to_change(transaction, number, who)
        papers.must_tell_no_content(sheaf.card.secrecy, msgspec.structs.asdict(told))
        moved = papers.handed_over(sheaf, CourierReceipt(told.receipt.strip(), told.courier, at), who.actor)
        ground = await ground_of_paper(node, transaction, sheaf.card.body, sheaf.card.data_set, at)
        _must_be_marked(sheaf, ground.under)
        says: dict[str, Json] = {"act_version": ground.under.version.number, "verdicts": dict(ground.verdicts)}
        return await _move(node, transaction, paper, moved, Step("handed_over", who, at, says))


async def cancel_sheaf(node: Node, token: str, number: UUID, told: ToCancel, at: datetime) -> Sheaf:
    """Cancel a paper that lies at the body in its outgoing register; its number stays used.

    Problems: `paper.unknown`, `provision.handing.state`, `provision.paper.lines`, `provision.words_needed`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEND_PAPER, at)
        must_be_lines(msgspec.structs.asdict(told))
        if len(told.why.split()) < LEAST_WORDS:
            raise WORDS_NEEDED.at("why")
        paper, sheaf = await _to_change(transaction, number, who)
        papers.must_tell_no_content(sheaf.card.secrecy, msgspec.structs.asdict(told))
        moved = papers.cancelled(sheaf, told.why.strip(), who.actor, at)
        return await _move(node, transaction, paper, moved, Step("cancelled", who, at, {}))


async def why_not_sent(node: Node, token: str, number: UUID, at: datetime) -> Problem | None:
    """Return what keeps a registered paper from leaving now; None where it may, or left. Problem `paper.unknown`.

    The ladder is read as this moment leaves it and not locked.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_PAPERS, at)
        _, sheaf = _seen(await transaction.papers.latest(number, KIND), who)
        if sheaf.stage is not Stage.REGISTERED:
            return None
        body, data_set = sheaf.card.body, sheaf.card.data_set
        try:
            under = await StoredJointActs(transaction.papers).act_in_force(body, data_set, at)
            ladder = climbed(await KeptLadders(node, transaction).one(body, data_set), at)
            await _ground(node, transaction, under, ladder, under.content.purposes[0].value, at)
            _must_be_marked(sheaf, under)
        except Problem as no:
            return no
    return None


async def receive_sheaf(node: Node, token: str, number: UUID, told: ToReceive, at: datetime) -> Sheaf:
    """Enter a paper into the incoming register; Problems where its seal is another or the number stands."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, RECEIVE_PAPER, at)
        must_be_lines(msgspec.structs.asdict(told))
        paper, sheaf = await _to_change(transaction, number, who)
        papers.must_tell_no_content(sheaf.card.secrecy, msgspec.structs.asdict(told))
        incoming = told.incoming.strip()
        place = incoming_number(node.audience, incoming, at)
        is_taken = await transaction.papers.latest(place, PaperKind.PROVISION_INCOMING) is not None
        moved = papers.received(sheaf, incoming, (incoming,) if is_taken else (), told.seal.strip(), who.actor, at)
        claim = new_paper(place, PaperKind.PROVISION_INCOMING, "taken", at, ToPutAway(number, Stage.RECEIVED), {})
        await _keep_once(transaction, claim, "incoming", incoming)
        return await _move(node, transaction, paper, moved, Step("received", who, at, {}))


async def refuse_sheaf(node: Node, token: str, number: UUID, at: datetime) -> Sheaf:
    """Refuse a paper at the door of the Agency: its seal is broken or another."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, RECEIVE_PAPER, at)
        paper, sheaf = await _to_change(transaction, number, who)
        moved = papers.not_taken(sheaf, who.actor, at)
        return await _move(node, transaction, paper, moved, Step("refused", who, at, {}))


async def open_content(transaction: Transaction, sheaf: Sheaf, at: datetime) -> ActInForce:
    """Return the act under which what a paper says may be entered now.

    Problems: no act in force, a set that it does not name; `provision.paper.card_only` where the paper was restricted
    when it left, or the act marks its set so by now.
    """
    under = await StoredJointActs(transaction.papers).act_in_force(sheaf.card.body, sheaf.card.data_set, at)
    if sheaf.is_card_only or under.data_set.is_restricted:
        raise CARD_HOLDS_NO_CONTENT.at()
    return under


async def prepare_putting_away(node: Node, token: str, told: ToPutAway, at: datetime) -> PreparedAct:
    """Build the act of return or destruction of a received paper."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, RECEIVE_PAPER, at)
        _, sheaf = await _to_change(transaction, told.sheaf, who)
        papers.put_away(sheaf, told.end, who.actor, at)
        end, incoming = ENDS[told.end], sheaf.incoming
        human = Text(
            kk=f"Кіріс нөмірі {incoming} қағазды {end.kk}.",
            ru=f"Бумагу с входящим номером {incoming} {end.ru}.",
            en=f"The paper with the incoming number {incoming}: {end.en}.",
        )
        meant = Meant(ActPurpose.PROVISION_PUT_AWAY, msgspec.to_builtins(told), human)
        return await prepared_by(node, transaction, who, meant, at)


async def put_away(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Sheaf:
    """Return or destroy a received paper under the signed act."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_PUT_AWAY, cms, at)
    told = msgspec.convert(signed.body, ToPutAway)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, RECEIVE_PAPER, at)
        paper, sheaf = await _to_change(transaction, told.sheaf, who)
        moved = papers.put_away(sheaf, told.end, who.actor, at, act)
        return await _move(node, transaction, paper, moved, Step("put_away", who, at, told_of(node, signed)))


async def sheaves(node: Node, token: str, after: str, at: datetime) -> Page[Sheaf]:
    """Return a page of the registers, what moved last first: of one's own body, or what left any body."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_PAPERS, at)
        listed = listing(node, who.said, Collection.PROVISION_SHEAVES)
        place = listed.place(after)
        if who.of_agency:
            seen = [one for one in Stage if one not in AT_BODY]
            found = await transaction.papers.in_states(KIND, seen, place, MOST + 1)
        else:
            found = await transaction.papers.found(KIND, OF_BODY, who.actor.body, place, MOST + 1)
        page = listed.cut(found, MOST, of_paper)
        return Page([sheaf_in(one) for one in page.items], page.after)


async def sheaf(node: Node, token: str, number: UUID, at: datetime) -> Sheaf:
    """Return one paper's card and way; Problem `paper.unknown` for what is foreign, not sent yet or missing."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_PAPERS, at)
        return _seen(await transaction.papers.latest(number, KIND), who)[1]


def sheaf_number(audience: str, card: Card, at: datetime) -> UUID:
    """Return the number of a paper: an outgoing number stands once in a body's register of a year."""
    return uuid5(UUID(int=0), f"sheaf/{audience}/{card.body}/{in_astana(at).year}/{card.outgoing}")


def incoming_number(audience: str, incoming: str, at: datetime) -> UUID:
    """Return what holds an incoming number: it stands once in the Agency's register of a year."""
    return uuid5(UUID(int=0), f"incoming/{audience}/{in_astana(at).year}/{incoming}")


def sheaf_in(paper: Paper) -> Sheaf:
    """Return the sheaf that a paper holds."""
    return msgspec.json.decode(paper.data, type=Sheaf)


def _must_be_marked(sheaf: Sheaf, under: ActInForce) -> None:
    if under.data_set.strictest is not sheaf.card.secrecy:
        raise OTHER_MARK.at("data_set")


async def _to_change(transaction: Transaction, number: UUID, who: Acting) -> tuple[Paper, Sheaf]:
    return _seen(await transaction.papers.to_change(number, KIND), who)


def _seen(paper: Paper | None, who: Acting) -> tuple[Paper, Sheaf]:
    if paper is None:
        raise PAPER_UNKNOWN.at()
    found = sheaf_in(paper)
    hidden = not found.has_left if who.of_agency else found.card.body != who.actor.body
    if hidden:
        raise PAPER_UNKNOWN.at()
    return paper, found


async def _move(node: Node, transaction: Transaction, paper: Paper, moved: Sheaf, step: Step) -> Sheaf:
    return await _keep(node, transaction, paper.moved(moved.stage, step.at, moved), moved, step)


async def _keep(node: Node, transaction: Transaction, paper: Paper, moved: Sheaf, step: Step) -> Sheaf:
    await _keep_once(transaction, paper, "outgoing", moved.card.outgoing)
    card = moved.card
    says: dict[str, Json] = {
        **paper.told(),
        "step": step.name,
        "data_set": card.data_set,
        "body": card.body,
        "secrecy": card.secrecy.value,
        "sheets": card.sheets,
        **step.says,
    }
    entry = leaf(node, EntryKind.PROVISION_SHEAF_MOVED, step.at, step.by.said, paper.about(), says)
    await transaction.journal.append(entry)
    return moved


async def _keep_once(transaction: Transaction, paper: Paper, where: str, number: str) -> None:
    """Keep a version; a first one whose number somebody took at the same instant is a number that is taken."""
    try:
        await transaction.papers.keep(paper)
    except Problem as problem:
        if problem.kind is PAPER_CHANGED and paper.version == FIRST_VERSION:
            raise NUMBER_TAKEN.at(where, number=number) from problem
        raise
