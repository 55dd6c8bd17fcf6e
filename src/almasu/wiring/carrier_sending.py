"""Send the files of a carrier to a node over its API, in parts, and have it read in: as the Agency's officer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import aiohttp
import msgspec

from almasu.kernel.provision.carrier import Manifest

PART = 8 << 20
"""Bytes of a part."""
_PATIENCE = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=600)


_LONGEST_REFUSAL = 1 << 20


class _Came(msgspec.Struct, frozen=True):
    came: dict[str, int]


class _Told(msgspec.Struct, frozen=True):
    title: str = ""
    detail: str = ""


class _Refused(_Told, frozen=True):
    problems: tuple[_Told, ...] = ()


class NotTaken(Exception):
    """The node refused: what it said, in its own words."""


async def sent(folder: Path, manifest: Manifest, node: str, carrier: UUID, session: str) -> None:
    """Send every file of a manifest from where the node has it, and read the carrier in; NotTaken where it refuses.

    `session` is the token of an officer who signed in.
    """
    place = f"{node.rstrip('/')}/api/v1/provision/carriers/{carrier}"
    headers = {"authorization": f"Bearer {session}"}
    async with aiohttp.ClientSession(headers=headers, timeout=_PATIENCE) as client:
        came = await _came(client, f"{place}/files")
        for one in manifest.files:
            await _send(client, f"{place}/files/{one.name}", folder / one.name, one.size, came.get(one.name, 0))
        async with client.post(f"{place}/read", json={"present": [one.name for one in manifest.files]}) as answer:
            await _must_be_taken(answer)


async def _came(client: aiohttp.ClientSession, place: str) -> Mapping[str, int]:
    async with client.get(place, allow_redirects=False) as answer:
        await _must_be_taken(answer)
        return msgspec.json.decode(await answer.read(), type=_Came).came


async def _send(client: aiohttp.ClientSession, place: str, file: Path, size: int, begin: int) -> None:
    with file.open("rb") as opened:
        opened.seek(begin)
        while data := opened.read(PART):
            ranged = {"content-range": f"bytes {begin}-{begin + len(data) - 1}/{size}"}
            async with client.put(place, data=data, headers=ranged, allow_redirects=False) as answer:
                await _must_be_taken(answer)
            begin += len(data)


async def _must_be_taken(answer: aiohttp.ClientResponse) -> None:
    """Make sure that the node did it; NotTaken with each of its problems on a line of its own."""
    if answer.status < 300:
        return
    try:
        told = msgspec.json.decode(await answer.content.read(_LONGEST_REFUSAL), type=_Refused)
    except msgspec.MsgspecError:
        raise NotTaken(f"HTTP {answer.status}") from None
    raise NotTaken("\n".join(f"{one.title} {one.detail}".strip() for one in told.problems or (told,)))
