"""A file over SFTP (SSH, RFC 4253): the key of the server's host is pinned, the address too, and nothing is written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import asyncssh

from almasu.connectors.egress.places import Place
from almasu.kernel.provision.delivery import LARGEST_FILE
from almasu.kernel.provision.fetching import NotFetched, Part, Trouble

AT_ONCE = 1 << 20
_TOLD: Mapping[type[asyncssh.Error], Trouble] = {
    asyncssh.PermissionDenied: Trouble.SHUT,
    asyncssh.HostKeyNotVerifiable: Trouble.ANOTHER,
    asyncssh.KeyExchangeFailed: Trouble.REFUSED,
    asyncssh.SFTPNoSuchFile: Trouble.NO_FILE,
    asyncssh.SFTPNoSuchPath: Trouble.NO_FILE,
    asyncssh.SFTPPermissionDenied: Trouble.REFUSED,
}
"""What an error says of a server."""
_REFUSED = tuple(_TOLD)
_FILES = (asyncssh.FILEXFER_TYPE_REGULAR, asyncssh.FILEXFER_TYPE_UNKNOWN)
"""What may be read: a server need not tell what a thing is (draft-ietf-secsh-filexfer-02, 5), a device says so."""


@dataclass(frozen=True, slots=True)
class SftpLine:
    """How a server is reached: `host_key` is its public key as OpenSSH writes it, `key` our private one."""

    place: Place
    user: str
    path: str
    host_key: str
    seconds: float
    key: bytes = field(default=b"", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SftpFile:
    """Implements `almasu.kernel.provision.fetching.OnServer` on one connection."""

    client: asyncssh.SFTPClient
    line: SftpLine

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return self.line.path.rpartition("/")[2][:200] or "file"

    async def parts(self, offset: int, mark: str, taken: str) -> AsyncIterator[Part]:
        """Yield what follows an offset, as the port describes it. An edition is known by its size and moment."""
        try:
            async with asyncio.timeout(self.line.seconds):
                place = await self._inside()
                if (await self.client.stat(place)).type not in _FILES:
                    raise NotFetched(Trouble.NO_FILE, "no file")
                file = await self.client.open(place, "rb")
                told = await file.stat()
            size, now = told.size or 0, f"{told.size}-{told.mtime}"
            if size > LARGEST_FILE:
                raise NotFetched(Trouble.UNUSABLE, "size")
            if now == taken:
                return
            offset = offset if now == mark and offset <= size else 0
            if not size:
                yield Part(0, b"", 0, now)
            while offset < size:
                async with asyncio.timeout(self.line.seconds):
                    data = await self._read(file, offset, min(AT_ONCE, size - offset))
                if not data:
                    raise NotFetched(Trouble.SILENT, "the file grew shorter")
                yield Part(offset, data, size, now)
                offset += len(data)
        except _REFUSED as no:
            raise NotFetched(_TOLD[type(no)], type(no).__name__) from no
        except (asyncssh.Error, OSError) as lost:
            raise NotFetched(Trouble.SILENT, type(lost).__name__) from lost

    async def _inside(self) -> str:
        """Return where the file lies; NotFetched where a link leads out of the folder that the body named.

        Of the root itself only the files that lie in it are taken: below it lies the whole machine.
        """
        path = self.line.path
        named = path.rpartition("/")[0] or ("/" if path.startswith("/") else ".")
        place, folder = str(await self.client.realpath(path)), str(await self.client.realpath(named))
        beneath = place.startswith(f"{folder.rstrip('/')}/")
        if not beneath or (folder == "/" and place.count("/") > 1):
            raise NotFetched(Trouble.REFUSED, "a link out of the folder")
        return place

    async def _read(self, file: asyncssh.SFTPClientFile, offset: int, most: int) -> bytes:
        data: object = await file.read(most, offset)
        return data if isinstance(data, bytes) else b""


@asynccontextmanager
async def connected(line: SftpLine) -> AsyncIterator[SftpFile]:
    """Reach a server and its file; NotFetched where it is silent, is another host, or does not let us in."""
    try:
        connection = await asyncssh.connect(
            line.place.addresses[0],
            line.place.port,
            config=None,
            known_hosts=([asyncssh.import_public_key(line.host_key)], [], []),
            username=line.user,
            client_keys=[asyncssh.import_private_key(line.key)] if line.key else None,
            password=line.password or None,
            agent_path=None,
            gss_host=None,
            connect_timeout=line.seconds,
            login_timeout=line.seconds,
        )
    except _REFUSED as no:
        raise NotFetched(_TOLD[type(no)], type(no).__name__) from no
    except (asyncssh.KeyImportError, ValueError) as no:
        raise NotFetched(Trouble.REFUSED, "a key of the sheet cannot be read") from no
    except (asyncssh.Error, OSError, TimeoutError) as lost:
        raise NotFetched(Trouble.SILENT, type(lost).__name__) from lost
    try:
        yield SftpFile(await _begun(connection, line.seconds), line)
    finally:
        # Nothing was written, so nothing is lost: a server that does not answer a farewell is not waited for.
        connection.abort()
        await connection.wait_closed()


async def _begun(connection: asyncssh.SSHClientConnection, seconds: float) -> asyncssh.SFTPClient:
    try:
        async with asyncio.timeout(seconds):
            return await connection.start_sftp_client()
    except (asyncssh.Error, OSError) as lost:
        raise NotFetched(Trouble.SILENT, type(lost).__name__) from lost
