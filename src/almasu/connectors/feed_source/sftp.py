"""A file over SFTP (SSH, RFC 4253): the key of the server's host is pinned, the address too, and nothing is written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import asyncssh

from almasu.connectors.egress.places import Place
from almasu.kernel.provision.delivery import LARGEST_FILE
from almasu.kernel.provision.fetching import NotFetched, Part, Trouble

AT_ONCE = 1 << 20
_REFUSED = (
    asyncssh.PermissionDenied,
    asyncssh.HostKeyNotVerifiable,
    asyncssh.KeyExchangeFailed,
    asyncssh.SFTPNoSuchFile,
    asyncssh.SFTPNoSuchPath,
    asyncssh.SFTPPermissionDenied,
)


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
            async with self.client.open(self.line.path, "rb") as file:
                told = await file.stat()
                size, now = told.size or 0, f"{told.size}-{told.mtime}"
                if size > LARGEST_FILE:
                    raise NotFetched(Trouble.UNUSABLE, "size")
                if now == taken:
                    return
                offset = offset if now == mark and offset <= size else 0
                while offset < size:
                    async with asyncio.timeout(self.line.seconds):
                        data = await self._read(file, offset, min(AT_ONCE, size - offset))
                    if not data:
                        raise NotFetched(Trouble.SILENT, "the file grew shorter")
                    yield Part(offset, data, size, now)
                    offset += len(data)
        except _REFUSED as no:
            raise NotFetched(Trouble.REFUSED, type(no).__name__) from no
        except (asyncssh.Error, OSError) as lost:
            raise NotFetched(Trouble.SILENT, type(lost).__name__) from lost

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
        raise NotFetched(Trouble.REFUSED, type(no).__name__) from no
    except (asyncssh.KeyImportError, ValueError) as no:
        raise NotFetched(Trouble.REFUSED, "a key of the sheet cannot be read") from no
    except (asyncssh.Error, OSError, TimeoutError) as lost:
        raise NotFetched(Trouble.SILENT, type(lost).__name__) from lost
    async with connection:
        try:
            client = await connection.start_sftp_client()
        except (asyncssh.Error, OSError) as lost:
            raise NotFetched(Trouble.SILENT, type(lost).__name__) from lost
        async with client:
            yield SftpFile(client, line)
