"""Take what another node tells of consultations and legal acts (CIS-12, CIS-14)."""

from __future__ import annotations

from uuid import UUID, uuid5

from almasu.actions.interstate.acting import law_of, peer_of, vouched
from almasu.actions.interstate.consult import OF_BODY, KeptConsultation, keep, read
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.file_act import RECEIVED, FiledAct, keep_act
from almasu.actions.interstate.take_offers import Heard
from almasu.actions.node import Node
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.consulting import Consultation, answered, minuted, must_invite
from almasu.kernel.interstate.legal_acts import must_be_card
from almasu.kernel.interstate.parcels import (
    AnswersConsultation,
    GivesAct,
    Invites,
    OfConsultation,
    SignsMinutes,
)
from almasu.kernel.interstate.problems import NOT_ASKED_HERE, NOT_IN_FORCE
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.law.moment import in_astana


async def take(node: Node, transaction: Transaction, heard: Heard, parcel: OfConsultation) -> None:
    """Take it; Problems `cis.not_asked_here`, `paper.unknown`, `cis.ended`, `cis.value`."""
    match parcel:
        case Invites():
            await _invited(node, transaction, heard, parcel)
        case AnswersConsultation() | SignsMinutes():
            await _moved(node, transaction, heard, parcel)
        case GivesAct():
            await _given(node, transaction, heard, parcel)


async def _invited(node: Node, transaction: Transaction, heard: Heard, parcel: Invites) -> None:
    one, directory = parcel.consultation, heard.directory
    theirs, ours = named(directory, one.inviting, "inviting"), named(directory, one.invited, "invited")
    if peer_of(theirs) != heard.peer or peer_of(ours) != law_of(node).state:
        raise NOT_ASKED_HERE.at("invited")
    if not directory.lets_exchange(theirs, ours, in_astana(heard.at).date()):
        raise NOT_IN_FORCE.at("inviting")
    number, keys = incoming(one.inviting, one.number), {OF_BODY: ours.id}
    kind, state = PaperKind.CIS_CONSULTATION, one.state.value
    paper = new_paper(number, kind, state, heard.at, must_invite(one), keys)
    await keep(node, transaction, paper, heard.said, "invited", vouched(parcel.attested))


async def _moved(
    node: Node, transaction: Transaction, heard: Heard, parcel: AnswersConsultation | SignsMinutes
) -> None:
    by = parcel.by if isinstance(parcel, SignsMinutes) else ""
    kept, theirs = await _known(transaction, heard, parcel.number, by)
    after = _after(kept.consultation, parcel, theirs, heard)
    paper = kept.paper.moved(after.state.value, heard.at, after)
    await keep(node, transaction, paper, heard.said, type(parcel).__name__.lower(), vouched(parcel.attested))


def _after(one: Consultation, parcel: AnswersConsultation | SignsMinutes, by: str, heard: Heard) -> Consultation:
    match parcel:
        case AnswersConsultation():
            return answered(one, by, parcel.reason, agrees=parcel.agrees)
        case SignsMinutes():
            return minuted(one, parcel.minutes, by, parcel.attested.act, heard.at)


async def _known(transaction: Transaction, heard: Heard, number: UUID, by: str) -> tuple[KeptConsultation, str]:
    """Return a consultation of a body of the peer with one of ours, locked, and the peer's; `paper.unknown` else.

    `by` is the body that says to have acted, empty where only the invited one can: of two at one node each has a copy.
    """
    theirs = {one.id for one in heard.directory.bodies if peer_of(one) == heard.peer}
    for candidate in (number, *(incoming(one, number) for one in sorted(theirs))):
        paper = await transaction.papers.to_change(candidate, PaperKind.CIS_CONSULTATION)
        if paper is not None:
            kept = read(paper)
            if kept.other in theirs and by in ("", kept.other):
                return kept, kept.other
    raise PAPER_UNKNOWN.at()


async def _given(node: Node, transaction: Transaction, heard: Heard, parcel: GivesAct) -> None:
    by = named(heard.directory, parcel.by, "by")
    if peer_of(by) != heard.peer:
        raise NOT_ASKED_HERE.at("by")
    day = in_astana(heard.at).date()
    if not by.stands_on(day) or (by.party and not heard.directory.binds(by.party, day)):
        raise NOT_IN_FORCE.at("by")
    number = uuid5(UUID(int=0), f"cis/act/{heard.peer}/{parcel.attested.act}")
    filed = FiledAct(must_be_card(parcel.act), by.id, heard.at)
    paper = new_paper(number, PaperKind.CIS_ACT, RECEIVED, heard.at, filed, {})
    await keep_act(node, transaction, paper, heard.said, vouched(parcel.attested))
