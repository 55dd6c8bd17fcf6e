"""Health is for everybody, measures are for the monitoring that the settings list, and for nobody through a proxy."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from litestar import Litestar
from litestar.di import Provide
from litestar.testing import TestClient
from litestar.types import Receive, Scope, Send

from almasu.interfaces.api.problems import API_PROBLEMS
from almasu.interfaces.api.standing import standing_routes
from almasu.interfaces.connections import bounded_config
from almasu.wiring.settings import Settings
from interfaces.serving import listening, raw_client

HERE = ("127.0.0.0/8", "::1/128")
INSIDE = ("10.20.0.0/16", "192.0.2.7", "2001:db8::/32")


def standing(metrics_to: tuple[str, ...]) -> Litestar:
    running = SimpleNamespace(settings=SimpleNamespace(metrics_to=metrics_to))
    return Litestar(
        [standing_routes()],
        dependencies={"running": Provide(lambda: running, sync_to_thread=False)},
        exception_handlers=API_PROBLEMS,
        logging_config=None,
    )


@pytest.mark.parametrize(
    ("metrics_to", "peer", "status"),
    [
        (HERE, "127.0.0.1", 200),
        (HERE, "::1", 200),
        (HERE, "::ffff:127.0.0.1", 200),
        (HERE, "10.20.0.1", 404),
        (HERE, "::ffff:10.20.0.1", 404),
        (HERE, "", 404),
        (HERE, "localhost", 404),
        (INSIDE, "10.20.255.255", 200),
        (INSIDE, "192.0.2.7", 200),
        (INSIDE, "2001:db8::1", 200),
        (INSIDE, "127.0.0.1", 404),
        (INSIDE, "192.0.2.8", 404),
        ((), "127.0.0.1", 404),
    ],
)
def test_measures_are_for_listed_places_alone(metrics_to: tuple[str, ...], peer: str, status: int) -> None:
    node = standing(metrics_to)

    async def from_peer(scope: Scope, receive: Receive, send: Send) -> None:
        scope["client"] = (peer, 4000)
        await node(scope, receive, send)

    with TestClient(from_peer) as client:
        answer = client.get("/metrics")
    assert answer.status_code == status
    assert ("python_info" in answer.text) is (status == 200)
    assert answer.headers["content-type"].count("charset") <= 1


def test_by_default_measures_are_for_this_machine() -> None:
    assert Settings(data=Path(), database_url="").metrics_to == HERE


@pytest.mark.parametrize("header", ["x-forwarded-for: 127.0.0.1", "forwarded: for=127.0.0.1", "via: 1.1 proxy"])
async def test_who_comes_through_a_proxy_on_this_machine_gets_none(header: str) -> None:
    async with listening(bounded_config(standing(HERE), 40)) as port:
        for more, status in (("", b" 200 "), (f"{header}\r\n", b" 404 ")):
            async with raw_client(port) as client:
                await client.write(f"GET /metrics HTTP/1.1\r\nhost: a\r\n{more}\r\n".encode())
                assert status in await client.head()
