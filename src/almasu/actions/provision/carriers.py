"""Electronic carriers on their way: described, signed for, handed over, received, returned or destroyed (FMA-3.4).

A carrier is a transfer like any other: it needs an act in force, and a ladder on which it is the lawful way. Its files
are encrypted for the Agency's key before they come near a medium; the node never sees them before they are read in.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, law_of, prepared_by, signing
from almasu.actions.provision.deliveries import Brought, Ground, ground_of
from almasu.actions.provision.handing import Line, Step, must_be_lines
from almasu.actions.sign_act import signed_act, told_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import FIRST_VERSION, Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_CHANGED, PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_carriers import RECEIVE_CARRIER, SEE_CARRIERS, SEND_CARRIER, SIGN_CARRIER
from almasu.kernel.provision import carrier as carriers
from almasu.kernel.provision.carrier import CIPHER, Carrier, CarrierState, Link, Manifest
from almasu.kernel.provision.carriers_port import Carriers
from almasu.kernel.provision.delivery import UNENDED
from almasu.kernel.provision.overview import LateCarrier
from almasu.kernel.provision.problems_of_carriers import CARRIER_NUMBER, OTHER_ACT, REPLAYED, STILL_READ
from almasu.kernel.provision.problems_of_handing import CHAIN_BROKEN
from almasu.kernel.provision.way import Way
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.deadline import deadline_of
from almasu.law.moment import in_astana
from almasu.law.problem import Fault, Problem
from almasu.law.text import Text

KIND = PaperKind.PROVISION_CARRIER
OF_BODY, OF_FILES = "body", "files"
MOST = 50
SEEN_BY_AGENCY = tuple(one for one in CarrierState if one not in (CarrierState.DRAFTED, CarrierState.PACKED))
ENDS = {
    CarrierState.RETURNED: Text("органға қайтарамын", "возвращаю органу", "I return it to the body"),
    CarrierState.DESTROYED: Text("жоямын", "уничтожаю", "I destroy it"),
}


class ToSign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The manifest of which carrier is signed."""

    carrier: UUID


class ToHandOn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who takes the carrier, under which seal, against which receipt."""

    taker: Line
    seal: Line
    receipt: Line


class ToReceive(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The number in the Agency's register as the receipt, and the seal as it is found on the carrier."""

    receipt: Line
    seal: Line


class ToPutAway(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which carrier is returned or destroyed, and the number of the act of it."""

    carrier: UUID
    end: CarrierState
    number: Line


def carriers_of(node: Node) -> Carriers:
    """Return where files of carriers come in; Fault at a node of another zone."""
    if node.carriers is None:
        raise Fault("this node is not of the zone of provision: it reads no carriers")
    return node.carriers


async def key_for_carriers(node: Node, token: str, at: datetime) -> str:
    """Return the public key that carriers are encrypted for."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, SEE_CARRIERS, at)
    return carriers_of(node).recipient


async def describe_carrier(node: Node, token: str, manifest: Manifest, at: datetime) -> Carrier:
    """Enter the manifest of a carrier of one's own body; its head signs it next.

    Problems: no act in force or another one, a better way open, what the rules refuse, a number that stands in this
    year's register, files that were on a carrier before.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEND_CARRIER, at)
        number = carrier_number(node.audience, manifest, at)
        made = carriers.drafted(number, manifest, who.actor)
        ground = await ground_of_carrier(node, transaction, manifest, at)
        if await transaction.papers.latest(number, KIND) is not None:
            raise CARRIER_NUMBER.at("manifest", number=manifest.number)
        before = await transaction.papers.found(KIND, OF_FILES, manifest.of_files, None, 1)
        if before:
            raise REPLAYED.at("manifest", number=carrier_in(before[0]).manifest.number)
        found_by = {OF_BODY: manifest.body, OF_FILES: manifest.of_files}
        paper = new_paper(number, KIND, made.state, at, made, found_by)
        return await keep(node, transaction, paper, made, Step("described", who, at, said_of(ground)))


async def ground_of_carrier(node: Node, transaction: Transaction, manifest: Manifest, at: datetime) -> Ground:
    """Return what a carrier stands on now; Problem `provision.carrier.act` where its manifest is of another act."""
    encrypted = (manifest.cipher, manifest.key_of) == (CIPHER, carriers_of(node).recipient)
    by = Brought(Way.CARRIER, encrypted=encrypted)
    ground = await ground_of(node, transaction, manifest.body, manifest.data_set, at, by=by)
    under = ground.under
    schedule = under.data_set.schedule
    wrong = {
        "act": manifest.act != under.version.sha256,
        "secrecy": manifest.secrecy is not under.data_set.strictest,
        "format": schedule is None or manifest.format is not schedule.format,
    }
    for member in (one for one, is_wrong in wrong.items() if is_wrong):
        raise OTHER_ACT.at("manifest", member=member)
    return ground


def said_of(ground: Ground) -> dict[str, Json]:
    """Return what a leaf says of the ground."""
    return {"act_version": ground.under.version.number, "verdicts": dict(ground.verdicts)}


async def prepare_signature(node: Node, token: str, told: ToSign, at: datetime) -> PreparedAct:
    """Build the act by which the head of the body signs the manifest of a carrier."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SIGN_CARRIER, at)
        _, one = await to_change(transaction, told.carrier, who)
        carriers.packed(one, who.actor)
        manifest = one.manifest
        await ground_of_carrier(node, transaction, manifest, at)
        counts = {"files": len(manifest.files), "rows": manifest.rows}
        human = Text(
            kk=f"{manifest.number} жеткізгішінің тізімдемесіне қол қоямын: {counts['files']} файл.",
            ru=f"Подписываю опись носителя {manifest.number}: файлов {counts['files']}.",
            en=f"I sign the manifest of the carrier {manifest.number}: files {counts['files']}.",
        )
        body: dict[str, Json] = {"carrier": str(told.carrier), "number": manifest.number, **counts}
        beside = {carriers.MANIFEST_NAME: manifest.sha256}
        return await prepared_by(node, transaction, who, Meant(ActPurpose.PROVISION_CARRIER, body, human, beside), at)


async def sign_manifest(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Carrier:
    """Sign the manifest of a carrier: it may be handed over from now on."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_CARRIER, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, SIGN_CARRIER, at)
        paper, one = await to_change(transaction, UUID(str(signed.body["carrier"])), who)
        ground = await ground_of_carrier(node, transaction, one.manifest, at)
        says = {**said_of(ground), **told_of(node, signed)}
        return await move(node, transaction, paper, carriers.packed(one, who.actor), Step("signed", who, at, says))


async def hand_on(node: Node, token: str, number: UUID, told: ToHandOn, at: datetime) -> Carrier:
    """Hand a sealed carrier to whoever carries it, or enter that it went on to another, against a receipt."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEND_CARRIER, at)
        must_be_lines(msgspec.structs.asdict(told))
        paper, one = await to_change(transaction, number, who)
        if not one.chain:
            await ground_of_carrier(node, transaction, one.manifest, at)
        giver = one.chain[-1].taker if one.chain else one.manifest.body
        link = Link(giver, told.taker.strip(), at, told.seal.strip(), True, told.receipt.strip(), who.actor.account)
        moved = carriers.passed_on(one, link, at_agency=False)
        return await move(node, transaction, paper, moved, Step("handed_on", who, at, {"links": len(moved.chain)}))


async def receive_carrier(node: Node, token: str, number: UUID, told: ToReceive, at: datetime) -> Carrier:
    """Receive a carrier at the Agency; Problem `provision.carrier.chain` where its seal is not that it left with."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, RECEIVE_CARRIER, at)
        must_be_lines(msgspec.structs.asdict(told))
        paper, one = await to_change(transaction, number, who)
        if not one.chain:
            raise CHAIN_BROKEN.at("seal")
        agency = who.person.account.body_bin
        giver, seal, receipt = one.chain[-1].taker, told.seal.strip(), told.receipt.strip()
        moved = carriers.passed_on(one, Link(giver, agency, at, seal, True, receipt, who.actor.account), at_agency=True)
        return await move(node, transaction, paper, moved, Step("received", who, at, {"links": len(moved.chain)}))


async def refuse_carrier(node: Node, token: str, number: UUID, at: datetime) -> Carrier:
    """Refuse a carrier: its seal is broken, or what lies on it is not what its manifest says. Nothing of it is kept."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, RECEIVE_CARRIER, at)
        paper, one = await to_change(transaction, number, who)
        moved = carriers.refused(one, who.actor, due_from(node, at))
        made = await move(node, transaction, paper, moved, Step("refused", who, at, {}))
    carriers_of(node).drop(number, made.manifest)
    return made


async def prepare_putting_away(node: Node, token: str, told: ToPutAway, at: datetime) -> PreparedAct:
    """Build the act of return or destruction of a carrier that was read in or refused."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, RECEIVE_CARRIER, at)
        must_be_lines({"number": told.number})
        _, one = await to_change(transaction, told.carrier, who)
        await _must_be_done(transaction, one)
        carriers.put_away(one, told.end, told.number, who.actor, at)
        end, number = ENDS[told.end], one.manifest.number
        human = Text(
            kk=f"{number} жеткізгішін {end.kk}, акт {told.number}.",
            ru=f"Носитель {number}: {end.ru}, акт {told.number}.",
            en=f"The carrier {number}: {end.en}, act {told.number}.",
        )
        meant = Meant(ActPurpose.PROVISION_CARRIER_END, msgspec.to_builtins(told), human)
        return await prepared_by(node, transaction, who, meant, at)


async def put_away(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Carrier:
    """Return or destroy a carrier under the signed act."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_CARRIER_END, cms, at)
    told = msgspec.convert(signed.body, ToPutAway)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, RECEIVE_CARRIER, at)
        paper, one = await to_change(transaction, told.carrier, who)
        await _must_be_done(transaction, one)
        moved = carriers.put_away(one, told.end, told.number, who.actor, at, signed.act.id)
        return await move(node, transaction, paper, moved, Step("put_away", who, at, told_of(node, signed)))


async def listed_carriers(node: Node, token: str, after: str, at: datetime) -> Page[Carrier]:
    """Return a page of carriers, what moved last first: of one's own body, or what left any body."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_CARRIERS, at)
        pages = listing(node, who.said, Collection.PROVISION_CARRIERS)
        place = pages.place(after)
        if who.of_agency:
            found = await transaction.papers.in_states(KIND, SEEN_BY_AGENCY, place, MOST + 1)
        else:
            found = await transaction.papers.found(KIND, OF_BODY, who.actor.body, place, MOST + 1)
        page = pages.cut(found, MOST, of_paper)
        return Page([carrier_in(one) for one in page.items], page.after)


async def one_carrier(node: Node, token: str, number: UUID, at: datetime) -> Carrier:
    """Return one carrier; Problem `paper.unknown` for what is foreign, not handed over yet or missing."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_CARRIERS, at)
        return _seen(await transaction.papers.latest(number, KIND), who)[1]


async def late_carriers(transaction: Transaction, body: str | None, at: datetime) -> tuple[LateCarrier, ...]:
    """Return carriers that should have been given back or destroyed, the latest first: of one body, or of all."""
    found = map(carrier_in, await transaction.papers.due(KIND, at, MOST, carriers.TO_PUT_AWAY))
    return tuple(
        LateCarrier(one.id, one.manifest.number, one.manifest.body, one.ending_due)
        for one in found
        if one.ending_due is not None and body in (None, one.manifest.body)
    )


def due_from(node: Node, at: datetime) -> datetime:
    """Return until when a carrier that is no longer needed is given back or destroyed."""
    law = law_of(node)
    return deadline_of(at, law.carrier_term, law.calendar, ()).due


def carrier_number(audience: str, manifest: Manifest, at: datetime) -> UUID:
    """Return the number of a carrier: its own stands once in a body's register of a year."""
    place = f"carrier/{audience}/{manifest.body}/{in_astana(at).year}/{manifest.number}"
    return uuid5(UUID(int=0), place)


def carrier_in(paper: Paper) -> Carrier:
    """Return the carrier that a paper holds."""
    return msgspec.json.decode(paper.data, type=Carrier)


async def to_change(transaction: Transaction, number: UUID, who: Acting) -> tuple[Paper, Carrier]:
    """Return a carrier of theirs with its paper, locked; Problem `paper.unknown`."""
    return _seen(await transaction.papers.to_change(number, KIND), who)


async def move(node: Node, transaction: Transaction, paper: Paper, moved: Carrier, step: Step) -> Carrier:
    """Keep a carrier after a step, with its leaf; what is to be put away has its clock."""
    due = moved.ending_due if moved.state in carriers.TO_PUT_AWAY else None
    return await keep(node, transaction, paper.moved(moved.state, step.at, moved, due), moved, step)


async def keep(node: Node, transaction: Transaction, paper: Paper, moved: Carrier, step: Step) -> Carrier:
    """Keep a version of a carrier with its leaf; a number that somebody took at the same instant is taken."""
    manifest = moved.manifest
    try:
        await transaction.papers.keep(paper)
    except Problem as problem:
        if problem.kind is PAPER_CHANGED and paper.version == FIRST_VERSION:
            raise CARRIER_NUMBER.at("manifest", number=manifest.number) from problem
        raise
    says: dict[str, Json] = {
        **paper.told(),
        "step": step.name,
        "data_set": manifest.data_set,
        "body": manifest.body,
        "digest": manifest.sha256,
        "files": len(manifest.files),
        "rows": manifest.rows,
        **step.says,
    }
    entry = leaf(node, EntryKind.PROVISION_CARRIER_MOVED, step.at, step.by.said, paper.about(), says)
    await transaction.journal.append(entry)
    return moved


async def _must_be_done(transaction: Transaction, one: Carrier) -> None:
    """Make sure that nobody reads the rows any more; Problem `provision.carrier.still_read`."""
    delivery = None if one.delivery is None else await transaction.deliveries.one(one.delivery)
    if delivery is not None and delivery.state in UNENDED:
        raise STILL_READ.at()


def _seen(paper: Paper | None, who: Acting) -> tuple[Paper, Carrier]:
    if paper is None:
        raise PAPER_UNKNOWN.at()
    found = carrier_in(paper)
    hidden = found.state not in SEEN_BY_AGENCY if who.of_agency else found.manifest.body != who.actor.body
    if hidden:
        raise PAPER_UNKNOWN.at()
    return paper, found
