"""Files of feeds fetched from the body's own server: a real one of HTTPS, a real one of SFTP, friendly and hostile."""

from __future__ import annotations

import gzip
import shutil
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import asyncssh
import msgspec
import pytest

from actions.provision.conftest import BODY, Zone
from actions.provision.test_feeds import file_of, taking
from actions.sector.localhost import certificate_of_localhost
from almasu.actions.provision import fetch_delivery, read_delivery
from almasu.actions.provision.deliveries import feeds_of, ground_of
from almasu.actions.provision.obligations import KeptObligations
from almasu.actions.provision.see_deliveries import fetches
from almasu.connectors.feed_source import https
from almasu.kernel.provision.delivery import DeliveryState
from almasu.kernel.provision.fetching import LEASE, LONGEST_WAIT, MOST_TRIES, Fetch
from almasu.law.problem import Problem
from almasu.testing.feeds.servers import USER, Shelf, SilentAtOpening, https_server, sftp_server
from almasu.wiring.feed_sources import FeedSheet, HttpsSheet, SftpSheet, SheetOfFeeds
from almasu.wiring.register_sheet import Tls

SET = "vehicles"
PASSWORD = "a password of the tests"
STATE_NETWORK = ("127.0.0.0/8", "::1/128")
LED = {
    "/latest.csv": "",
    "/led-out.csv": "SFTPNoSuchFile",
    "/in/up.csv": "a link out of the folder",
    "/deep.csv": "a link out of the folder",
    "/in/down.csv": "",
    "in/up.csv": "a link out of the folder",
    "latest.csv": "",
    "/folder.csv": "no file",
    "/empty.csv": "empty",
}
"""Where a path on a body's server leads, and why a file does not come from there."""


async def fetching(
    zone: Zone, folder: Path, source: HttpsSheet | SftpSheet | None, within: tuple[str, ...] = STATE_NETWORK
) -> None:
    """A zone whose operator named the server of the set."""
    if zone.node.feeds is None or not isinstance(zone.node.feeds.sources, SheetOfFeeds):
        await taking(zone, folder)
    from_server(zone, folder, source, within)


def from_server(
    zone: Zone, folder: Path, source: HttpsSheet | SftpSheet | None, within: tuple[str, ...] = STATE_NETWORK
) -> None:
    """Name the server of the set on the operator's sheet."""
    sheet = FeedSheet(inner_ranges=("127.0.0.0/8",), feeds={} if source is None else {f"{BODY}/{SET}": source})
    (folder / "feeds.yaml").write_bytes(msgspec.yaml.encode(sheet))
    zone.world.node = replace(
        zone.node, feeds=replace(feeds_of(zone.node), sources=SheetOfFeeds(folder / "feeds.yaml", within))
    )


async def round_of(zone: Zone, *, asked: bool = True) -> tuple[str, Fetch]:
    """Ask for the file, let the worker fetch, and see what came of it."""
    if asked:
        await fetch_delivery.fetch_now(zone.node, zone.tokens["responsible"], SET, zone.now())
    await fetch_delivery.fetch_waiting(zone.node, zone.now)
    (one,) = await fetches(zone.node, zone.tokens["officer"], zone.now())
    return one.state, one.fetch


async def read_to(zone: Zone, fetch: Fetch, data: bytes) -> None:
    """The fetched file is a delivery whose file is exactly what the server has, and it is read."""
    spool = feeds_of(zone.node).spool
    assert spool.size(fetch.delivery) == len(data)
    assert await read_delivery.read_waiting(zone.node, zone.now) == 1
    async with zone.node.store.transaction() as transaction:
        delivery = await transaction.deliveries.one(fetch.delivery)
    assert delivery is not None
    assert (delivery.state, delivery.position.accepted) == (DeliveryState.DONE, 996)


@asynccontextmanager
async def shelf_of(folder: Path, data: bytes, name: str = "feed.csv") -> AsyncIterator[tuple[Shelf, HttpsSheet]]:
    """A server of HTTPS whose certificate is trusted by the sheet alone."""
    chain, key = certificate_of_localhost(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, key)
    (folder / "account").write_text("Bearer of-the-tests")
    (folder / "account").chmod(0o600)
    shelf = Shelf(data, account="Bearer of-the-tests")
    async with https_server(shelf, context) as port:
        url = f"https://localhost:{port}/{name}"
        yield shelf, HttpsSheet(url=url, account="account", seconds=20, tls=Tls(Path(chain).name))


async def test_a_file_over_https_goes_on_after_a_break_and_is_not_fetched_twice(
    zone: Zone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = file_of(tmp_path)
    part = len(data) // 4 + 1
    monkeypatch.setattr(https, "PART", part)
    async with shelf_of(tmp_path, data) as (shelf, sheet):
        await fetching(zone, tmp_path, sheet)
        shelf.breaks_after = 2
        state, fetch = await round_of(zone)
        assert (state, fetch.tries, fetch.because and fetch.because.code) == ("waiting", 1, "provision.fetch.silent")
        assert feeds_of(zone.node).spool.size(fetch.delivery) == 2 * part
        assert await fetch_delivery.fetch_waiting(zone.node, zone.now) == 0  # not before its time
        shelf.breaks_after = None
        zone.world.clock.at += timedelta(minutes=2)
        state, fetch = await round_of(zone, asked=False)
        assert state == "taken"
        assert [one[0].partition("-")[0] for one in shelf.asked] == [f"bytes={n * part}" for n in (0, 1, 2, 2, 3)]
        await read_to(zone, fetch, data)

        assert (await round_of(zone))[0] == "unchanged"
        monkeypatch.setattr(fetch_delivery, "TURN", timedelta(-1))
        shelf.data = data + b"\n"
        turns = [await round_of(zone, asked=not turn) for turn in range(4)]
        assert [(one[0], one[1].tries) for one in turns] == [*[("waiting", 0)] * 3, ("taken", 1)], "others come between"
        assert feeds_of(zone.node).spool.size(turns[-1][1].delivery) == len(shelf.data)
        shelf.ranges, shelf.data = False, data + b"x"  # a server without ranges, and a file that is wrong at its end
        assert (await round_of(zone))[1].because.code == "provision.fetch.unusable"  # type: ignore[union-attr]
        shelf.account = "another"
        state, fetch = await round_of(zone)
        assert (state, fetch.because and fetch.because.code) == ("failed", "provision.fetch.not_let_in")
        assert feeds_of(zone.node).spool.size(fetch.delivery) == 0
        (tmp_path / "account").chmod(0o644)
        assert (await round_of(zone))[1].sign == "registers.open_secret"
    steps = [one["step"] for one in await zone.told("provision_fetch_moved")]
    assert steps[:8] == ["asked", "begins", "coming", "later", "begins", "taken", "asked", "begins"]


async def test_a_file_replaced_between_two_tries_comes_anew_in_parts_and_an_empty_one_is_called_so(
    zone: Zone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = file_of(tmp_path)
    part = len(data) // 4 + 1
    monkeypatch.setattr(https, "PART", part)
    async with shelf_of(tmp_path, data.replace(b"red", b"tan")) as (shelf, sheet):
        await fetching(zone, tmp_path, sheet)
        shelf.breaks_after = 2
        assert (await round_of(zone))[0] == "waiting"
        shelf.data, shelf.breaks_after = data, None
        zone.world.clock.at += timedelta(minutes=2)
        state, fetch = await round_of(zone, asked=False)
        assert (state, fetch.because) == ("taken", None)
        await read_to(zone, fetch, data)
        shelf.data = b""
        state, fetch = await round_of(zone)
        assert (state, fetch.because and fetch.because.code) == ("failed", "provision.fetch.unusable")
        assert (fetch.sign, "(" in fetch.because.title.en) == ("empty", False), "the sign is for the server's keeper"


async def test_a_server_outside_the_state_network_is_never_called(zone: Zone, tmp_path: Path) -> None:
    async with shelf_of(tmp_path, file_of(tmp_path, rows_of=20)) as (shelf, sheet):
        await fetching(zone, tmp_path, sheet, within=("10.0.0.0/8",))
        _, fetch = await round_of(zone)
        assert fetch.sign == "off the state network"
        assert shelf.asked == []


async def test_a_server_that_stays_silent_is_given_up_and_a_packed_bomb_is_refused(zone: Zone, tmp_path: Path) -> None:
    bomb = gzip.compress(b"0" * (8 << 20))
    async with shelf_of(tmp_path, bomb, "feed.csv.gz") as (shelf, sheet):
        await fetching(zone, tmp_path, sheet)
        assert (await round_of(zone))[1].because.code == "provision.fetch.unusable"  # type: ignore[union-attr]
        shelf.data = gzip.compress(file_of(tmp_path))
        state, fetch = await round_of(zone)
        assert state == "taken"
        await read_to(zone, fetch, file_of(tmp_path))
        shelf.breaks_after = 0
        await round_of(zone)
        for _ in range(MOST_TRIES - 1):
            zone.world.clock.at += timedelta(hours=1)
            await zone.again()
            state, fetch = await round_of(zone, asked=False)
        assert (state, fetch.tries) == ("failed", MOST_TRIES)
    await fetching(zone, tmp_path, HttpsSheet(url="https://10.0.0.1/feed.csv"))
    assert (await round_of(zone))[1].sign == "place"
    await fetching(zone, tmp_path, None)
    with pytest.raises(Problem) as absent:
        await round_of(zone)
    assert absent.value.kind.code == "provision.fetch.absent"


async def test_a_file_over_sftp_comes_from_the_pinned_host_alone(zone: Zone, tmp_path: Path) -> None:
    shelf, data = tmp_path / "shelf", file_of(tmp_path)
    shelf.mkdir()
    (shelf / "feed.csv").write_bytes(data)
    ours = asyncssh.generate_private_key("ssh-ed25519")
    for name, secret in (("sftp.key", ours.export_private_key()), ("password", PASSWORD.encode())):
        (tmp_path / name).write_bytes(secret)
        (tmp_path / name).chmod(0o600)
    known = tmp_path / "known"
    known.write_bytes(ours.export_public_key())
    async with sftp_server(shelf, PASSWORD, known) as (port, host_key):
        line = SftpSheet(
            host="localhost", port=port, user=USER, path="/feed.csv", host_key=host_key, key="sftp.key", seconds=20
        )
        await fetching(zone, tmp_path, line)
        state, fetch = await round_of(zone)
        assert (state, fetch.because) == ("taken", None)
        await read_to(zone, fetch, data)
        assert (await round_of(zone))[0] == "unchanged"
        (shelf / "feed.csv").write_bytes(data + b"\n")
        await fetching(zone, tmp_path, msgspec.structs.replace(line, key="", password="password"))
        assert (await round_of(zone))[0] == "taken"

        (shelf / "empty.csv").touch()
        (shelf / "folder.csv").mkdir()
        (shelf / "latest.csv").symlink_to("feed.csv")
        (tmp_path / "outside.csv").write_bytes(data)
        (shelf / "led-out.csv").symlink_to(tmp_path / "outside.csv")
        (shelf / "in").mkdir()
        (shelf / "in" / "up.csv").symlink_to(shelf / "feed.csv")
        (shelf / "in" / "deeper").mkdir()
        shutil.copy2(shelf / "feed.csv", shelf / "in" / "deeper" / "feed.csv")
        (shelf / "in" / "down.csv").symlink_to("deeper/feed.csv")
        (shelf / "deep.csv").symlink_to("in/deeper/feed.csv")
        for name, why in LED.items():
            await fetching(zone, tmp_path, msgspec.structs.replace(line, path=name))
            state, fetch = await round_of(zone)
            assert state == ("failed" if why else "unchanged"), name
            assert (fetch.sign, "(" in (fetch.because.title.ru if fetch.because else "")) == (why, False), name

        stranger = asyncssh.generate_private_key("ssh-ed25519").export_public_key().decode().strip()
        refused = {
            "another_server": msgspec.structs.replace(line, host_key=stranger),
            "not_let_in": msgspec.structs.replace(line, key="", password="sftp.key"),
            "no_file": msgspec.structs.replace(line, path="/none.csv"),
        }
        for why, wrong in refused.items():
            await fetching(zone, tmp_path, wrong)
            state, fetch = await round_of(zone)
            assert (state, fetch.because and fetch.because.code) == ("failed", f"provision.fetch.{why}")
    await fetching(zone, tmp_path, line)
    assert (await round_of(zone))[1].because.code == "provision.fetch.silent"  # type: ignore[union-attr]
    async with sftp_server(shelf, PASSWORD, known, serve=SilentAtOpening) as (port, host_key):
        silent = msgspec.structs.replace(line, port=port, host_key=host_key, seconds=1)
        await fetching(zone, tmp_path, silent)
        assert (await round_of(zone))[1].because.code == "provision.fetch.silent"  # type: ignore[union-attr]


async def test_what_is_owed_by_the_schedule_is_asked_for_each_hour_by_one_worker_until_it_is_given(
    zone: Zone, tmp_path: Path
) -> None:
    async with shelf_of(tmp_path, file_of(tmp_path)) as (shelf, sheet):
        await fetching(zone, tmp_path, sheet)
        assert await fetch_delivery.ask_scheduled(zone.node, zone.now()) == 0
        async with zone.node.store.transaction() as transaction:
            ground = await ground_of(zone.node, transaction, BODY, SET, zone.now())
            keeping = KeptObligations(zone.node, transaction, "system:tests")
            first = await keeping.owe(ground.under, zone.now())
        assert await fetch_delivery.ask_scheduled(zone.node, zone.now()) == 1
        assert await fetch_delivery.ask_scheduled(zone.node, zone.now()) == 0
        (one,) = await fetches(zone.node, zone.tokens["officer"], zone.now())
        await fetch_delivery._claimed(zone.node, one.number, zone.now())
        assert await fetch_delivery.fetch_waiting(zone.node, zone.now) == 0
        zone.world.clock.at += LEASE  # a worker that was killed holds it no longer
        assert (await round_of(zone, asked=False))[0] == "taken"
        assert shelf.asked
        assert await fetch_delivery.ask_scheduled(zone.node, zone.now()) == 0
        zone.world.clock.at += LONGEST_WAIT
        await zone.again()
        assert await fetch_delivery.ask_scheduled(zone.node, zone.now()) == 1, "the file may lie there by now"
        assert (await round_of(zone, asked=False))[0] == "unchanged"
        shelf.account, kept = "another", shelf.account
        zone.world.clock.at += LONGEST_WAIT
        await zone.again()
        assert await fetch_delivery.ask_scheduled(zone.node, zone.now()) == 1
        assert (await round_of(zone, asked=False))[0] == "failed"
        zone.world.clock.at += LONGEST_WAIT
        await zone.again()
        assert await fetch_delivery.ask_scheduled(zone.node, zone.now()) == 0, "an account might be shut"
        shelf.account = kept
        async with zone.node.store.transaction() as transaction:
            keeping = KeptObligations(zone.node, transaction, "system:tests")
            await keeping.give(first.id, zone.now(), ("rejected_rows",))
        zone.world.clock.at += LONGEST_WAIT
        await zone.again()
        assert await fetch_delivery.ask_scheduled(zone.node, zone.now()) == 0, "what came stands with its lack"
        async with zone.node.store.transaction() as transaction:
            await KeptObligations(zone.node, transaction, "system:tests").owe(ground.under, zone.now())
        assert await fetch_delivery.ask_scheduled(zone.node, zone.now()) == 1, "the next term is another's"
