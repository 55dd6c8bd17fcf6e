"""What our own records say of a draft: hits of an earlier step, who the subject is to the asker, the head's signature.

Looked up while the request is composed. What was found of ties is signed with it, so that sending a plain request
reads nothing anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import Entered
from almasu.actions.operating.announce_works import downtime_at
from almasu.kernel.answers import SubjectKey
from almasu.kernel.grounds.asked import Downtime, Tie
from almasu.kernel.grounds.countersignature import CountersignatureState, countersignature_says
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.relations.facts import Fact
from almasu.kernel.relations.near import Asking, ties_to
from almasu.kernel.relations.oneself import means_oneself
from almasu.kernel.requests.draft import Draft
from almasu.kernel.requests.request import QuestionState
from almasu.kernel.resources import KeyKind
from almasu.law.moment import in_astana


@dataclass(frozen=True, slots=True)
class Known:
    """`hits` are registers in which the earlier request found a record, `ties` what the subject is to the asker.

    `downtime` is told while a request is composed, and again when it is sent: announced works that close the exchange.
    """

    hits: frozenset[int] = frozenset()
    ties: tuple[Tie, ...] = ()
    countersigned: bool = False
    downtime: Downtime | None = None


NOTHING_KNOWN = Known()


async def known_of(
    transaction: Transaction, person: Entered, draft: Draft, at: datetime, near: Sequence[Fact] = ()
) -> Known:
    """Return what our records say of a draft that is being composed; `near` is what answers of its task told."""
    ties = await _ties(transaction, person, draft.key, at, near)
    known = await known_again(transaction, person, replace(draft, ties=ties), at)
    return replace(known, downtime=await downtime_at(transaction, at))


async def known_again(transaction: Transaction, person: Entered, draft: Draft, at: datetime) -> Known:
    """Return what our records say of a signed draft, whose ties were looked up when it was composed."""
    hits: frozenset[int] = frozenset()
    if draft.detail_of is not None:
        hits = await _hits(transaction, person, draft, draft.detail_of)
    countersigned = False
    if draft.countersigned is not None:
        paper = await transaction.papers.latest(draft.countersigned, PaperKind.COUNTERSIGNATURE)
        countersigned = paper is not None and is_given(paper, person, draft, at)
    return Known(hits, draft.ties, countersigned)


def needs_records(draft: Draft) -> bool:
    """Tell whether a signed draft rests on records that must be read anew; a plain one does not."""
    return draft.detail_of is not None or draft.countersigned is not None


def is_given(paper: Paper, person: Entered, draft: Draft, at: datetime) -> bool:
    """Tell whether the head signed this very request of this person, and it was not used yet."""
    says = countersignature_says(paper)
    living = paper.state == CountersignatureState.GIVEN and paper.due_at is not None and at < paper.due_at
    return living and says.account == person.account.id and says.draft == bare(draft)


def bare(draft: Draft) -> Draft:
    """Return a draft as the head signs it: without what is found out about it."""
    return replace(draft, ties=(), countersigned=None)


async def _hits(transaction: Transaction, person: Entered, draft: Draft, first: UUID) -> frozenset[int]:
    """Return where an earlier request of the person, of the same task, ground, purpose and subject, found records."""
    found = await transaction.requests.one(first)
    if found is None or found.account != person.account.id or _aim(found.draft) != _aim(draft):
        return frozenset()
    return frozenset(row.resource for row in found.rows if row.state is QuestionState.ANSWERED and row.records)


def _aim(draft: Draft) -> tuple[str, str, str, SubjectKey]:
    return draft.task, draft.ground, draft.purpose, draft.key


async def _ties(
    transaction: Transaction, person: Entered, key: SubjectKey, at: datetime, near: Sequence[Fact]
) -> tuple[Tie, ...]:
    """Return what a person is to the asker: by accounts and declarations, found by the keyed index, and by answers."""
    if key.kind is not KeyKind.IIN:
        return (Tie.ONESELF,) if means_oneself(key, person.account.person) else ()
    if key.value == person.account.person.iin:
        return ()
    asking = Asking(person.account.person.iin, person.account.body_bin, in_astana(at).date())
    ties = set(ties_to(key.value, asking, near))
    account = await transaction.accounts.with_iin(key.value)
    if account is not None and account.body_bin == person.account.body_bin:
        ties.add(Tie.COLLEAGUE)
    named = relative_of(person.account.id, key.value)
    if await transaction.papers.found(PaperKind.RELATIVES, named, "", None, 1):
        ties.add(Tie.RELATIVE)
    return tuple(sorted(ties))


def relative_of(account: UUID, iin: str) -> str:
    """Return the name under which a declaration is found by one relative of an account."""
    return f"relative:{account}/{iin}"
