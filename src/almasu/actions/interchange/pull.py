"""Pull a collection of others into an organisation's own: each page is kept with the place where reading goes on.

A pull that was cut off anywhere goes on from the last page that was kept, and a page that comes twice changes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from almasu.actions.interchange.exchange import SALT_BYTES, Exchange
from almasu.kernel.interchange.collection import own_collection
from almasu.kernel.interchange.objects_in import read_envelope
from almasu.kernel.interchange.pulling import Pulled, Puller, Stopped
from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.law.canonical import Json
from almasu.law.problem import Fault

ACTOR = "system:pulling"


@dataclass(frozen=True, slots=True)
class PullTold:
    """What a pull brought: objects kept and refused, and why it ended."""

    kept: int
    refused: int
    stopped: Stopped


async def pull(exchange: Exchange, puller: Puller, source: str, organisation: str, at: datetime) -> PullTold:
    """Read what is new at a source into the collection of an organisation (a BIN, empty for the centre)."""
    async with exchange.store.transaction() as transaction:
        place = await transaction.pulls.place(source)
    kept = refused = 0
    async for page in puller.pages(place):
        if isinstance(page, Stopped):
            return PullTold(kept, refused, page)
        taken, left = await _keep(exchange, source, organisation, page, at)
        kept, refused = kept + taken, refused + left
    raise Fault(f"the puller of {source} ended without saying why")


async def _keep(exchange: Exchange, source: str, organisation: str, page: Pulled, at: datetime) -> tuple[int, int]:
    body = b'{"objects":[' + b",".join(page.objects) + b"]}"
    offered, unread = read_envelope(body)
    own = own_collection(organisation)
    async with exchange.store.transaction() as transaction:
        await transaction.pulls.place(source)
        await transaction.collections.open([own], at)
        fates = await transaction.collections.add(own.id, offered, at)
        await transaction.pulls.move(source, page.resume)
        refused = sum(1 for one in fates if one.why) + len(unread)
        says: dict[str, Json] = {
            "source": hashlib.sha256(source.encode()).hexdigest(),
            "objects": len(page.objects),
            "refused": refused,
            "digest": hashlib.sha256(body).hexdigest(),
        }
        about = f"collection:{own.id}"
        salt = exchange.random(SALT_BYTES)
        await transaction.journal.append(Entry(EntryKind.OBJECTS_ADDED, at, ACTOR, about, says, salt))
    return len(page.objects) - refused, refused
