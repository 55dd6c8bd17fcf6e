"""Move the keys of a node from files into a token, and tell of it in the node's journal (DESIGN 3.4, SIO25-19.2).

A device and a database cannot commit together, so the order makes every stop harmless: the keys are in the token, the
leaf is kept, and only then the node may open its vault again. Who stops before that repeats the command; a leaf that is
written twice names the same move.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.sealing.moving import Moved, Moving
from almasu.law.canonical import Json

Keep = Callable[[Entry], Awaitable[None]]


async def move_keys(moving: Moving, token: str, keep: Keep, actor: str, at: datetime, salt: bytes) -> Moved:
    """Move the keys and return what was moved; `token` is its label, `keep` keeps a leaf in a transaction.

    Problems: `keys.nothing_to_move`, those of the token.
    """
    moved = await asyncio.to_thread(moving.bring)
    says: dict[str, Json] = {
        "from": "files",
        "to": f"token:{token}",
        "secrets": moved.secrets,
        "materials": moved.materials,
    }
    await keep(Entry(EntryKind.KEYS_MOVED, at, actor, f"key_move:{moved.move}", says, salt))
    moving.end()
    return moved
