"""See the uses of one's own register: ground, role and a pseudonym, never the officer and never the subject (SIO25-16).

Every look and every statement is a leaf. Another owner's register is as absent as one that does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import msgspec

from almasu.actions.entering import Entered, act_of, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.read_journal import Included, JournalReader, whereabouts
from almasu.actions.turn_pages import listing, of_request
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.journal.keys import SigningKey
from almasu.kernel.operating.problems import NOT_OWNED, USES_TOO_MANY
from almasu.kernel.owning.statement import StatementFile, UseLine, stated
from almasu.kernel.page import Collection, Page
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.supervising import SEE_USES
from almasu.kernel.supervision.port import Use
from almasu.law import moment
from almasu.law.problem import Fault

MOST_IN_STATEMENT = 2_000
SPAN = timedelta(days=29)


@dataclass(frozen=True, slots=True)
class Period:
    """A register and a period of acceptance, its end excluded."""

    resource: int
    since: datetime
    until: datetime

    def told(self) -> tuple[str, ...]:
        """Return what a page of a period is bound to."""
        return (str(self.resource), moment.written(self.since), moment.written(self.until))


async def own_resources(node: Node, token: str, at: datetime) -> Sequence[int]:
    """Return the numbers of the resources that an owner's body owns."""
    async with node.store.single() as store:
        person = await in_office(store, token, SEE_USES.roles, at)
        return sorted(node.owned.of_body(person.account.body_bin))


@dataclass(frozen=True, slots=True)
class Quota:
    """How often a resource may be asked in a day, None without a limit, and how often it was today."""

    resource: int
    per_day: int | None
    today: int


async def quotas(node: Node, token: str, at: datetime) -> Sequence[Quota]:
    """Return the resources of an owner's body with what is used up of each quota since midnight in Astana."""
    midnight = moment.in_astana(at).replace(hour=0, minute=0, second=0, microsecond=0)
    async with node.store.single() as store:
        person = await in_office(store, token, SEE_USES.roles, at)
        own = sorted(node.owned.of_body(person.account.body_bin))
        asked = await store.oversight.asked_since(own, midnight)
    return [Quota(number, node.owned.quotas.get(number), asked.get(number, 0)) for number in own]


@dataclass(frozen=True, slots=True)
class UsesByDay:
    """How often a resource was asked on each of the last days, today included, by the clock of Astana."""

    resource: int
    days: Sequence[tuple[date, int]]


async def uses_by_day(node: Node, token: str, at: datetime) -> Sequence[UsesByDay]:
    """Return the uses of each resource of an owner's body over the last `SPAN`; nothing of anybody who asked."""
    days = moment.days_of(at - SPAN, at)
    midnights = [datetime.combine(day, time(), moment.astana()) for day in days]
    async with node.store.single() as store:
        person = await in_office(store, token, SEE_USES.roles, at)
        own = sorted(node.owned.of_body(person.account.body_bin))
        asked = await store.oversight.asked_by_day(own, midnights)
    return [UsesByDay(one, [(day, asked.get(one, {}).get(n, 0)) for n, day in enumerate(days)]) for one in own]


async def uses(node: Node, token: str, period: Period, after: str, most: int, at: datetime) -> Page[UseLine]:
    """Return a page of the uses of one's own register in a period; Problems `uses.absent`, `list.no_such_page`."""
    async with node.store.transaction() as transaction:
        person = await _owner(node, transaction, token, period, at)
        listed = listing(node, act_of(person.account), Collection.USES, *period.told())
        place = listed.place(after)
        found = await transaction.oversight.uses(period.resource, period.since, period.until, place, most + 1)
        page = listed.cut(found, most, lambda use: of_request(use.request))
        await _tell(node, transaction, person, period, len(page.items), at)
        return Page([await _line(transaction, use) for use in page.items], page.after)


async def statement(
    node: Node, token: str, journal: JournalReader, origin: str, key: SigningKey, period: Period, at: datetime
) -> StatementFile:
    """Return the signed statement of a period with a proof for each answer; Problems `uses.absent`, `uses.too_many`."""
    async with node.store.transaction() as transaction:
        person = await _owner(node, transaction, token, period, at)
        most = MOST_IN_STATEMENT + 1
        found = await transaction.oversight.uses(period.resource, period.since, period.until, None, most)
        if len(found) == most:
            raise USES_TOO_MANY.at("until", limit=str(MOST_IN_STATEMENT))
        await _tell(node, transaction, person, period, len(found), at)
        lines = [await _line(transaction, use) for use in found]
    # Outside the transaction: the journal is read on a connection of its own.
    answered = [use.row.leaf if line.entry else None for use, line in zip(found, lines, strict=True)]
    proofs = [await _proof(journal, one) for one in answered]
    with_proofs = [msgspec.structs.replace(line, proof=proof) for line, proof in zip(lines, proofs, strict=True)]
    return stated(origin, period.resource, period.since, period.until, with_proofs, key)


async def _owner(node: Node, transaction: Transaction, token: str, period: Period, at: datetime) -> Entered:
    person = await in_office(transaction, token, SEE_USES.roles, at)
    if period.resource not in node.owned.of_body(person.account.body_bin):
        raise NOT_OWNED.at("resource")
    return person


async def _line(transaction: Transaction, use: Use) -> UseLine:
    request, row = use.request, use.row
    account = await transaction.accounts.with_id(request.account)
    if account is None:
        raise Fault(f"there is no account {request.account}")
    entry = None if row.settled_at is None or row.leaf is None else await transaction.oversight.leaf(row.leaf)
    return UseLine(
        exchange=row.exchange_id,
        asked_at=request.accepted_at,
        asker=account.pseudonym(),
        role=account.role.value,
        ground=request.draft.ground,
        purpose=request.draft.purpose,
        edition=request.edition,
        state=row.state.value,
        records=row.records,
        settled_at=row.settled_at,
        entry="" if entry is None else entry.decode(),
    )


async def _proof(journal: JournalReader, leaf_of_answer: bytes | None) -> str:
    """Return the proof of a leaf, empty while no witness has vouched for its place."""
    if leaf_of_answer is None:
        return ""
    where = await whereabouts(journal, leaf_of_answer)
    return where.file(leaf_of_answer).data().decode() if isinstance(where, Included) else ""


async def _tell(
    node: Node, transaction: Transaction, person: Entered, period: Period, found: int, at: datetime
) -> None:
    says = {"uses": found}
    entry = leaf(node, EntryKind.USES_VIEWED, at, act_of(person.account), f"resource:{period.resource}", says)
    await transaction.journal.append(entry)
