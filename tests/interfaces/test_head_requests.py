"""A HEAD over a real socket: the status and headers of the GET, no byte of its body, and the connection goes on."""

from __future__ import annotations

from litestar import Litestar, get

from almasu.interfaces.connections import bounded_config
from almasu.interfaces.head_requests import HeadAsGet
from interfaces.serving import listening, raw_client

ASK = b"%b %b HTTP/1.1\r\nHost: localhost\r\n\r\n"


@get("/healthz")
async def health() -> str:
    return "ok"


async def test_a_head_has_the_headers_of_a_get_and_no_body() -> None:
    served = HeadAsGet(Litestar([health], logging_config=None))
    async with listening(bounded_config(served, 10, 10)) as port, raw_client(port) as client:
        await client.write(ASK % (b"GET", b"/healthz"))
        whole = await client.head()
        assert await client.reader.readexactly(2) == b"ok"
        for _ in range(2):
            await client.write(ASK % (b"HEAD", b"/healthz"))
            assert _without_date(await client.head()) == _without_date(whole)
        await client.write(ASK % (b"HEAD", b"/nowhere"))
        assert (await client.head()).startswith(b"HTTP/1.1 404 ")


def _without_date(head: bytes) -> list[bytes]:
    return [line for line in head.lower().splitlines() if not line.startswith(b"date:")]
