"""The files of a log as its server publishes them (C2SP tlog-tiles), for verification from outside."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp

from almasu.kernel.journal.tiles import MAX_BUNDLE
from almasu.law.problem import ProblemKind
from almasu.law.text import Text

AT_ONCE = 16
SECONDS = 30.0

UNREACHABLE = ProblemKind(
    "journal.unreachable",
    502,
    Text(
        kk="Журнал сервері жауап бермейді: {url} ({because}).",
        ru="Сервер журнала не отвечает: {url} ({because}).",
        en="The server of the log does not answer: {url} ({because}).",
    ),
    Text(
        kk="Мекенжайды тексеріп, қайталап көріңіз немесе журнал мұрағатының көшірмесін тексеріңіз.",
        ru="Проверьте адрес и повторите либо проверьте копию архива журнала.",
        en="Check the address and try again, or verify a copy of the log's archive.",
    ),
)


@dataclass(frozen=True, slots=True)
class PublishedLog:
    """A log by its address without a slash at the end. Each reading opens and closes its own connections.

    Raises the Problem `journal.unreachable` where the server is silent: that is not the same as a missing file.
    """

    url: str

    def read(self, paths: Sequence[str]) -> list[bytes | None]:
        """Return files by path, None for those the server says it does not have."""
        return asyncio.run(self._read(paths))

    async def _read(self, paths: Sequence[str]) -> list[bytes | None]:
        connector = aiohttp.TCPConnector(limit=AT_ONCE)
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=SECONDS, sock_read=SECONDS)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout, trust_env=False) as session:
            try:
                return list(await asyncio.gather(*(self._one(session, path) for path in paths)))
            except (TimeoutError, aiohttp.ClientError, OSError) as failed:
                raise UNREACHABLE.at(url=self.url, because=type(failed).__name__) from failed

    async def _one(self, session: aiohttp.ClientSession, path: str) -> bytes | None:
        async with session.get(f"{self.url}/{path}", allow_redirects=False) as response:
            if response.status in {404, 410}:
                return None
            if response.status != 200:
                raise UNREACHABLE.at(url=f"{self.url}/{path}", because=str(response.status))
            parts = []
            size = 0
            async for part in response.content.iter_chunked(65_536):
                parts.append(part)
                size += len(part)
                if size > MAX_BUNDLE:
                    return None
            return b"".join(parts)
