"""Servers of a body that have files of feeds: HTTPS with ranges, and SFTP, each over a real socket."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from ssl import SSLContext

import asyncssh
from aiohttp import web

USER = "almasu"


@dataclass(slots=True)
class Shelf:
    """A file behind HTTPS: `breaks_after` requests it answers no more, `ranges` tells whether it gives parts.

    `asked` tells the range of each request and the status of its answer.
    """

    data: bytes
    breaks_after: int | None = None
    ranges: bool = True
    longest: int = 1 << 30
    account: str = ""
    asked: list[tuple[str, int]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one request as RFC 9110 has it."""
        response = self._answer(request)
        self.asked.append((request.headers.get("Range", ""), response.status))
        return response

    def _answer(self, request: web.Request) -> web.Response:
        if self.account and request.headers.get("Authorization") != self.account:
            return web.Response(status=401)
        if self.breaks_after is not None and len(self.asked) >= self.breaks_after:
            return web.Response(status=503)
        mark = f'"{hashlib.sha256(self.data).hexdigest()[:16]}"'
        if request.headers.get("If-None-Match") == mark:
            return web.Response(status=304, headers={"ETag": mark})
        asked = request.http_range
        same = request.headers.get("If-Range", mark) == mark
        if not self.ranges or asked.start is None or not same:
            return web.Response(body=self.data, headers={"ETag": mark})
        if asked.start >= len(self.data):
            return web.Response(status=416)
        part = self.data[asked.start : min(asked.stop or len(self.data), asked.start + self.longest)]
        told = f"bytes {asked.start}-{asked.start + len(part) - 1}/{len(self.data)}"
        return web.Response(status=206, body=part, headers={"ETag": mark, "Content-Range": told})


@asynccontextmanager
async def https_server(shelf: Shelf, tls: SSLContext, port: int = 0) -> AsyncIterator[int]:
    """Serve a file under any name on a loopback port, a free one unless it is named; give the port."""
    application = web.Application()
    application.router.add_get("/{name}", shelf.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port, ssl_context=tls)
        await site.start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


class _Door(asyncssh.SSHServer):
    """Lets one user in, by a password."""

    def __init__(self, password: str) -> None:
        self._password = password

    def begin_auth(self, username: str) -> bool:
        """Ask everybody who they are."""
        return True

    def password_auth_supported(self) -> bool:
        """Take passwords."""
        return True

    def validate_password(self, username: str, password: str) -> bool:
        """Tell whether it is the user's."""
        return (username, password) == (USER, self._password)


class SilentAtOpening(asyncssh.SFTPServer):
    """Lets users in and tells them of files, but never opens one: what is ill or hostile behind a good door."""

    async def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        """Say nothing."""
        return await asyncio.Event().wait()


@asynccontextmanager
async def sftp_server(
    folder: Path,
    password: str,
    known: Path,
    host: asyncssh.SSHKey | None = None,
    serve: type[asyncssh.SFTPServer] = asyncssh.SFTPServer,
    port: int = 0,
) -> AsyncIterator[tuple[int, str]]:
    """Serve a folder by SFTP on a loopback port, a free one unless it is named; give it and the host's key in one line.

    `known` is a file with public keys of users that are let in by them; `serve` answers what they ask.
    """
    key = host or asyncssh.generate_private_key("ssh-ed25519")

    def of_folder(channel: asyncssh.SSHServerChannel[bytes]) -> asyncssh.SFTPServer:
        return serve(channel, chroot=str(folder).encode())

    server = await asyncssh.listen(
        "127.0.0.1",
        port,
        server_factory=lambda: _Door(password),
        server_host_keys=[key],
        sftp_factory=of_folder,
        authorized_client_keys=str(known),
        config=[],
    )
    try:
        yield int(server.get_port()), key.export_public_key("openssh").decode().strip()
    finally:
        server.close()
        await server.wait_closed()
