"""A fair share of the sign-ins that may begin in a minute: one sender never takes everybody's (CWE-770, SIO25-9).

How many begin at once is bounded for the whole node, since each is kept and journalled before anybody is known. Without
shares, one workplace that begins six hundred keeps everybody else out for as long as it likes.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler
from litestar.types import Guard

from almasu.interfaces.connections import network_of
from almasu.kernel.parties.problems import SIGN_IN_BUSY
from almasu.kernel.parties.session import CHALLENGES_A_MINUTE

SHARE: Final = CHALLENGES_A_MINUTE // 5
"""Of one sender in a minute; a whole body may come from one address."""
MOST_SENDERS: Final = 10_000
"""Counted one by one in a minute; those beyond share one count."""
MINUTE: Final = 60.0
BEGINNINGS: Final = frozenset({"/sign-in", "/visit", "/api/v1/sign-in", "/api/v1/sign-in/challenge", "/api/v1/visits"})


def fair_share(most: int = SHARE, clock: Callable[[], float] = time.monotonic) -> Guard:
    """Return the guard of routes at which a sign-in or a visit begins: Problem `session.busy` beyond one's share.

    Connections of this machine itself have no sender: a proxy here carries everybody's.
    """
    begun: Counter[str] = Counter()
    since = clock()

    async def guard(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        nonlocal since
        if connection.client is None or connection.scope["path"].rstrip("/") not in BEGINNINGS:
            return
        if (at := clock()) - since >= MINUTE:
            begun.clear()
            since = at
        sender = network_of(connection.client.host)
        if not sender:
            return
        counted = sender if sender in begun or len(begun) < MOST_SENDERS else "others"
        begun[counted] += 1
        if begun[counted] > most:
            raise SIGN_IN_BUSY.at()

    return guard
