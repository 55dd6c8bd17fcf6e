"""One person of the sector at work, as a program: comes in with the EDS alone, prepares acts, signs and sends them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientSession

from almasu.testing.outside.officer import Officer, Sign


class Member:
    """A worker, a head or the sectoral centre at the sector's node."""

    def __init__(self, http: ClientSession, base: str, sign: Sign) -> None:
        self._client = Officer(http, base, sign, _no_code)

    async def comes_in(self) -> Any:  # noqa: ANN401 - JSON as it comes
        """Prove the EDS; return who came in. Declined where the node knows no such person."""
        begun = await self._client.post("/sign-in", {})
        self._client.token = begun["session"]
        entered = await self._client.post("/sign-in/proof", await self._signed(begun["challenge"]))
        self._client.token = entered["token"]
        return entered

    async def get(self, path: str) -> Any:  # noqa: ANN401 - JSON as it comes
        """Read something."""
        return await self._client.get(path)

    async def post(self, path: str, form: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON as it comes
        """Do something that needs no signature."""
        return await self._client.post(path, form)

    async def put(self, path: str, data: bytes, part: str) -> Any:  # noqa: ANN401 - JSON as it comes
        """Send a part of a file; `part` is its Content-Range."""
        return await self._client.put(path, data, part)

    async def delete(self, path: str) -> Any:  # noqa: ANN401 - JSON as it comes
        """Give something up."""
        return await self._client.delete(path)

    async def signs(self, path: str, form: Mapping[str, Any]) -> Any:  # noqa: ANN401 - JSON as it comes
        """Have an act prepared at `path`/prepare, sign exactly its bytes, send the signature to `path`."""
        return await self._client.post(path, await self._signed(await self._client.post(f"{path}/prepare", form)))

    async def _signed(self, act: Mapping[str, Any]) -> Mapping[str, Any]:
        cms = await self._client.sign(base64.b64decode(act["data"]))
        return {"act": act["id"], "cms": base64.b64encode(cms).decode()}


async def _no_code() -> str:
    raise LookupError("the sector sends no codes: the EDS is the only factor")
