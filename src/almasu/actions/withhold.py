"""Withhold an answer that turns out to be about the asker or their kin (house, SIO25-3.1).

By a name, a document or a telephone nobody is known before a register says who it is; where it names the asker or a
known relative, and no head signed, nothing of the answer is kept: not the records, not how many, not their bytes. A
code stands in its place, and its words are said to each reader in their language (`kernel/requests/words.py`). The way
on is to ask by the IIN, which stops for the head's signature.
"""

from __future__ import annotations

from datetime import datetime

from almasu.actions.known import relative_of
from almasu.actions.near_by_answers import near_by_answers
from almasu.actions.node import Node
from almasu.kernel.answers import Records, Refused, Reply
from almasu.kernel.grounds.asked import Tie
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.relations.near import Asking, ties_to
from almasu.kernel.requests.request import WITHHELD, Request
from almasu.kernel.resources import KeyKind
from almasu.law.moment import in_astana

NAMES_A_PERSON = frozenset({KeyKind.PERSON_NAME, KeyKind.DOCUMENT_NO, KeyKind.PHONE})
IIN_LENGTH = 12


async def kept_from_asker(node: Node, request: Request, account: Account, reply: Reply, at: datetime) -> Reply:
    """Return the reply as it may be kept: itself, or in its place that it was withheld."""
    draft = request.draft
    if not isinstance(reply, Records) or draft.key.kind not in NAMES_A_PERSON or draft.countersigned is not None:
        return reply
    named = {value for record in reply.records for value in record.values() if _may_be_iin(value)}
    async with node.store.single() as store:
        if account.person.iin not in named and not await _kin_among(store, request, account, named, at):
            return reply
    return Refused(WITHHELD, "", b"")


async def _kin_among(
    store: Transaction, request: Request, account: Account, named: set[str | int | bool | None], at: datetime
) -> bool:
    """Tell whether one of the numbers is a relative whom the asker declared or whom answers of the task made known."""
    near = await near_by_answers(store, account.id, request.material)
    asking = Asking(account.person.iin, account.body_bin, in_astana(at).date())
    for iin in map(str, named):
        if Tie.RELATIVE in ties_to(iin, asking, near):
            return True
        if await store.papers.found(PaperKind.RELATIVES, relative_of(account.id, iin), "", None, 1):
            return True
    return False


def _may_be_iin(value: str | int | bool | None) -> bool:
    return isinstance(value, str) and len(value) == IIN_LENGTH and value.isascii() and value.isdigit()
