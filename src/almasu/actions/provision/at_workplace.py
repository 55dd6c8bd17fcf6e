"""What the gateway does at a body's workplace: let in by ticket, permit and record each exchange, cut (FMA-3.2).

A session, its seat, its account, the session of signing in, the act and the ladder are read anew for each exchange,
before it leaves and before its answer is shown; a watch reads them for all sessions several times a second.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, leaf, to_be_noted
from almasu.actions.node import Node
from almasu.actions.provision import seats
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.at_way import why_not_by_workplace
from almasu.actions.provision.materials import OF_MATERIAL
from almasu.actions.provision.sittings import (
    GOING_ON,
    KIND,
    OF_SITTING,
    KeptSitting,
    SittingState,
    end,
    keep,
    newest_look,
    opened,
    sitting_in,
    ticket_of,
)
from almasu.actions.turn_pages import of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.session import is_alive
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.look import LONGEST_TARGET, Answered, Content, Fate, Look, Wanted
from almasu.kernel.provision.material import is_open
from almasu.kernel.provision.problems_of_sitting import SITTING_ENDED
from almasu.kernel.provision.seat import Cut, Seat, Sitting, must_cut
from almasu.kernel.provision.shown.answer import shown_of
from almasu.kernel.provision.workplace_port import AskedBy
from almasu.kernel.sealing.seal import use_key
from almasu.kernel.sealing.vault import Secret
from almasu.law.problem import Problem
from almasu.law.text import Text

GATEWAY = "system:workplace"
AT_ONCE = 200
PASS_BYTES = 32
_TICK = timedelta(microseconds=1)
_OF_THE_WAY = frozenset({"provision.way.better_open", "provision.way.not_lawful", "provision.way.restricted"})


@dataclass(frozen=True, slots=True)
class Permit:
    """A session that goes on at this moment, with its seat and its person."""

    kept: KeptSitting
    seat: Seat
    person: Account

    @property
    def sitting(self) -> Sitting:
        """Return the session."""
        return self.kept.sitting


@dataclass(frozen=True, slots=True)
class Passed:
    """One exchange as it went: what was wanted, what came (None where nothing did), its fate, milliseconds.

    `answered` is what is shown of what came, `cuts` are the names that were cut from it, `told_at` the place in a page
    where that may be told.
    """

    wanted: Wanted
    answered: Answered | None
    fate: Fate
    took: int
    cuts: tuple[str, ...] = ()
    told_at: int | None = None


async def enter(node: Node, ticket: str, at: datetime) -> tuple[Permit, str]:
    """Open a session by its ticket and return it with what the browser shows from now on.

    Problem `provision.sitting.ended` for a ticket that was taken, came late, or is none.
    """
    number = _number(ticket)
    async with node.store.transaction() as transaction:
        paper = None if number is None else await transaction.papers.to_change(number, KIND)
        if paper is not None and paper.state == SittingState.WAITING and _fits(node, paper, ticket):
            going = await _going_on(node, transaction, paper, at)
            if isinstance(going, Permit):
                secret = urlsafe_b64encode(node.random(PASS_BYTES)).decode().rstrip("=")
                held = msgspec.structs.replace(going.sitting, pass_=_hash(secret), opened_at=at)
                moved = KeptSitting(paper.moved(SittingState.OPEN, at, held), held, going.person)
                await keep(node, transaction, moved, act_of(going.person), at, {})
                return Permit(moved, going.seat, going.person), f"{held.id.hex}.{secret}"
    raise SITTING_ENDED.at()


async def permitted(node: Node, shown: str, at: datetime) -> Permit:
    """Return the session of what a browser shows; one that must end is ended. Problem `provision.sitting.ended`."""
    number = _number(shown)
    async with node.store.transaction() as transaction:
        paper = None if number is None else await transaction.papers.latest(number, KIND)
        if paper is not None and paper.state == SittingState.OPEN and _known(paper, shown):
            going = await _going_on(node, transaction, paper, at)
            if isinstance(going, Permit):
                return going
            await _end(node, transaction, paper.id, going, at)
    raise SITTING_ENDED.at()


async def called(node: Node, permit: Permit, at: datetime) -> tuple[Text, Text]:
    """Return how the act in force calls the body and the set of a session; Problems of the act where it ended."""
    async with node.store.transaction() as transaction:
        acts = StoredJointActs(transaction.papers)
        under = await acts.act_in_force(permit.seat.body, permit.seat.data_set, at)
        return under.content.body_name.text(), under.data_set.name.text()


async def as_act_covers(node: Node, permit: Permit, passed: Passed, at: datetime) -> Passed:
    """Return an exchange whose answer is cut to the fields of the act in force, or is not shown at all (FMA-5)."""
    if passed.answered is None or passed.fate is not Fate.SHOWN:
        return passed
    body, data_set = permit.seat.body, permit.seat.data_set
    async with node.store.transaction() as transaction:
        try:
            under = await StoredJointActs(transaction.papers).act_in_force(body, data_set, at)
        except Problem:
            return replace(passed, answered=None, fate=Fate.CUT)
    folders, words = node.workplaces.folders(body, data_set), node.workplaces.words(body, data_set)
    # A large page is read beside the loop that serves everybody else.
    fields = under.data_set.fields
    found = await asyncio.to_thread(shown_of, passed.answered, passed.wanted, fields, folders, words)
    if found is None:
        return replace(passed, answered=replace(passed.answered, body=b""), fate=Fate.UNREADABLE)
    return replace(passed, answered=found.answered, cuts=found.cuts, told_at=found.told_at)


async def keep_look(node: Node, permit: Permit, passed: Passed, at: datetime) -> Look:
    """Record one exchange with its leaf, and return the record: its fate is CUT where the session ended meanwhile."""
    async with node.store.transaction() as transaction:
        paper = await transaction.papers.to_change(permit.sitting.id, KIND)
        fate = passed.fate
        if paper is None or paper.state != SittingState.OPEN:
            fate = Fate.CUT
        else:
            if permit.sitting.material is not None:
                # Whoever destroys the material comes before what was looked at here, or after it.
                await transaction.papers.to_change(permit.sitting.material, PaperKind.PROVISION_MATERIAL)
            going = await _going_on(node, transaction, paper, at)
            if isinstance(going, Cut):
                fate = Fate.CUT
                await end(node, transaction, await opened(transaction, paper), going, GATEWAY, at)
        last = await newest_look(transaction, permit.sitting.id)
        # Looks that go on side by side are numbered as they are recorded, each later than the one before it.
        at = at if last is None else max(at, last.at + _TICK)
        look = _record(node, permit, passed, fate, 1 if last is None else last.number + 1, at)
        look = await _sealed(transaction, permit, passed, look, at)
        found_by = {OF_SITTING: str(look.sitting)}
        if look.kept:
            found_by[OF_MATERIAL] = str(permit.sitting.material)
        held = new_paper(look.id, PaperKind.PROVISION_LOOK, fate, at, look, found_by)
        await transaction.papers.keep(held)
        says = {
            **held.told(),
            "sitting": str(look.sitting),
            "number": look.number,
            "sent": look.sent,
            "received": look.received,
            "cuts": len(look.cuts),
            "record": hashlib.sha256(msgspec.json.encode(look)).hexdigest(),
        }
        told = leaf(node, EntryKind.PROVISION_LOOKED, at, act_of(permit.person), held.about(), says)
        await transaction.journal.append(told)
        return look


async def leave(node: Node, shown: str, at: datetime) -> None:
    """End the session of what a browser shows, as its person wants."""
    permit = await permitted(node, shown, at)
    async with node.store.transaction() as transaction:
        await _end(node, transaction, permit.sitting.id, Cut.LEFT, at, act_of(permit.person))


async def why_ended(node: Node, shown: str) -> Cut | None:
    """Return why the session of a number that a browser shows ended; None where it is unknown or goes on."""
    number = _number(shown)
    async with node.store.transaction() as transaction:
        paper = None if number is None else await transaction.papers.latest(number, KIND)
        return None if paper is None else sitting_in(paper).why


async def watch(node: Node, at: datetime) -> frozenset[UUID]:
    """End every session that must end, and return the numbers of those that are open and go on."""
    going_on: set[UUID] = set()
    over: list[tuple[UUID, Cut]] = []
    async with node.store.transaction() as transaction:
        place, more = None, True
        while more:
            papers = await transaction.papers.in_states(KIND, list(GOING_ON), place, AT_ONCE)
            for paper in papers:
                going = await _going_on(node, transaction, paper, at)
                if isinstance(going, Cut):
                    over.append((paper.id, going))
                elif paper.state == SittingState.OPEN:
                    going_on.add(paper.id)
            more = len(papers) == AT_ONCE
            place = of_paper(papers[-1]) if papers else None
    for number, why in over:
        async with node.store.transaction() as transaction:
            await _end(node, transaction, number, why, at)
    return frozenset(going_on)


def asked_by(node: Node, permit: Permit) -> AskedBy:
    """Return for whom an application is asked: the same pseudonym at one body always, another at each."""
    key = use_key(node.vault.secret(Secret.FORMS), "workplace-person")
    said = f"{permit.person.id}/{permit.seat.body}".encode()
    pseudonym = hmac.digest(key, said, "sha256").hex()[:24]
    return AskedBy(pseudonym, permit.person.role.value, permit.sitting.id)


async def _going_on(node: Node, transaction: Transaction, paper: Paper, at: datetime) -> Permit | Cut:
    """Return the permit of a session that may go on, or why it must end."""
    sitting = sitting_in(paper)
    # A block ends the sessions of signing in: read before the account, one that it ended is never told as left.
    still_in = await _still_in(transaction, sitting, at)
    seat_paper = await transaction.papers.latest(sitting.seat, seats.KIND)
    person = await transaction.accounts.with_id(sitting.person)
    if seat_paper is None or person is None:
        return Cut.BLOCKED
    seat = msgspec.json.decode(seat_paper.data, type=seats.Held).seat
    no = await why_not_by_workplace(node, transaction, seat.body, seat.data_set, at)
    by_way = no is None or no.kind.code not in _OF_THE_WAY
    why = must_cut(sitting, seat, at, lawful=by_way, blocked=person.state.shut)
    if why is None and no is not None:
        why = Cut.ACT_ENDED
    if why is None and not await _material_stands(transaction, sitting, at):
        why = Cut.MATERIAL_ENDED
    if why is None and not still_in:
        why = Cut.LEFT
    return why or Permit(KeptSitting(paper, sitting, person), seat, person)


async def _material_stands(transaction: Transaction, sitting: Sitting, at: datetime) -> bool:
    """Tell whether what is seen can be kept still, where it is kept at all."""
    if sitting.material is None:
        return True
    paper = await transaction.papers.latest(sitting.material, PaperKind.PROVISION_MATERIAL)
    return paper is not None and is_open(paper, at)


async def _still_in(transaction: Transaction, sitting: Sitting, at: datetime) -> bool:
    """Tell whether the session of signing in, in which the workplace was opened, is alive."""
    session = await transaction.sessions.one(bytes.fromhex(sitting.entry))
    return session is not None and is_alive(session, at)


async def _end(node: Node, transaction: Transaction, number: UUID, why: Cut, at: datetime, by: str = GATEWAY) -> None:
    paper = await transaction.papers.to_change(number, KIND)
    if paper is not None and paper.state in GOING_ON:
        await end(node, transaction, await opened(transaction, paper), why, by, at)


def _record(node: Node, permit: Permit, passed: Passed, fate: Fate, number: int, at: datetime) -> Look:
    wanted, answered = passed.wanted, passed.answered
    body = b"" if answered is None else answered.body
    return Look(
        id=node.new_id(),
        sitting=permit.sitting.id,
        number=number,
        at=at,
        method=wanted.method[:10],
        path=wanted.target[:LONGEST_TARGET],
        fate=fate,
        status=0 if answered is None else answered.status,
        sent=len(wanted.body),
        received=len(body),
        sent_sha256=hashlib.sha256(wanted.body).hexdigest(),
        received_sha256=hashlib.sha256(body).hexdigest(),
        kind="" if answered is None else answered.kind[:100],
        took=passed.took,
        salt=node.random(32),
        cuts=passed.cuts,
    )


async def _sealed(transaction: Transaction, permit: Permit, passed: Passed, look: Look, at: datetime) -> Look:
    """Keep the content under the material of the session where it has one; the session's activity is noted."""
    entry = bytes.fromhex(permit.sitting.entry)
    session = await transaction.sessions.one(entry)
    if session is not None and to_be_noted(session, at):
        await transaction.sessions.touch(entry, at)
    material = permit.sitting.material
    if material is None or passed.answered is None or look.fate is not Fate.SHOWN:
        return look
    content = msgspec.json.encode(Content(passed.wanted.body, passed.answered.body, passed.answered.kind))
    await transaction.contents.keep(look.id, material, content, at)
    return msgspec.structs.replace(look, kept=True)


def _number(shown: str) -> UUID | None:
    """Return the number that a ticket or a pass begins with, None where it is none."""
    head = shown.partition(".")[0]
    try:
        return UUID(hex=head) if len(head) == 32 else None
    except ValueError:
        return None


def _fits(node: Node, paper: Paper, ticket: str) -> bool:
    return hmac.compare_digest(ticket_of(node, sitting_in(paper)).encode(), ticket.encode())


def _known(paper: Paper, shown: str) -> bool:
    return hmac.compare_digest(sitting_in(paper).pass_.encode(), _hash(shown.partition(".")[2]).encode())


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
