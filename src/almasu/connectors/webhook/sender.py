"""Sending a notice to a webhook: only to an origin that is listed, resolved and pinned for this call, signed."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from datetime import datetime
from ssl import SSLContext
from urllib.parse import urlsplit
from uuid import UUID

from almasu.connectors.egress.caller import Caller, Came
from almasu.connectors.egress.places import Network, NotAllowed, Resolve, host_and_port, pinned, resolved
from almasu.kernel.answers import NoReply, Unreadable
from almasu.kernel.interchange.message_signature import signed_headers
from almasu.kernel.sector.notices import Notice, NoticePlace, body_of

SECONDS = 10.0
MOST_BYTES = 64 * 1024


class Webhooks:
    """Implements `almasu.actions.queue_notices.Sender`. `origins` are scheme, host and port."""

    def __init__(
        self,
        origins: Iterable[str],
        inner: Sequence[Network],
        portal: str,
        tls: SSLContext | None = None,
        resolve: Resolve = resolved,
    ) -> None:
        self._origins = frozenset((urlsplit(one).scheme, *host_and_port(one)) for one in origins)
        self._inner, self._portal, self._tls, self._resolve = inner, portal, tls, resolve

    async def send(self, place: UUID, to: NoticePlace, number: UUID, notice: Notice, at: datetime) -> str:
        """Send a notice; return why it was not taken, empty where it was."""
        try:
            if (urlsplit(to.address).scheme, *host_and_port(to.address)) not in self._origins:
                return "place not listed"
            caller = Caller([pinned(to.address, self._inner, self._resolve)], connections=1)
        except NotAllowed:
            return "place not allowed"
        except OSError:
            return "no address"
        body = body_of(number, notice, self._portal)
        headers = signed_headers(to.address, body, base64.b64decode(to.key), str(place), at)
        try:
            came = await caller.post(to.address, body, headers, SECONDS, MOST_BYTES, self._tls)
        finally:
            await caller.close()
        match came:
            case Came():
                return "" if 200 <= came.status < 300 else str(came.status)
            case NoReply() | Unreadable():
                return came.reason
