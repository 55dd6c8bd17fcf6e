"""A witness shows the heads of a log kept apart to listed addresses only; to others it looks like one never seen."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from almasu.interfaces.witness.app import Apart, Witness
from almasu.interfaces.witness.keys import own_key
from almasu.interfaces.witness.memory import open_memory, origin_name

from .conftest import ORIGIN, Clock

NEVER = "0" * 64


@pytest.fixture
def ask(tmp_path, make_log):
    """Asks a witness for a head from an address: what it says, as status and body."""
    key = own_key(tmp_path, "witness.example/prosecutor")
    apart = Apart(frozenset({origin_name(ORIGIN)}), (ip_network("127.0.0.0/8"), ip_network("::1/128")))
    log = make_log()
    witness = Witness(key, {ORIGIN: [log.keys.head.key]}, open_memory(tmp_path, key.key), Clock(), apart)

    async def asking(method, path, client, headers=(), body=b""):
        said = []

        async def receive():
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message):
            said.append(message)

        scope = {"type": "http", "method": method, "path": path, "client": (client, 4000), "headers": headers}
        await witness(scope, receive, send)
        return said[0]["status"], said[1]["body"]

    asking.log = log
    return asking


@pytest.fixture
async def vouched(ask):
    assert (await ask("POST", "/add-checkpoint", "10.0.0.5", body=ask.log.ask(0, 7).data()))[0] == 200
    return f"/{origin_name(ORIGIN)}/checkpoint"


@pytest.mark.parametrize("client", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
async def test_a_listed_address_sees_the_head(ask, vouched, client):
    status, body = await ask("GET", vouched, client)
    assert status == 200
    assert body.startswith(f"{ORIGIN}\n7\n".encode())


@pytest.mark.parametrize(
    ("client", "headers"),
    [("10.0.0.5", ()), ("127.0.0.1", ((b"x-forwarded-for", b"127.0.0.1"),)), ("::ffff:10.0.0.5", ())],
)
async def test_to_anybody_else_it_was_never_co_signed(ask, vouched, client, headers):
    assert await ask("GET", vouched, client, headers) == await ask("GET", f"/{NEVER}/checkpoint", client, headers)


async def test_a_fork_of_it_is_refused_all_the_same(ask, vouched, make_log):
    fork = make_log(seed=1)
    assert (await ask("POST", "/add-checkpoint", "127.0.0.1", body=fork.ask(7, 9).data()))[0] == 422
    assert (await ask("POST", "/add-checkpoint", "127.0.0.1", body=ask.log.ask(7, 9).data()))[0] == 200
