"""Outages of what the exchange rests on open their entries by themselves, with the moments at which they happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from psycopg import OperationalError

from actions.conftest import NOON
from actions.operating.conftest import Operated
from almasu.actions.operating import watch_services
from almasu.actions.operating.emergencies import Line, emergency_journal
from almasu.actions.operating.watch_services import DatabaseProbe, Watch, WitnessProbe, tried
from almasu.kernel.journal.checkpoint import Checkpoint, cosign, sign_checkpoint
from almasu.kernel.journal.keys import from_seed, keys_of
from almasu.kernel.journal.note import KeyKind
from almasu.law import moment


@dataclass
class Told:
    """A service that fails as a test tells it."""

    place: str = "service:ocsp"
    because: str = ""
    broken: bool = False

    async def failing(self, at: datetime) -> str:
        if self.broken:
            raise OperationalError("the database is away")
        return self.because


async def lines(operated: Operated) -> list[Line]:
    return list((await emergency_journal(operated.world.node, operated.token, operated.world.clock())).lines)


async def test_an_outage_that_two_looks_meet_is_entered_since_the_first_and_ended(operated: Operated) -> None:
    world, service = operated.world, Told()
    watch = Watch(world.node, [service], world.clock)
    await watch.look()
    service.because = "HTTP 503"
    began = world.clock.forward(seconds=15)
    await watch.look()
    assert await lines(operated) == [], "once is a blink"
    world.clock.forward(seconds=15)
    await watch.look()
    await watch.look()
    (line,) = await lines(operated)
    assert (line.paper.state, line.said.place, line.said.noticed) == ("open", "service:ocsp", "HTTP 503")
    assert moment.read(line.said.values["started_at"]) == began
    service.because = ""
    ended = world.clock.forward(minutes=4)
    await watch.look()
    (line,) = await lines(operated)
    assert (line.paper.state, moment.read(line.said.values["ended_at"])) == ("ended", ended)
    leaf = [entry for entry in await operated.leaves() if entry["kind"] == "emergency_changed"][-1]
    assert (leaf["actor"], dict(leaf["says"])["place"]) == ("system:exchange", "service:ocsp")  # type: ignore[call-overload]


async def test_a_new_worker_ends_what_a_dead_one_left_open(operated: Operated) -> None:
    world, service = operated.world, Told(because="silent")
    before = Watch(world.node, [service], world.clock)
    await before.look()
    await before.look()
    service.because = ""
    await Watch(world.node, [service], world.clock).look()
    assert [line.paper.state for line in await lines(operated)] == ["ended"]


async def test_what_happened_while_the_database_was_away_is_written_when_it_is_back(
    operated: Operated, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, service = operated.world, Told("service:database")
    watch = Watch(world.node, [service], world.clock)
    noted = watch_services.noted

    async def cannot(*_: object) -> None:
        raise OperationalError("the database is away")

    service.because = "OperationalError"
    monkeypatch.setattr(watch_services, "noted", cannot)
    began = world.clock.forward(seconds=15)
    await watch.look()
    world.clock.forward(seconds=15)
    with pytest.raises(OperationalError):
        await watch.look()
    monkeypatch.setattr(watch_services, "noted", noted)
    service.because = ""
    ended = world.clock.forward(minutes=1)
    await watch.look()
    (line,) = await lines(operated)
    assert line.paper.state == "ended"
    assert [moment.read(line.said.values[name]) for name in ("started_at", "ended_at")] == [began, ended]


async def test_what_cannot_be_told_is_no_outage(operated: Operated) -> None:
    world, service = operated.world, Told(broken=True)
    watch = Watch(world.node, [service], world.clock)
    for _ in range(3):
        await watch.look()
    assert await lines(operated) == []
    (one,) = await tried([service], world.clock())
    assert one.because is None


async def test_the_database_itself_is_tried(operated: Operated) -> None:
    world = operated.world
    assert await DatabaseProbe(world.node).failing(world.clock()) == ""

    class Away:
        def single(self) -> object:
            raise OperationalError("the database is away")

    away = replace(world.node, store=Away())  # type: ignore[arg-type]
    assert await DatabaseProbe(away).failing(world.clock()) == "OperationalError"


LOG = keys_of("almasu/restricted/test", b"k" * 32).head
WITNESS = from_seed("almasu/witness", KeyKind.COSIGNATURE, b"w" * 32)
FIVE_MINUTES = timedelta(minutes=5)


@dataclass
class Shown:
    """A journal that shows one head, co-signed at a moment; none before the first."""

    cosigned: datetime | None = None

    async def checkpoint(self) -> bytes | None:
        if self.cosigned is None:
            return None
        note = sign_checkpoint(Checkpoint(LOG.key.name, 5, b"\x01" * 32), [(LOG.key, LOG.sign)])
        return note.with_signatures([cosign(note.text, self.cosigned, WITNESS.key, WITNESS.sign)]).data()

    async def tiles(self, names: Iterable[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
        return {}

    async def commitments(self, first: int, last: int) -> list[bytes]:
        return []

    async def position_of(self, commitment: bytes) -> int | None:
        return None

    async def waits(self, commitment: bytes) -> bool:
        return False


@pytest.mark.parametrize(
    ("cosigned_ago", "watched_for", "is_silent"),
    [(None, 299, False), (None, 301, True), (299, 900, False), (301, 900, True), (900, 299, False)],
)
async def test_a_witness_is_silent_once_it_has_not_cosigned_for_longer_than_the_setting(
    cosigned_ago: int | None, watched_for: int, is_silent: bool
) -> None:
    cosigned = None if cosigned_ago is None else NOON - timedelta(seconds=cosigned_ago)
    probe = WitnessProbe(Shown(cosigned), WITNESS.key, FIVE_MINUTES, NOON - timedelta(seconds=watched_for))
    assert probe.place == "witness:almasu/witness"
    assert bool(await probe.failing(NOON)) is is_silent


async def test_a_silent_witness_opens_its_entry_and_its_next_cosignature_ends_it(operated: Operated) -> None:
    world, shown = operated.world, Shown(NOON)
    watch = Watch(world.node, [WitnessProbe(shown, WITNESS.key, FIVE_MINUTES, NOON)], world.clock)
    await watch.look()
    world.clock.forward(minutes=6)
    await watch.look()
    world.clock.forward(seconds=15)
    await watch.look()
    (line,) = await lines(operated)
    assert (line.paper.state, line.said.place) == ("open", "witness:almasu/witness")
    assert line.said.noticed.startswith("no co-signature for")
    shown.cosigned = world.clock.forward(minutes=1)
    await watch.look()
    assert [line.paper.state for line in await lines(operated)] == ["ended"]
