"""An address that leads nowhere: whoever is signed in keeps their own menu and name, so that one step leads back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from litestar import Litestar, Request, Response
from litestar.response import Redirect
from litestar.response.base import ASGIResponse
from litestar.types import Receive, Scope, Send

from almasu.interfaces.portal.problems import ABSENT
from almasu.interfaces.portal.visit import Door, ElsewhereFirst, Visit

_LOG = logging.getLogger("almasu.portal")

Served = Callable[[Request[Any, Any, Any]], bool]
"""Tells whether a request comes from where people are served: guards stand before pages, and no page was found."""


def served_everywhere(_: Request[Any, Any, Any]) -> bool:
    """Serve whoever asks."""
    return True


class Lost(Response[bytes]):
    """The page of an address that no route was found for: it is made when it is sent, since the session is read."""

    def __init__(self, door: Door, dress: Mapping[str, str]) -> None:
        super().__init__(b"", status_code=404)
        self._door = door
        self._dress = dress

    def to_asgi_response(self, app: Litestar | None, request: Request[Any, Any, Any], **_: object) -> ASGIResponse:
        """Return what reads who asks, and then answers."""
        return _Looking(self._door, self._dress, request)


class _Looking(ASGIResponse):
    """Looks who asks, then answers with their page."""

    __slots__ = ("_door", "_dress", "_request")

    def __init__(self, door: Door, dress: Mapping[str, str], request: Request[Any, Any, Any]) -> None:
        super().__init__(status_code=404)
        self._door = door
        self._dress = dress
        self._request = request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; a store that does not answer costs the menu, not the page."""
        page = await self._page()
        page.headers.update(self._dress)
        await page.to_asgi_response(app=None, request=self._request)(scope, receive, send)

    async def _page(self) -> Response[Any]:
        try:
            return absent_page(await self._door.lost_visit(self._request))
        except ElsewhereFirst as first:
            return led_elsewhere(first)
        except Exception:  # noqa: BLE001 - a page that says "nothing here" is owed whatever fails
            _LOG.exception("who is lost at an address could not be read")
            return absent_page(self._door.bare_visit(self._request))


def absent_page(visit: Visit) -> Response[Any]:
    """Return the page that says the same of what is missing, foreign and hidden."""
    return visit.page("problem.html", status=404, problems=(ABSENT.at(),))


def led_elsewhere(first: ElsewhereFirst) -> Response[Any]:
    """Lead to where the person must go first, or show what stands instead of the page."""
    if first.instead is not None:
        return first.instead
    response: Response[Any] = Redirect(first.path, status_code=303)
    if first.cookie is not None:
        response.set_cookie(first.cookie)
    return response
