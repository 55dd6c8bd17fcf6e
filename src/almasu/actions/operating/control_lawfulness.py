"""Control that information is obtained lawfully: the operator's view over requests, each judged anew (SIO22-A5.13.1).

Each look is a leaf. A request that does not exist is as absent as one outside the period.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import act_of, in_office, leaf
from almasu.actions.node import Node
from almasu.kernel.grounds.judgement import facts_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.operating.lawfulness import Standing, standing
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_users import CONTROL_LAWFULNESS
from almasu.kernel.requests.problems import NOT_FOUND
from almasu.kernel.requests.request import Request
from almasu.kernel.supervision.port import Place
from almasu.law import moment
from almasu.law.canonical import Json
from almasu.law.problem import Fault

MOST_AT_ONCE = 200


async def standings(
    node: Node, token: str, since: datetime, until: datetime, after: UUID | None, most: int, at: datetime
) -> Sequence[Standing]:
    """Return how the requests accepted in a period stand, in their order, after one of them; at most 200.

    Problems: `account.role`, `request.not_found` where `after` is none of them.
    """
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, CONTROL_LAWFULNESS.roles, at)
        place = None if after is None else await _place(transaction, after)
        requests = await transaction.oversight.accepted(since, until, None, place, min(most, MOST_AT_ONCE))
        found = [await _standing(node, transaction, request) for request in requests]
        says: dict[str, Json] = {"since": moment.written(since), "until": moment.written(until), "requests": len(found)}
        viewed = leaf(node, EntryKind.LAWFULNESS_VIEWED, at, act_of(person.account), "requests", says)
        await transaction.journal.append(viewed)
        return found


async def one_standing(node: Node, token: str, request: UUID, at: datetime) -> Standing:
    """Return how one request stands; Problem `request.not_found`."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, CONTROL_LAWFULNESS.roles, at)
        found = await transaction.requests.one(request)
        if found is None:
            raise NOT_FOUND.at()
        about = f"request:{request}"
        await transaction.journal.append(leaf(node, EntryKind.LAWFULNESS_VIEWED, at, act_of(person.account), about))
        return await _standing(node, transaction, found)


async def _place(transaction: Transaction, number: UUID) -> Place:
    request = await transaction.requests.one(number)
    if request is None:
        raise NOT_FOUND.at("after")
    return Place(request.accepted_at, request.id)


async def _standing(node: Node, transaction: Transaction, request: Request) -> Standing:
    account = await transaction.accounts.with_id(request.account)
    if account is None:
        raise Fault(f"there is no account {request.account}")
    judgement = request.judgement
    again = None if judgement is None else node.law.decide(facts_of(judgement, node.resources))
    return standing(request, account, again)
