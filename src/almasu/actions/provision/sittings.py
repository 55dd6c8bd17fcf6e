"""Sessions at a body's workplace: begun under a seat, listed for both sides, ended by hand (FMA-3.2).

Whoever sat down gets a ticket for their browser; the gateway takes it once and within a minute. What happens behind the
gateway is in `at_workplace`, what was seen in `looks`.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.at_way import why_not_by_workplace
from almasu.actions.provision.materials import OF_MATERIAL, own_open
from almasu.actions.provision.seats import OF_BODY, OF_PERSON, known_seat, within_reach
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_seats import END_SITTING, SEE_SITTINGS, USE_SEAT
from almasu.kernel.provision.look import Look
from almasu.kernel.provision.parties import Duty, Side
from almasu.kernel.provision.problems_of_handing import WRONG_STATE
from almasu.kernel.provision.problems_of_sitting import MATERIAL_NEEDED, NOT_CONNECTED
from almasu.kernel.provision.seat import Cut, Seat, Sitting, cut, sat_down
from almasu.kernel.sealing.seal import use_key
from almasu.kernel.sealing.vault import Secret
from almasu.law.canonical import Json

KIND, AT_ONCE = PaperKind.PROVISION_SITTING, 50
OF_SITTING = "sitting"
"""The name under which the looks of a session are found."""


class SittingState(StrEnum):
    """Where a session stands."""

    WAITING = "waiting"
    """Its ticket was given out and not taken yet."""
    OPEN = "open"
    ENDED = "ended"


GOING_ON = (SittingState.WAITING, SittingState.OPEN)


@dataclass(frozen=True, slots=True)
class KeptSitting:
    """A session with the paper that holds it, and whose it is."""

    paper: Paper
    sitting: Sitting
    person: Account | None
    looks: int = 0

    @property
    def state(self) -> SittingState:
        """Return where it stands."""
        return SittingState(self.paper.state)


async def sit_down(node: Node, token: str, seat: UUID, material: UUID | None, at: datetime) -> tuple[KeptSitting, str]:
    """Begin a session under the caller's own seat and return it with its ticket; one that goes on is ended first.

    Problems: `paper.unknown`, `provision.handing.state`, `provision.way.*`, `provision.act.*`,
    `provision.transfer.refused`, `provision.sitting.not_connected`, `.material`, `provision.material.absent`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, USE_SEAT, at)
        held = (await known_seat(transaction, who, seat, lock=True)).held.seat
        begun = sat_down(node.new_id(), held, who.actor, at)
        no = await why_not_by_workplace(node, transaction, held.body, held.data_set, at)
        if no is not None:
            raise no
        if not node.workplaces.home(held.body, held.data_set):
            raise NOT_CONNECTED.at("seat")
        for other in await _going_on(transaction, held):
            await end(node, transaction, other, Cut.LEFT, who.said, at)
        begun = msgspec.structs.replace(
            begun,
            edition=node.law.edition_at(at),
            entry=who.person.session.token_hash.hex(),
            material=await _material(transaction, who, held, material, at),
        )
        found_by = {OF_BODY: held.body, OF_PERSON: str(held.person), "seat": str(held.id)}
        if begun.material is not None:
            found_by[OF_MATERIAL] = str(begun.material)
        paper = new_paper(begun.id, KIND, SittingState.WAITING, at, begun, found_by)
        kept = KeptSitting(paper, begun, who.person.account)
        await keep(node, transaction, kept, who.said, at, {"edition": begun.edition, "keeps": held.keeps})
        return kept, ticket_of(node, begun)


async def sittings(node: Node, token: str, after: str, most: int, at: datetime) -> Page[KeptSitting]:
    """Return the sessions that somebody may know of: at their body, their own, or all for the Agency's head."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SITTINGS, at)
        pages = listing(node, str(who.actor.account), Collection.PROVISION_SITTINGS)
        found = await within_reach(transaction, who, KIND, list(SittingState), pages.place(after), most + 1)
        cut_off = pages.cut(found, most, of_paper)
        return Page([await opened(transaction, paper) for paper in cut_off.items], cut_off.after)


async def sitting(node: Node, token: str, number: UUID, at: datetime) -> tuple[KeptSitting, str]:
    """Return one session, with its ticket for whoever may still open it; the leaf says that it was looked at.

    Problem `paper.unknown` for what is foreign or missing.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SITTINGS, at)
        one = await known_sitting(transaction, who, number)
        told = leaf(node, EntryKind.PROVISION_SITTING_VIEWED, at, who.said, one.paper.about())
        await transaction.journal.append(told)
        here = one.state is SittingState.WAITING and one.sitting.entry == who.person.session.token_hash.hex()
        return one, ticket_of(node, one.sitting) if here else ""


async def end_by_hand(node: Node, token: str, number: UUID, at: datetime) -> KeptSitting:
    """End a session that goes on; Problems `paper.unknown`, `provision.handing.state`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, END_SITTING, at)
        one = await known_sitting(transaction, who, number, lock=True)
        if one.state is SittingState.ENDED:
            raise WRONG_STATE.at("sitting")
        why = Cut.LEFT if one.sitting.person == who.actor.account else Cut.STOPPED
        return await end(node, transaction, one, why, who.said, at)


async def known_sitting(transaction: Transaction, who: Acting, number: UUID, *, lock: bool = False) -> KeptSitting:
    """Return a session that whoever acts may know of; Problem `paper.unknown` for what is foreign or missing."""
    papers = transaction.papers
    paper = await (papers.to_change(number, KIND) if lock else papers.latest(number, KIND))
    if paper is None:
        raise PAPER_UNKNOWN.at()
    one = await opened(transaction, paper)
    if who.actor.side is Side.BODY:
        known = one.sitting.body == who.actor.body
    else:
        known = who.actor.duty is Duty.HEAD_OF_AGENCY or one.sitting.person == who.actor.account
    if not known:
        raise PAPER_UNKNOWN.at()
    return one


async def opened(transaction: Transaction, paper: Paper) -> KeptSitting:
    """Return what a paper of a session holds, with how many looks it has."""
    held = sitting_in(paper)
    looks = held.looks if paper.state == SittingState.ENDED else await looks_of(transaction, held.id)
    return KeptSitting(paper, held, await transaction.accounts.with_id(held.person), looks)


def sitting_in(paper: Paper) -> Sitting:
    """Return the session that a paper holds."""
    return msgspec.json.decode(paper.data, type=Sitting)


async def looks_of(transaction: Transaction, number: UUID) -> int:
    """Return how many looks a session has: they are numbered from one."""
    newest = await newest_look(transaction, number)
    return 0 if newest is None else newest.number


async def newest_look(transaction: Transaction, number: UUID) -> Look | None:
    """Return the last look of a session, None where it has none."""
    found = await transaction.papers.found(PaperKind.PROVISION_LOOK, OF_SITTING, str(number), None, 1)
    return msgspec.json.decode(found[0].data, type=Look) if found else None


async def end(node: Node, transaction: Transaction, one: KeptSitting, why: Cut, by: str, at: datetime) -> KeptSitting:
    """Keep a session ended, with its leaf."""
    looks = await looks_of(transaction, one.sitting.id)
    held = msgspec.structs.replace(cut(one.sitting, why, at), looks=looks, pass_="")
    after = KeptSitting(one.paper.moved(SittingState.ENDED, at, held), held, one.person, looks)
    return await keep(node, transaction, after, by, at, {"why": why.value, "looks": looks})


async def keep(
    node: Node, transaction: Transaction, one: KeptSitting, by: str, at: datetime, says: Mapping[str, Json]
) -> KeptSitting:
    """Keep a version of a session with its leaf."""
    await transaction.papers.keep(one.paper)
    told = {**one.paper.told(), "seat": str(one.sitting.seat), "body": one.sitting.body, **says}
    await transaction.journal.append(leaf(node, EntryKind.PROVISION_SITTING_MOVED, at, by, one.paper.about(), told))
    return one


def ticket_of(node: Node, sitting: Sitting) -> str:
    """Return what opens a session once: its number, and what only this node can make of it."""
    key = use_key(node.vault.secret(Secret.FORMS), "workplace")
    mac = hmac.digest(key, sitting.id.bytes + bytes.fromhex(sitting.entry), "sha256")
    return f"{sitting.id.hex}.{urlsafe_b64encode(mac).decode().rstrip('=')}"


async def _going_on(transaction: Transaction, seat: Seat) -> list[KeptSitting]:
    found = await transaction.papers.found(KIND, "seat", str(seat.id), None, AT_ONCE, list(GOING_ON))
    locked = [await transaction.papers.to_change(paper.id, KIND) for paper in found]
    return [await opened(transaction, paper) for paper in locked if paper is not None and paper.state in GOING_ON]


async def _material(
    transaction: Transaction, who: Acting, seat: Seat, material: UUID | None, at: datetime
) -> UUID | None:
    """Return what the contents of a session are kept under: a material where the seat keeps them, nothing else."""
    if not seat.keeps:
        return None
    if material is None:
        raise MATERIAL_NEEDED.at("material")
    return (await own_open(transaction, who, material, at)).paper.id
