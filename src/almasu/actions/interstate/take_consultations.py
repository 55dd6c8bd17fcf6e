"""Take what another node tells of consultations and legal acts (CIS-12, CIS-14)."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID, uuid5

from msgspec.structs import replace

from almasu.actions.interstate.acting import law_of, peer_of, vouched
from almasu.actions.interstate.came import Came
from almasu.actions.interstate.consult import OF_BODY, KeptConsultation, keep, read
from almasu.actions.interstate.directory import named
from almasu.actions.interstate.file_act import RECEIVED, FiledAct, keep_act
from almasu.actions.interstate.own_paper import own_paper
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
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.law.moment import in_astana
from almasu.law.problem import Problem


async def take(node: Node, transaction: Transaction, came: Came, parcel: OfConsultation) -> None:
    """Take it; Problems `cis.not_asked_here`, `paper.unknown`, `cis.ended`, `cis.value`."""
    match parcel:
        case Invites():
            await _invited(node, transaction, came, parcel)
        case AnswersConsultation() | SignsMinutes():
            await _moved(node, transaction, came, parcel)
        case GivesAct():
            await _given(node, transaction, came, parcel)


async def _invited(node: Node, transaction: Transaction, came: Came, parcel: Invites) -> None:
    one, directory = parcel.consultation, came.directory
    theirs, ours = named(directory, one.inviting, "inviting"), named(directory, one.invited, "invited")
    if peer_of(theirs) != came.peer or peer_of(ours) != law_of(node).state:
        raise NOT_ASKED_HERE.at("invited")
    if not directory.lets_exchange(theirs, ours, in_astana(came.at).date()):
        raise NOT_IN_FORCE.at("inviting")
    one = replace(must_invite(one), channel=came.channel)
    number, keys = incoming(one.inviting, one.number), {OF_BODY: ours.id}
    paper = new_paper(number, PaperKind.CIS_CONSULTATION, one.state.value, came.entered_at, one, keys)
    await keep(node, transaction, paper, came.said, "invited", vouched(parcel.attested))


async def _moved(node: Node, transaction: Transaction, came: Came, parcel: AnswersConsultation | SignsMinutes) -> None:
    by = parcel.by if isinstance(parcel, SignsMinutes) else ""
    kept, theirs = await _known(transaction, came, parcel.number, by)
    after = _after(kept.consultation, parcel, theirs, came)
    paper = kept.paper.moved(after.state.value, came.entered_at, after)
    await keep(node, transaction, paper, came.said, type(parcel).__name__.lower(), vouched(parcel.attested))


def _after(one: Consultation, parcel: AnswersConsultation | SignsMinutes, by: str, came: Came) -> Consultation:
    match parcel:
        case AnswersConsultation():
            return answered(one, by, parcel.reason, agrees=parcel.agrees)
        case SignsMinutes():
            return minuted(one, parcel.minutes, by, parcel.attested.act, came.at)


async def _known(transaction: Transaction, came: Came, number: UUID, by: str) -> tuple[KeptConsultation, str]:
    """Return a consultation of a body of the peer with one of ours, locked, and the peer's; `paper.unknown` else.

    `by` is the body that says to have acted, empty where only the invited one can: of two at one node each has a copy.
    """
    theirs = {one.id for one in came.directory.bodies if peer_of(one) == came.peer}

    def is_own(paper: Paper) -> bool:
        other = read(paper).other
        return other in theirs and by in ("", other)

    for candidate in (number, *(incoming(one, number) for one in sorted(theirs))):
        with suppress(Problem):
            kept = read(await own_paper(transaction, candidate, PaperKind.CIS_CONSULTATION, is_own, lock=True))
            return kept, kept.other
    raise PAPER_UNKNOWN.at()


async def _given(node: Node, transaction: Transaction, came: Came, parcel: GivesAct) -> None:
    by = named(came.directory, parcel.by, "by")
    if peer_of(by) != came.peer:
        raise NOT_ASKED_HERE.at("by")
    day = in_astana(came.at).date()
    if not by.stands_on(day) or (by.party and not came.directory.binds(by.party, day)):
        raise NOT_IN_FORCE.at("by")
    filed = FiledAct(must_be_card(parcel.act), by.id, came.at, came.carrier)
    paper = new_paper(number_given(came.peer, parcel), PaperKind.CIS_ACT, RECEIVED, came.entered_at, filed, {})
    await keep_act(node, transaction, paper, came.said, vouched(parcel.attested))


def number_given(peer: str, parcel: GivesAct) -> UUID:
    """Return the number here of a legal act that a body of a peer told of by a signed act: that one is kept once."""
    return uuid5(UUID(int=0), f"cis/act/{peer}/{parcel.attested.act}")
