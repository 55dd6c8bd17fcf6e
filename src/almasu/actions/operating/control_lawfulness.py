"""Control that information is obtained lawfully: the operator's view over requests, each judged anew (SIO22-A5.13.1).

Each look is a leaf. A request that does not exist is as absent as one outside the period.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.entering import act_of, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.turn_pages import listing, of_request
from almasu.kernel.grounds.judgement import facts_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.operating.lawfulness import Standing, standing
from almasu.kernel.page import Collection, Page
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_users import CONTROL_LAWFULNESS
from almasu.kernel.requests.problems import NOT_FOUND
from almasu.kernel.requests.request import Request
from almasu.law import moment
from almasu.law.canonical import Json
from almasu.law.problem import Fault

MOST_AT_ONCE = 200


async def standings(
    node: Node, token: str, since: datetime, until: datetime, after: str, most: int, at: datetime
) -> Page[Standing]:
    """Return how the requests accepted in a period stand, in their order, a page of at most 200.

    Problems: `account.role`, `list.no_such_page`.
    """
    period = (moment.written(since), moment.written(until))
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, CONTROL_LAWFULNESS.roles, at)
        listed = listing(node, act_of(person.account), Collection.LAWFULNESS, *period)
        shown = min(most, MOST_AT_ONCE)
        requests = await transaction.oversight.accepted(since, until, None, listed.place(after), shown + 1)
        page = listed.cut(requests, shown, of_request)
        found = [await _standing(node, transaction, request) for request in page.items]
        says: dict[str, Json] = {"since": period[0], "until": period[1], "requests": len(found)}
        viewed = leaf(node, EntryKind.LAWFULNESS_VIEWED, at, act_of(person.account), "requests", says)
        await transaction.journal.append(viewed)
        return Page(found, page.after)


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


async def _standing(node: Node, transaction: Transaction, request: Request) -> Standing:
    account = await transaction.accounts.with_id(request.account)
    if account is None:
        raise Fault(f"there is no account {request.account}")
    judgement = request.judgement
    again = None if judgement is None else node.law.decide(facts_of(judgement, node.resources))
    return standing(request, account, again)
