"""An officer at work, as a program: signs in with EDS and SMS code, asks, waits, opens the dossier."""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from aiohttp import ClientSession

Sign = Callable[[bytes], Awaitable[bytes]]
"""Makes a CMS over bytes with the officer's key."""
ReadCode = Callable[[], Awaitable[str]]
"""Reads the latest code from the officer's telephone."""


class Declined(Exception):
    """The node answered with a problem; `problem` is its RFC 9457 body."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('code', '')} {problem.get('title', '')} {problem.get('detail', '')}")
        self.status = status
        self.problem = problem


@dataclass(slots=True)
class Officer:
    """One officer at one node. `token` is empty until `sign_in`."""

    http: ClientSession
    base: str
    sign: Sign
    read_code: ReadCode
    token: str = ""

    async def sign_in(self) -> Any:  # noqa: ANN401 - JSON as it comes
        """Prove the EDS and the code, sign the consent where it is missing; return who came in."""
        begun = await self.post("/sign-in", {})
        self.token = begun["session"]
        challenge = begun["challenge"]
        cms = await self.sign(base64.b64decode(challenge["data"]))
        await self.post("/sign-in/proof", {"act": challenge["id"], "cms": base64.b64encode(cms).decode()})
        entered = await self.post("/sign-in/code", {"code": await self.read_code()})
        self.token = entered["session"]
        if entered["consent_needed"]:
            act = await self.get("/consent")
            entered = await self.post("/consent", await self._signed(act))
        return entered

    async def may_i(self, form: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON as it comes
        """Ask whether a request would be lawful."""
        return await self.post("/may-i", form)

    async def prepare(self, form: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON as it comes
        """Return the signed act of a request, ready to be sent."""
        return await self._signed(await self.post("/requests/prepare", form))

    async def send(self, signed: Mapping[str, Any], wait: float) -> Any:  # noqa: ANN401 - JSON as it comes
        """Send a signed request and wait for the first answers."""
        return await self.post(f"/requests?wait={wait}", signed)

    async def settled(self, request: str, within: float) -> Any:  # noqa: ANN401 - JSON as it comes
        """Return the request once no register is still to answer, or as it stands after `within` seconds."""
        ends = time.monotonic() + within
        while True:
            found = await self.get(f"/requests/{request}")
            if found["settled"] or time.monotonic() > ends:
                return found
            await asyncio.sleep(0.2)

    async def get(self, path: str) -> Any:  # noqa: ANN401 - JSON as it comes
        """Read something; Declined where the node answers with a problem."""
        async with self.http.get(f"{self.base}/api/v1{path}", headers=self._headers()) as answer:
            return _read(answer.status, await answer.read())

    async def post(self, path: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON as it comes
        """Send something; Declined where the node answers with a problem."""
        async with self.http.post(f"{self.base}/api/v1{path}", json=body, headers=self._headers()) as answer:
            return _read(answer.status, await answer.read())

    async def put(self, path: str, data: bytes, part: str) -> Any:  # noqa: ANN401 - JSON as it comes
        """Send a part of a file; `part` is its Content-Range (RFC 9110, 14.4). Declined as for a form."""
        headers = {**self._headers(), "Content-Range": part}
        async with self.http.put(f"{self.base}/api/v1{path}", data=data, headers=headers) as answer:
            return _read(answer.status, await answer.read())

    async def delete(self, path: str) -> Any:  # noqa: ANN401 - JSON as it comes
        """Give something up; Declined where the node answers with a problem."""
        async with self.http.delete(f"{self.base}/api/v1{path}", headers=self._headers()) as answer:
            return _read(answer.status, await answer.read())

    async def _signed(self, act: Mapping[str, Any]) -> Mapping[str, Any]:
        cms = await self.sign(base64.b64decode(act["data"]))
        return {"act": act["id"], "cms": base64.b64encode(cms).decode()}

    def _headers(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def _read(status: int, body: bytes) -> Any:  # noqa: ANN401 - JSON as it comes
    said = msgspec.json.decode(body) if body else {}
    if status >= 400:
        raise Declined(status, said if isinstance(said, dict) else {})
    return said
