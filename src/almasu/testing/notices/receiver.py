"""A receiver of webhooks that believes nothing: a notice counts when its signature (RFC 9421) and digest hold."""

from __future__ import annotations

import base64
import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from almasu.kernel.interchange.message_signature import COVERED, LABEL, content_digest, signature

MOST_BYTES = 64 * 1024
PLACE = "/notices"


@dataclass(slots=True)
class NoticeReceiver:
    """Takes notices signed under a key of its own; `key` tells it anew for each, empty while there is none."""

    key: Callable[[], bytes]
    folder: Path | None = None
    taken: list[bytes] = field(default_factory=list)
    refused: int = 0

    async def take(self, request: web.Request) -> web.Response:
        """Take one notice: 204, or 401 where nobody who knows the key wrote it."""
        body, key = await request.read(), self.key()
        if not key or not _is_signed(request, body, key):
            self.refused += 1
            return web.Response(status=401)
        self.taken.append(body)
        if self.folder is not None:
            (self.folder / f"{len(self.taken):04d}.json").write_bytes(body)
        return web.Response(status=204)


@asynccontextmanager
async def taking_notices(receiver: NoticeReceiver, port: int = 0) -> AsyncIterator[str]:
    """Take notices on a loopback port, 0 for any; give the address of the webhook."""
    application = web.Application(client_max_size=MOST_BYTES)
    application.router.add_post(PLACE, receiver.take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}{PLACE}"
    finally:
        await runner.cleanup()


def _is_signed(request: web.Request, body: bytes, key: bytes) -> bool:
    """Tell whether all that has to be covered is, under this key."""
    label, parted, parameters = request.headers.get("Signature-Input", "").partition("=")
    covers = " ".join(f'"{name}"' for name in COVERED)
    if not parted or label != LABEL or not parameters.startswith(f"({covers});") or not parameters.isascii():
        return False
    digest = request.headers.get("Content-Digest", "")
    said = (request.method, str(request.url), request.headers.get("Content-Type", ""), digest)
    code = base64.b64encode(signature(tuple(zip(COVERED, said, strict=True)), parameters, key)).decode()
    shown = request.headers.get("Signature", "")
    return hmac.compare_digest(shown.encode(), f"{LABEL}=:{code}:".encode()) and digest == content_digest(body)
