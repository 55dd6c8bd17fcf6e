"""Tell the operator's command line what the Agreement says of a request or an offer; it is a leaf (CIS-8.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.interstate import cases, offers_kept
from almasu.actions.interstate.directory import directory_of, system_of
from almasu.kernel.grounds.decision import verdict_word
from almasu.kernel.interstate.case import Case
from almasu.kernel.interstate.clocks import Clock, clocks_of, clocks_of_offer
from almasu.kernel.interstate.port import InterstateLaw
from almasu.kernel.interstate.sending import Sending
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.ports import Store, Transaction
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.rule import Finding


@dataclass(frozen=True, slots=True)
class Explaining:
    """What an explanation needs of a node: where papers are kept, its law, fresh secure bytes, who asks."""

    store: Store
    law: InterstateLaw
    random: Callable[[int], bytes]
    actor: str


@dataclass(frozen=True, slots=True)
class Explained:
    """What every rule says of a request on the day it was sent, and its clocks; of an offer the clock alone.

    No body, no subject and no word of what is asked is in it (CIS-8.4).
    """

    findings: tuple[Finding, ...]
    clocks: tuple[Clock, ...]


async def explain_request(explaining: Explaining, number: UUID, at: datetime) -> Explained:
    """Return what the law says of a request or an offer kept under a number; Problem `paper.unknown`."""
    async with explaining.store.transaction() as transaction:
        paper = await transaction.papers.latest(number, PaperKind.CIS_CASE)
        offered = await transaction.papers.latest(number, PaperKind.CIS_OFFER) if paper is None else None
        if paper is not None:
            case = cases.read(paper).case
            found = Explained(await _findings(explaining.law, transaction, case, at), clocks_of(case))
        elif offered is not None:
            paper, offer = offered, offers_kept.read(offered).kept.offer
            found = Explained((), clocks_of_offer(offer))
        else:
            raise PAPER_UNKNOWN.at("REQUEST")
        says: dict[str, Json] = {"explained": {one.rule_id: verdict_word(one.verdict) for one in found.findings}}
        kind = EntryKind.CIS_CASE_VIEWED
        entry = Entry(kind, at, explaining.actor, paper.about(), says, explaining.random(32))
        await transaction.journal.append(entry)
        return found


async def _findings(law: InterstateLaw, transaction: Transaction, case: Case, at: datetime) -> tuple[Finding, ...]:
    """Judge a request on the day it was signed, by the directory and the cards as they are known now."""
    asked, signed = case.asked, case.sent
    sending = Sending(
        asked=asked,
        day=in_astana(at if signed is None else signed.at).date(),
        directory=await directory_of(law, transaction),
        channel=case.channel,
        stamps=case.stamps,
        signed=signed is not None,
        system=await system_of(law, transaction, asked.system) if asked.system else None,
    )
    return tuple(law.judged(sending))
