"""Seats at a body's automated workplace: issued to one officer for a term, taken back at once, ended by time (FMA-3.2).

A seat is issued only while the workplace is the lawful way of its set, and names the proofs that integration is
impossible. It ends by itself with its term.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, law_of, prepared_by, signing
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.bodies import unkept_now
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.sign_act import signed_act, told_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page, Place
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.parties.account import Account, Role
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_seats import ISSUE_SEAT, REVOKE_SEAT, SEE_SEATS
from almasu.kernel.provision.ladder import Ladder, must_carry
from almasu.kernel.provision.parties import Duty, Side
from almasu.kernel.provision.problems import WORDS_NEEDED
from almasu.kernel.provision.problems_of_asking import NO_SUCH_OFFICER
from almasu.kernel.provision.problems_of_handing import WRONG_STATE
from almasu.kernel.provision.seat import LEAST_WORDS, Seat, issued, revoked
from almasu.kernel.provision.transfer import facts_of, must_be_lawful
from almasu.kernel.provision.way import Way
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.subjects.iin import read_iin
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.text import Text
from almasu.law.typed import Typed

OF_BODY, OF_PERSON = "body", "person"
KIND, SYSTEM, AT_ONCE = PaperKind.PROVISION_SEAT, "system:provision", 50
ISSUING = Text(
    kk="Агенттік қызметкеріне органның АЖО-сына «{data_set}» жиыны бойынша рұқсат беремін: {name}, {until} дейін.",
    ru="Выдаю работнику Агентства доступ к АРМ органа по набору «{data_set}»: {name}, до {until}.",
    en="I issue to a worker of the Agency a seat at the body's workplace, set “{data_set}”: {name}, until {until}.",
)
"""Whoever signs reads whose number it was that they typed."""
TAKING_BACK = Text(
    kk="АЖО-ға рұқсатты қайтарып аламын: {name}, «{data_set}» жиыны.",
    ru="Отзываю доступ к АРМ: {name}, набор «{data_set}».",
    en="I take the seat at the workplace back: {name}, set “{data_set}”.",
)


class SeatState(StrEnum):
    """Where a seat stands."""

    ISSUED = "issued"
    REVOKED = "revoked"
    ENDED = "ended"


class Form(Typed, frozen=True):
    """A seat as a body issues it: at which set, to the officer of which IIN, until when, and why.

    `keeps` tells that what is seen is kept under a material of the officer, `uploads` that files may be sent there.
    """

    data_set: str
    iin: str
    until: datetime
    why: str
    keeps: bool = False
    uploads: bool = False


class Back(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A seat to be taken back, and why."""

    seat: UUID
    why: str


class Held(msgspec.Struct, frozen=True):
    """What the paper of a seat says: the seat, the verdicts of the rules, why it was taken back."""

    seat: Seat
    verdicts: Mapping[str, str]
    back: str = ""


@dataclass(frozen=True, slots=True)
class KeptSeat:
    """A seat with the paper that holds it, and the officer it was issued to."""

    paper: Paper
    held: Held
    person: Account | None

    @property
    def state(self) -> SeatState:
        """Return where it stands."""
        return SeatState(self.paper.state)

    @property
    def name(self) -> str:
        """Return whose it is."""
        return str(self.held.seat.person) if self.person is None else self.person.person.full_name()


async def prepare_seat(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the act that issues a seat.

    Problems: `provision.act.*`, `provision.way.*`, `subject.identity_number.*`, `provision.seat.person`,
    `provision.seat.term`, `provision.words_needed`, `provision.transfer.refused`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, ISSUE_SEAT, at)
        _, person = await _weighed(node, transaction, who, form, UUID(int=0), at)
        body: dict[str, Json] = msgspec.to_builtins(form)
        until = f"{in_astana(form.until):%d.%m.%Y %H:%M}"
        said = ISSUING.filled(data_set=form.data_set, name=person.person.full_name(), until=until)
        return await prepared_by(node, transaction, who, Meant(ActPurpose.PROVISION_SEAT, body, said), at)


async def issue_seat(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptSeat:
    """Keep the seat that was signed: everything is weighed anew in the transaction that keeps it."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_SEAT, cms, at)
    form = msgspec.convert(signed.body, Form)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, ISSUE_SEAT, at)
        held, person = await _weighed(node, transaction, who, form, signed.act.id, at)
        found_by = {OF_BODY: held.seat.body, OF_PERSON: str(held.seat.person)}
        paper = new_paper(held.seat.id, KIND, SeatState.ISSUED, at, held, found_by, held.seat.until)
        says: dict[str, Json] = {
            **told_of(node, signed),
            "data_set": held.seat.data_set,
            "proofs": [str(one) for one in held.seat.proofs],
            "verdicts": dict(held.verdicts),
        }
        return await _keep(node, transaction, KeptSeat(paper, held, person), who.said, at, says)


async def prepare_back(node: Node, token: str, form: Back, at: datetime) -> PreparedAct:
    """Build the act that takes a seat back; Problems `paper.unknown`, `provision.handing.state`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, REVOKE_SEAT, at)
        one = await _to_take_back(transaction, who, form)
        body: dict[str, Json] = msgspec.to_builtins(form)
        said = TAKING_BACK.filled(data_set=one.held.seat.data_set, name=one.name)
        return await prepared_by(node, transaction, who, Meant(ActPurpose.PROVISION_SEAT_BACK, body, said), at)


async def revoke_seat(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptSeat:
    """Take the seat back that the signed act names."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_SEAT_BACK, cms, at)
    form = msgspec.convert(signed.body, Back)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, REVOKE_SEAT, at)
        one = await _to_take_back(transaction, who, form)
        held = msgspec.structs.replace(one.held, seat=revoked(one.held.seat, who.actor, at), back=form.why.strip())
        after = KeptSeat(one.paper.moved(SeatState.REVOKED, at, held), held, one.person)
        return await _keep(node, transaction, after, who.said, at, told_of(node, signed))


async def end_seats(node: Node, at: datetime) -> int:
    """Note of each seat whose term is over that it ended, and return how many."""
    async with node.store.transaction() as transaction:
        over = await transaction.papers.due(KIND, at, AT_ONCE, [SeatState.ISSUED])
        for paper in over:
            held = msgspec.json.decode(paper.data, type=Held)
            after = KeptSeat(paper.moved(SeatState.ENDED, at, held), held, None)
            await _keep(node, transaction, after, SYSTEM, at, {})
    return len(over)


async def seats(node: Node, token: str, after: str, most: int, at: datetime) -> Page[KeptSeat]:
    """Return the seats that somebody may know of: of their body, issued to them, or all for the Agency's head."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SEATS, at)
        pages = listing(node, str(who.actor.account), Collection.PROVISION_SEATS)
        found = await within_reach(transaction, who, KIND, list(SeatState), pages.place(after), most + 1)
        cut = pages.cut(found, most, of_paper)
        return Page([await _opened(transaction, paper) for paper in cut.items], cut.after)


async def within_reach(
    transaction: Transaction, who: Acting, kind: PaperKind, states: Sequence[str], place: Place | None, most: int
) -> Sequence[Paper]:
    """Return papers of seats that somebody may know of: all for the Agency's head, of one's body, or one's own."""
    if who.actor.duty is Duty.HEAD_OF_AGENCY:
        return await transaction.papers.in_states(kind, states, place, most)
    of_body = who.actor.side is Side.BODY
    name, value = (OF_BODY, who.actor.body) if of_body else (OF_PERSON, str(who.actor.account))
    return await transaction.papers.found(kind, name, value, place, most)


async def seat(node: Node, token: str, number: UUID, at: datetime) -> KeptSeat:
    """Return one seat; Problem `paper.unknown` for what is foreign or missing."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_SEATS, at)
        return await known_seat(transaction, who, number)


async def _weighed(
    node: Node, transaction: Transaction, who: Acting, form: Form, number: UUID, at: datetime
) -> tuple[Held, Account]:
    """Return a seat that may be issued now with its officer."""
    under = await StoredJointActs(transaction.papers).act_in_force(who.actor.body, form.data_set, at)
    ladder = await KeptLadders(node, transaction).way_now(who.actor.body, form.data_set, at)
    must_carry(ladder, Way.WORKPLACE, at)
    person = await transaction.accounts.with_iin(read_iin(form.iin, "iin").value)
    if person is None or person.role is not Role.AGENCY_OFFICER or person.state.shut:
        raise NO_SUCH_OFFICER.at("iin")
    made = issued(
        Seat(
            number,
            who.actor.body,
            form.data_set,
            person.id,
            form.why.strip(),
            who.actor.account,
            at,
            form.until,
            _against_integration(ladder, at),
            keeps=form.keeps,
            uploads=form.uploads,
        ),
        who.actor,
    )
    unkept = await unkept_now(transaction, who.actor.body, at)
    facts = facts_of(under, ladder, under.content.purposes[0].value, at, unkept=unkept)
    return Held(made, must_be_lawful(law_of(node).judged("transferred", facts))), person


def _against_integration(ladder: Ladder, at: datetime) -> tuple[UUID, ...]:
    return tuple(one.id for one in ladder.proofs if one.way is Way.INTEGRATION and one.stands(at))


async def _to_take_back(transaction: Transaction, who: Acting, form: Back) -> KeptSeat:
    if len(form.why.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("why")
    one = await known_seat(transaction, who, form.seat, lock=True)
    if one.state is not SeatState.ISSUED:
        raise WRONG_STATE.at("seat")
    return one


async def known_seat(transaction: Transaction, who: Acting, number: UUID, *, lock: bool = False) -> KeptSeat:
    """Return a seat that whoever acts may know of; Problem `paper.unknown` for what is foreign or missing."""
    papers = transaction.papers
    paper = await (papers.to_change(number, KIND) if lock else papers.latest(number, KIND))
    if paper is None:
        raise PAPER_UNKNOWN.at()
    one = await _opened(transaction, paper)
    if who.actor.side is Side.BODY:
        known = one.held.seat.body == who.actor.body
    else:
        known = who.actor.duty is Duty.HEAD_OF_AGENCY or one.held.seat.person == who.actor.account
    if not known:
        raise PAPER_UNKNOWN.at()
    return one


async def _opened(transaction: Transaction, paper: Paper) -> KeptSeat:
    held = msgspec.json.decode(paper.data, type=Held)
    return KeptSeat(paper, held, await transaction.accounts.with_id(held.seat.person))


async def _keep(
    node: Node, transaction: Transaction, one: KeptSeat, by: str, at: datetime, says: Mapping[str, Json]
) -> KeptSeat:
    await transaction.papers.keep(one.paper)
    told = {**one.paper.told(), "body": one.held.seat.body, **says}
    await transaction.journal.append(leaf(node, EntryKind.PROVISION_SEAT_MOVED, at, by, one.paper.about(), told))
    return one
