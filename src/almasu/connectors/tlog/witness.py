"""A witness as the log asks it (C2SP tlog-witness). Nothing the outside does is raised."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import aiohttp

from almasu.kernel.journal.checkpoint import read_number
from almasu.kernel.journal.keeping import Knows, Refuses, Reply, Silent, Vouched
from almasu.kernel.journal.malformed import Malformed
from almasu.kernel.journal.note import MAX_NOTE, VerifierKey, read_signatures
from almasu.kernel.journal.witnessing import Ask

CONFLICT, OK, NOT_FOUND = 409, 200, 404


@dataclass(frozen=True, slots=True)
class HttpWitness:
    """One witness: its key, its address without a slash at the end, and a session whose way out is the wiring's."""

    key: VerifierKey
    url: str
    session: aiohttp.ClientSession

    async def add_checkpoint(self, ask: Ask, seconds: float) -> Reply:
        """Ask for a cosignature and return within `seconds` whatever came."""
        came = await self._call("POST", "add-checkpoint", ask.data(), seconds)
        if isinstance(came, Silent):
            return came
        status, body = came
        try:
            text = body.decode()
            if status == CONFLICT:
                return Knows(read_number(text.strip()))
            return Vouched(read_signatures(text)) if status == OK else Refuses(status, text[:200].strip())
        except (UnicodeDecodeError, Malformed) as broken:
            return Silent(f"its answer is malformed: {broken}")

    async def latest(self, origin: str, seconds: float) -> bytes | Silent | None:
        """Return the checkpoint the witness co-signed last for an origin, None where it never did."""
        name = hashlib.sha256(origin.encode()).hexdigest()
        came = await self._call("GET", f"{name}/checkpoint", b"", seconds)
        if isinstance(came, Silent):
            return came
        status, body = came
        if status == NOT_FOUND:
            return None
        return body if status == OK else Silent(f"it answers {status}")

    async def _call(self, method: str, path: str, body: bytes, seconds: float) -> tuple[int, bytes] | Silent:
        limit = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self.session.request(
                method, f"{self.url}/{path}", data=body or None, timeout=limit, allow_redirects=False
            ) as response:
                data = await response.content.read(MAX_NOTE + 1)
                while len(data) <= MAX_NOTE and (more := await response.content.read(MAX_NOTE + 1)):
                    data += more
                return Silent("its answer is too large") if len(data) > MAX_NOTE else (response.status, data)
        except TimeoutError:
            return Silent(f"no answer within {seconds} s")
        except (aiohttp.ClientError, OSError) as failed:
            return Silent(type(failed).__name__)
