"""What the officer's own answers under the same material say of people near to each other (house, SIO25-3.1).

Only answers of the officer's own requests for the very same task are compared, by the program, at the moment a request
is composed: what was obtained for one purpose is used for no other, and no register is asked for it. So a tie becomes
known when its register was asked in this task, not before; that is the stated limit.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from uuid import UUID

from almasu.kernel.answers import Records
from almasu.kernel.ports import Transaction
from almasu.kernel.relations.facts import Fact
from almasu.kernel.relations.near import TELLING, told_by
from almasu.kernel.requests.request import QuestionState, Request
from almasu.law.problem import Fault

MOST = 100
"""How many of the officer's latest requests are looked through."""

log = logging.getLogger(__name__)


async def near_by_answers(transaction: Transaction, account: UUID, material: UUID) -> Sequence[Fact]:
    """Return what an officer's answers under a material say of kin, households and places of work."""
    facts: list[Fact] = []
    for request in await transaction.requests.of_account(account, None, MOST):
        if request.material == material and _may_tell(request):
            facts += await _told(transaction, request)
    return facts


def _may_tell(request: Request) -> bool:
    return any(row.resource in TELLING and row.state is QuestionState.ANSWERED and row.records for row in request.rows)


async def _told(transaction: Transaction, request: Request) -> list[Fact]:
    """Return what the answers of one request tell; nothing, with an error in the log, where they do not open."""
    try:
        answers = await transaction.requests.answers(request)
    except Fault:
        log.exception("the answers of the request %s tell nothing of people near to each other", request.id)
        return []
    return [
        fact
        for answer in answers
        if isinstance(answer.reply, Records)
        for fact in told_by(answer.resource, answer.reply.records)
    ]
