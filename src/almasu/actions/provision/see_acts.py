"""What each side sees of its joint acts: the list, one version, what is new in it, what to think of in time (FMA-5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, acting
from almasu.actions.provision.acts import OF_BODY, Kept, kept_in, kept_of, read
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page, Place
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_acts import SEE_ACTS
from almasu.kernel.provision.act_course import Stage, Version, Warned, in_force, warnings
from almasu.kernel.provision.act_diff import Difference, compared
from almasu.kernel.provision.joint_act import ActContent
from almasu.law.canonical import Json

AT_ONCE = 50
STAGES = tuple(stage.value for stage in Stage)
ROUND = 500
"""Papers read at once while every act of the node is looked through."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A version as somebody sees it: what it says, its neighbours by number, whether it governs now, what to think of.

    `others` are the papers of every version between the same sides, the first one first; `names` those of whoever
    approved, signed or agreed to end it, by account.
    """

    kept: Kept
    who: Acting
    content: ActContent
    others: Sequence[Kept]
    governs: bool
    warned: tuple[Warned, ...]
    names: Mapping[UUID, str]

    @property
    def version(self) -> Version:
        """Return the version."""
        return self.kept.version


@dataclass(frozen=True, slots=True)
class Taken:
    """A version to be taken along, and the names of those who approved and signed it, by account."""

    kept: Kept
    names: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A warning about a version: which paper holds it, what it says, and what is to be thought of."""

    kept: Kept
    warned: Warned


async def acts(node: Node, token: str, older: str, most: int, at: datetime) -> Page[Kept]:
    """Return the versions somebody sees, the last moved first: the Agency those of all bodies, a body its own."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_ACTS, at)
        pages = listing(node, str(who.actor.account), Collection.PROVISION_ACTS)
        found = await _papers(transaction, who, pages.place(older), most + 1)
        page = pages.cut(found, most, of_paper)
        return Page([kept_in(paper) for paper in page.items], page.after)


async def see_act(node: Node, token: str, number: UUID, at: datetime) -> Seen:
    """Return a version for somebody of its sides, and journal that it was opened; Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_ACTS, at)
        kept = await _opened(node, transaction, number, who, {"as": "page"}, at)
        others = await kept_of(transaction.papers, kept.version.body)
        governing = in_force([one.version for one in others], at)
        governs = governing is not None and governing.number == kept.version.number
        warned = warnings([one.version for one in others], at)
        names = await _names(transaction, kept.version)
        return Seen(kept, who, kept.version.read(), others, governs, warned, names)


async def take_act(node: Node, token: str, number: UUID, form: str, at: datetime) -> Taken:
    """Return a version as a file of a form (`json`, `pdf-kk`, `pdf-ru`, `pdf-en`); a leaf says that it was taken."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_ACTS, at)
        kept = await _opened(node, transaction, number, who, {"as": form}, at)
        return Taken(kept, await _names(transaction, kept.version))


async def differences(
    node: Node, token: str, number: UUID, before: UUID, at: datetime
) -> tuple[Kept, Kept, tuple[Difference, ...]]:
    """Return an older version, a newer one, and what the newer one has otherwise; Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_ACTS, at)
        older = await read(transaction, before, who.actor)
        newer = await _opened(node, transaction, number, who, {"as": "differences"}, at)
        if older.version.body != newer.version.body:
            older = newer
        return older, newer, compared(older.version.read(), newer.version.read())


async def warnings_now(node: Node, token: str, at: datetime) -> tuple[Told, ...]:
    """Return what somebody's side has to think of in its acts now: coming ends, days without an act, signatures."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_ACTS, at)
        if who.of_agency:
            return tuple(told for body in (await every_act(transaction)).values() for told in told_of_body(body, at))
        return told_of_body(await kept_of(transaction.papers, who.actor.body), at)


def told_of_body(known: Sequence[Kept], at: datetime) -> tuple[Told, ...]:
    """Return the warnings about the versions of one body, each with the paper it speaks of."""
    by_number = {one.version.number: one for one in known}
    found = warnings([one.version for one in known if one.version.stage is not Stage.GIVEN_UP], at)
    return tuple(Told(by_number[one.number], one) for one in found)


async def every_act(transaction: Transaction) -> Mapping[str, Sequence[Kept]]:
    """Return every version of the node by body, the first one first."""
    found: list[Kept] = []
    place: Place | None = None
    while True:
        some = await transaction.papers.in_states(PaperKind.PROVISION_ACT, STAGES, place, ROUND)
        found += map(kept_in, some)
        if len(some) < ROUND:
            break
        place = of_paper(some[-1])
    found.sort(key=lambda one: (one.version.body, one.version.number))
    return {body: list(some) for body, some in groupby(found, key=lambda one: one.version.body)}


async def _names(transaction: Transaction, version: Version) -> Mapping[UUID, str]:
    hands = {hand.by for hand in (*version.approvals, *version.signatures, *version.endings)}
    accounts = [await transaction.accounts.with_id(one) for one in sorted(hands)]
    return {one.id: one.person.full_name() for one in accounts if one is not None}


async def _papers(transaction: Transaction, who: Acting, place: Place | None, most: int) -> Sequence[Paper]:
    if who.of_agency:
        return await transaction.papers.in_states(PaperKind.PROVISION_ACT, STAGES, place, most)
    return await transaction.papers.found(PaperKind.PROVISION_ACT, OF_BODY, who.actor.body, place, most)


async def _opened(
    node: Node, transaction: Transaction, number: UUID, who: Acting, says: Mapping[str, Json], at: datetime
) -> Kept:
    kept = await read(transaction, number, who.actor)
    told = {**says, "draft": kept.version.draft, "digest": kept.version.sha256}
    entry = leaf(node, EntryKind.PROVISION_ACT_VIEWED, at, who.said, kept.paper.about(), told)
    await transaction.journal.append(entry)
    return kept
