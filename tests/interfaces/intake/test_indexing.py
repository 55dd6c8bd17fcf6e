"""The process that fills the index: real processes, one of which works; what is acknowledged is found, campaigns are
offered.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from almasu.kernel.sector.rollup import Rollup, Wanted
from almasu.kernel.sector.signals_port import LostTurn
from almasu.store.sector import StoredSector
from almasu.wiring.running import now
from almasu.wiring.supervising import Part, Supervisor
from interfaces.intake.conftest import Door
from interfaces.intake.test_intake import SIGNAL, batch, posted

PATIENCE = 45.0
BANKS = ("210140083118", "060640004748", "120540003117")


@pytest.fixture
def settings(door: Door, database_url: str, tmp_path: Path) -> Path:
    named = {
        "database": database_url,
        "vault": tmp_path / "vault",
        "certificate": door.authority.certificate,
        "key": door.authority.certificate,
        "authority": door.authority.certificate,
    }
    file = tmp_path / "intake.toml"
    lines = [f"{name} = {msgspec.json.encode(str(value)).decode()}\n" for name, value in named.items()]
    file.write_text("".join([*lines, "campaigns_every = 0.2\n"]))
    return file


@pytest.fixture
def parts(settings: Path, tmp_path: Path) -> Iterator[Supervisor]:
    with Supervisor(tmp_path / "logs", {}) as parts:
        for number in range(2):
            part = Part(f"index-{number}", "almasu.interfaces.intake.indexing", (str(settings),), announces=True)
            parts.start(part)
        parts.await_ready()
        yield parts


async def until(look: Callable[[], Awaitable[bool]]) -> None:
    ends = time.monotonic() + PATIENCE
    while not await look():
        assert time.monotonic() < ends
        await asyncio.sleep(0.05)


async def found(store: StoredSector, **wanted: object) -> Sequence[Rollup]:
    async with store.transaction() as transaction:
        return await transaction.index.found(Wanted(**wanted), 50)  # type: ignore[arg-type]


async def test_what_is_acknowledged_is_found_though_the_one_who_fills_the_index_is_killed(
    door: Door, parts: Supervisor
) -> None:
    seen_now = {**SIGNAL, "first": now().isoformat(), "last": now().isoformat()}
    pairs = [await door.let_in(f"soc-{bank}", bank) for bank in BANKS]

    async def all_indexed(count: int) -> bool:
        return sum(one.signals for one in await found(door.store)) == count

    for number in range(3):
        for pair in pairs:
            async with door.client(pair) as http:
                assert (await posted(http, batch(number + 1, [seen_now])))[0] == 200
        await until(lambda: all_indexed((number + 1) * len(BANKS)))  # noqa: B023 - awaited in this round
        if number < 2:
            parts.kill(f"index-{number}")
            parts.restart(f"index-{number}")

    async def is_offered() -> bool:
        async with door.store.transaction() as transaction:
            terms = {one.campaign.seen.term for one in await transaction.index.offered()}
        return f"source:{SIGNAL['source']}" in terms

    await until(is_offered)


@pytest.fixture
async def fence(door: Door) -> int:
    taken = await door.store.take_index_turn("one")
    assert taken is not None
    return taken


async def test_one_at_a_time_fills_the_index_and_none_out_of_turn(door: Door, fence: int) -> None:
    assert await door.store.take_index_turn("other") is None
    assert await door.store.take_index_turn("one") == fence
    await door.store.give_up_index_turn(fence)
    later = await door.store.take_index_turn("other")
    assert later == fence + 1
    with pytest.raises(LostTurn):
        async with door.store.transaction() as transaction:
            await transaction.index.hold(fence)
