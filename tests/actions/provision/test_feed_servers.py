"""A body registers the server of a set by a signed act: fetched from it, its entrance sealed, revoked and gone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from uuid import UUID

import asyncssh
import msgspec
import pytest

from actions.provision.conftest import Zone
from actions.provision.test_feeds import file_of
from actions.provision.test_fetched_feeds import PASSWORD, SET, STATE_NETWORK, fetching, read_to, round_of, shelf_of
from almasu.actions.provision import feed_servers, fetch_delivery
from almasu.actions.provision.deliveries import feeds_of
from almasu.actions.provision.entrances import WAITS, sweep_entrances
from almasu.actions.provision.feed_servers import KeptServer, OfServer
from almasu.kernel.provision.feed_server import ServerForm
from almasu.kernel.sealing.vault import KeyDestroyed
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import Problem
from almasu.testing.feeds.servers import USER, sftp_server

TOKEN = "of-the-tests"


async def permitted(zone: Zone, folder: Path, *places: str, within: tuple[str, ...] = STATE_NETWORK) -> None:
    """The operator permits places, and names no server."""
    await fetching(zone, folder, None, within)
    listed = "".join(f"- {place}\n" for place in places)
    (folder / "feeds.yaml").write_text(
        f"format: almasu-feeds\ninner_ranges: ['127.0.0.0/8', '::1/128']\nplaces:\n{listed}"
    )


async def registers(zone: Zone, form: ServerForm) -> KeptServer:
    return await zone.signs("responsible", feed_servers.prepare_server, feed_servers.register_server, form)


async def revokes(zone: Zone, kept: KeptServer) -> KeptServer:
    form = OfServer(kept.number)
    return await zone.signs("responsible", feed_servers.prepare_revocation, feed_servers.revoke_server, form)


async def test_a_registered_server_is_fetched_from_until_it_is_revoked(zone: Zone, tmp_path: Path) -> None:
    data = file_of(tmp_path)
    async with shelf_of(tmp_path, data) as (shelf, sheet):
        roots = (tmp_path / sheet.tls.roots).read_text() if sheet.tls else ""
        form = ServerForm(data_set=SET, address=sheet.url, roots=roots, password=TOKEN)
        await permitted(zone, tmp_path, "localhost:1")
        with pytest.raises(Problem) as no:
            await registers(zone, form)
        assert no.value.kind.code == "provision.server.place"
        with pytest.raises(Problem) as nowhere:
            await fetch_delivery.fetch_now(zone.node, zone.tokens["responsible"], SET, zone.now())
        assert nowhere.value.kind.code == "provision.fetch.absent"

        place = sheet.url.removeprefix("https://").partition("/")[0]
        await permitted(zone, tmp_path, place, within=("10.0.0.0/8",))
        with pytest.raises(Problem) as off:
            await registers(zone, form)
        assert off.value.kind.code == "provision.server.off_network", "permitted, and not of the state network"
        await permitted(zone, tmp_path, place)
        with pytest.raises(Problem) as officer:
            await feed_servers.prepare_server(zone.node, zone.tokens["officer"], form, zone.now())
        assert officer.value.kind.code == "account.role"
        act = await feed_servers.prepare_server(zone.node, zone.tokens["responsible"], form, zone.now())
        kept = await registers(zone, form)
        await only_the_signed_key_stays(zone, act, kept)
        assert TOKEN.encode() not in act.data + await said_of_it(zone)
        state, fetch = await round_of(zone)
        assert state == "taken"
        await read_to(zone, fetch, data)

        # Revoked while the file comes in: what came is dropped, nothing of it counts, and the key is gone.
        shelf.data, shelf.breaks_after = data + b"\n", 0
        assert (await round_of(zone))[0] == "waiting"
        gone = await revokes(zone, kept)
        assert (gone.state, gone.server.sealed) == ("revoked", "")
        with pytest.raises(KeyDestroyed):
            await zone.node.vault.wrapped(kept.server.server, bytes(32))
        state, fetch = await round_of(zone, asked=False)
        assert (state, fetch.because and fetch.because.code) == ("failed", "provision.server.revoked")
        assert feeds_of(zone.node).spool.size(fetch.delivery) == 0
        with pytest.raises(Problem):
            await round_of(zone)
        with pytest.raises(Problem) as twice:
            await revokes(zone, kept)
        assert twice.value.kind.code == "provision.server.absent"
    moved = await zone.told("provision_server_moved")
    assert [one["paper_state"] for one in moved] == ["registered", "revoked"]
    known = await feed_servers.servers(zone.node, zone.tokens["officer"], zone.now())
    assert ([one.state for one in known.servers], known.trouble) == (["revoked"], None)
    (tmp_path / "feeds.yaml").write_text("places: 7")
    known = await feed_servers.servers(zone.node, zone.tokens["responsible"], zone.now())
    assert known.trouble is not None
    assert known.trouble.kind.code == "registers.unreadable"


async def test_a_server_of_sftp_is_known_by_the_key_that_was_signed(zone: Zone, tmp_path: Path) -> None:
    folder, known = tmp_path / "served", tmp_path / "known"
    folder.mkdir()
    data = await asyncio.to_thread(file_of, tmp_path)
    (folder / "feed.csv").write_bytes(data)
    key = asyncssh.generate_private_key("ssh-ed25519")
    known.write_bytes(key.export_public_key("openssh"))
    other = asyncssh.generate_private_key("ssh-ed25519").export_public_key("openssh").decode()
    async with sftp_server(folder, PASSWORD, known) as (port, host):
        await permitted(zone, tmp_path, f"localhost:{port}")
        address = f"sftp://localhost:{port}/feed.csv"
        form = ServerForm(data_set=SET, address=address, user=USER, host_key=other, password=PASSWORD)
        first = await registers(zone, form)
        assert (await round_of(zone))[1].because.code == "provision.fetch.another_server"  # type: ignore[union-attr]
        private = key.export_private_key("openssh").decode()
        await registers(zone, ServerForm(data_set=SET, address=address, user=USER, host_key=host, key=private))
        with pytest.raises(KeyDestroyed):
            await zone.node.vault.wrapped(first.server.server, bytes(32))
        state, fetch = await round_of(zone)
        assert state == "taken"
        await read_to(zone, fetch, data)
        # The operator takes the place from the list: no registered server is called there any more.
        await permitted(zone, tmp_path, "localhost:1")
        assert (await round_of(zone))[1].because.code == "provision.fetch.refused"  # type: ignore[union-attr]


async def only_the_signed_key_stays(zone: Zone, unsigned: PreparedAct, kept: KeptServer) -> None:
    """Of two registrations that were built the one that nobody signs leaves no key, and cannot be signed any more."""
    number = UUID(msgspec.json.decode(unsigned.data)["body"]["server"])
    assert await sweep_entrances(zone.node, zone.now()) == 0
    assert await zone.node.vault.wrapped(number, bytes(32)) != await zone.node.vault.wrapped(
        kept.server.server, bytes(32)
    )
    assert [await sweep_entrances(zone.node, zone.now() + WAITS) for _ in range(2)] == [1, 0]
    with pytest.raises(KeyDestroyed):
        await zone.node.vault.wrapped(number, bytes(32))
    assert await zone.node.vault.wrapped(kept.server.server, bytes(32))
    token, cms = zone.tokens["responsible"], zone.cms("responsible", unsigned)
    with pytest.raises(Problem) as late:
        await feed_servers.register_server(zone.node, token, unsigned.id, cms, zone.now())
    assert late.value.kind.code == "provision.server.absent"
    moved = [one["paper_state"] for one in await zone.told("provision_entrance_moved")]
    assert moved == ["waiting", "waiting", "used", "unsigned"]


async def said_of_it(zone: Zone) -> bytes:
    """What the card of the server and the journal say, opened."""
    async with zone.node.store.transaction() as transaction:
        (card,) = await transaction.papers.in_states(feed_servers.KIND, ("registered",), None, 10)
    return card.data + repr(await zone.world.entries()).encode()
