"""Who looked at what came of a request, by role and moment, out of the journal (SIO25-15.1, SIO25-19.3).

The officer sees it of their own requests. Looks of a prosecutor stand in the log of supervision and are never read
here (SIO25-22.2): nobody learns from this page that a check is under way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import consented
from almasu.actions.node import Node
from almasu.actions.take_copy import MOST_TOLD
from almasu.actions.view_request import own_request
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.materials.copy import copy_says
from almasu.kernel.papers.paper import PaperKind
from almasu.law import moment

MOST_LOOKS = 500


class _LookLeaf(msgspec.Struct, frozen=True):
    at: str
    kind: EntryKind
    says: dict[str, object]


@dataclass(frozen=True, slots=True)
class Look:
    """One look or one taking along: when, by which kind of act, of which resource alone (None: of all)."""

    at: datetime
    kind: EntryKind
    resource: int | None = None


async def who_viewed(node: Node, token: str, request: UUID, at: datetime) -> Sequence[Look]:
    """Return the looks at one's own request, the latest first; Problem `request.not_found` for another's."""
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        own = await own_request(transaction, person, request)
        leaves = (*await transaction.oversight.views(own.id), *await transaction.oversight.looks(own.id))
        account = str(person.account.id)
        taken = await transaction.papers.found(PaperKind.COPY, "account", account, None, MOST_TOLD)
    copies = [copy_says(paper) for paper in taken]
    found = [_look(one) for one in leaves]
    found += [Look(one.taken_at, EntryKind.COPY_TAKEN) for one in copies if one.request == own.id]
    return sorted(found, key=lambda look: look.at, reverse=True)[:MOST_LOOKS]


def _look(entry: bytes) -> Look:
    told = msgspec.json.decode(entry, type=_LookLeaf)
    resource = told.says.get("resource")
    return Look(moment.read(told.at), told.kind, resource if isinstance(resource, int) else None)
