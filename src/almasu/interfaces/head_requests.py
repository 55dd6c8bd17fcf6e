"""A HEAD is answered as the GET of its address is, without its body (RFC 9110, 9.3.2): monitors ask so."""

from __future__ import annotations

from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send


class HeadAsGet:
    """An application that knows GET alone. The web server, which sees the method as it came, leaves the body out.

    A look at a page is a look: what a GET would journal, a HEAD journals too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, a HEAD as a GET."""
        if scope["type"] == ScopeType.HTTP and scope["method"] == HttpMethod.HEAD:
            scope = {**scope, "method": HttpMethod.GET.value}
        await self._app(scope, receive, send)
