"""Signing through NCALayer or its emulator, over its real protocol (reference: KNCA basics module)."""

from __future__ import annotations

import base64
import json

from websockets.asyncio.client import connect

HARDWARE = [
    "AKKaztokenStore",
    "AKKZIDCardStore",
    "AKEToken72KStore",
    "AKEToken5110Store",
    "AKJaCartaStore",
    "AKAKEYStore",
]
SIGNING_USE = ["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"]


class NotSigned(Exception):
    """The person cancelled, or NCALayer refused; the text says which."""


async def signed(address: str, data: bytes, iin: str) -> bytes:
    """Return the CMS (DER) that the person with this IIN makes over the data; NotSigned where none was made."""
    asked = {
        "module": "kz.gov.pki.knca.basics",
        "method": "sign",
        "args": {
            "allowedStorages": HARDWARE,
            "format": "cms",
            "data": base64.b64encode(data).decode(),
            "signingParams": {"decode": True, "encapsulate": False, "digested": False},
            "signerParams": {"extKeyUsageOids": SIGNING_USE, "iin": iin, "chain": []},
            "locale": "ru",
        },
    }
    async with connect(address, compression=None, max_size=1 << 20) as socket:
        await socket.recv()
        await socket.send(json.dumps(asked))
        said = json.loads(await socket.recv())
    return _der(said)


def _der(said: dict[str, object]) -> bytes:
    body = said.get("body")
    if said.get("status") is not True or not isinstance(body, dict) or "result" not in body:
        raise NotSigned(str(said.get("code") or "cancelled"))
    result = body["result"]
    pem = result[0] if isinstance(result, list) else result
    lines = [line for line in str(pem).splitlines() if line and not line.startswith("-----")]
    return base64.b64decode("".join(lines))
