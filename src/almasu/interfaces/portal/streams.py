"""Open event streams: at most so many for one account in a process, each given back whatever ends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from typing import Any, cast

from litestar import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from almasu.interfaces.portal.problems import TOO_MANY_STREAMS

MOST_STREAMS = 4
"""Pages that one person may have open while answers come; each looks at the database four times a second."""
_HELD = "almasu_held"


class Streams:
    """How many streams each account has open in this process."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    @contextmanager
    def one_for(self, account: str) -> Iterator[None]:
        """Count one stream of an account while it is open; Problem `portal.streams.too_many` where it has enough."""
        if self._open[account] >= MOST_STREAMS:
            raise TOO_MANY_STREAMS.at(most=str(MOST_STREAMS))
        self._open[account] += 1
        try:
            yield
        finally:
            self._open[account] -= 1
            if not self._open[account]:
                del self._open[account]


class GivesBack(ASGIMiddleware):
    """Gives back what a handler holds (`held`) once its response is over: sent whole, broken off, or never begun."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass the request on and give back whatever it came to hold."""
        async with AsyncExitStack() as stack:
            scope["state"][_HELD] = stack
            await next_app(scope, receive, send)


def held(request: Request[Any, Any, Any]) -> AsyncExitStack:
    """Return where a handler behind `GivesBack` puts what must outlive it and end with its response."""
    return cast("AsyncExitStack", request.scope["state"][_HELD])
