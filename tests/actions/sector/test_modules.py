"""Modules are let in by a signed act on the worker's application, shut out by another, and by nothing else."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from almasu_wire.signal import Kind, Signal

from actions.sector.conftest import BANK, OTHER_BANK, Sector
from almasu.actions.sector import modules, see_modules, silent_modules
from almasu.actions.sector.hear_modules import Heartbeat, hear_modules
from almasu.actions.sector.index_signals import index_signals
from almasu.actions.sector.take_signals import Intake, take_signals
from almasu.kernel.parties.problems import NOT_THIS_ROLE
from almasu.kernel.sector.intake import NOT_LET_IN, Kept, Offered, Queue
from almasu.kernel.sector.modules import (
    CERTIFICATE,
    CERTIFICATE_USED,
    MODULE_ABSENT,
    NAME,
    TERM,
    ModuleState,
    module_of,
)
from almasu.kernel.sector.problems import NOT_BOUND
from almasu.law import moment
from almasu.law.problem import Fault, Problem, ProblemGroup, ProblemKind
from almasu.store.sealer import Sealer
from almasu.store.sector import StoredSector

CERTIFICATE_OF = "ab" * 32
NOW = moment.read("2026-11-20T09:30:00+05:00")
QUEUE = Queue(bytes.fromhex(CERTIFICATE_OF), b"\x07" * 16)


def typed(at: datetime, **change: str) -> dict[str, str]:
    until = moment.written(at + timedelta(days=300))
    return {"name": "soc-1", "certificate": ":".join(["AB"] * 32), "until": until, **change}


async def applied(sector: Sector, who: str = "worker", **change: str) -> UUID:
    kept = await modules.apply_for_module(sector.node, sector.tokens[who], typed(sector.now(), **change), sector.now())
    return kept.id


async def let_in(sector: Sector, paper: UUID) -> None:
    token = sector.tokens["centre"]
    act = await modules.prepare_letting_in(sector.node, token, paper, sector.now())
    await modules.let_module_in(sector.node, token, act.id, sector.signed("centre", act), sector.now())


async def shut_out(sector: Sector, paper: UUID, who: str = "centre") -> None:
    act = await modules.prepare_shutting_out(sector.node, sector.tokens[who], paper, sector.now())
    await modules.shut_module_out(sector.node, sector.tokens[who], act.id, sector.signed(who, act), sector.now())


@pytest.fixture
def intake(sector: Sector) -> Intake:
    sealer = Sealer(sector.node.vault, os.urandom)
    return Intake(StoredSector(sector.world.database, sealer), os.urandom)


def signal(at: datetime) -> bytes:
    return msgspec.json.encode(
        Signal(kind=Kind.SCAN, sensor="suricata", rule="7", first=at, last=at, source="203.0.113.7")
    )


async def sends(intake: Intake, sector: Sector, first: int) -> Kept | Problem:
    told: Sequence[Kept | Problem] = await take_signals(
        intake, [Offered(QUEUE, first, first, (signal(sector.now()),), "almasu-module/0.1.0")], sector.now()
    )
    return told[0]


async def test_a_module_sends_once_it_is_let_in_and_no_more_once_it_is_shut_out(sector: Sector, intake: Intake) -> None:
    paper = await applied(sector)
    assert isinstance(await sends(intake, sector, 1), Problem)
    await let_in(sector, paper)
    assert isinstance(await sends(intake, sector, 1), Kept)
    assert isinstance(await sends(intake, sector, 2), Kept)  # from memory
    (listed,) = (await modules.modules(sector.node, sector.tokens["worker"], sector.now())).items
    assert listed.contact is not None
    assert (listed.module.organisation, listed.contact.sent) == (BANK, 2)
    await shut_out(sector, paper, "head")
    refused = await sends(intake, sector, 3)
    assert isinstance(refused, Problem)
    assert refused.kind is NOT_LET_IN
    kinds = [entry["kind"] for entry in await sector.world.entries()]
    for kind in ("sector_module_applied", "sector_module_let_in", "sector_module_shut_out"):
        assert kind in kinds


async def test_a_lost_connection_and_its_return_stand_in_the_history(sector: Sector, intake: Intake) -> None:
    paper = await applied(sector)
    token, centre = sector.tokens["worker"], sector.tokens["centre"]
    (own,) = (await see_modules.see_duties(sector.node, token, sector.now())).items
    assert (own.profile.bin, own.let_in, own.applied, own.latest) == (BANK, 0, 1, None)
    await let_in(sector, paper)
    for first, later in ((1, 60), (2, 7_200), (3, 0)):
        assert isinstance(await sends(intake, sector, first), Kept)
        sector.world.clock.forward(seconds=later)
    await index_signals(intake.store)
    await sector.again()
    token, centre = sector.tokens["worker"], sector.tokens["centre"]
    seen = await see_modules.see_module(sector.node, token, paper, sector.now())
    assert [(one.deliveries, one.lasts(sector.now())) for one in seen.spells] == [(1, True), (2, False)]
    assert {one.version for one in seen.spells} == {"almasu-module/0.1.0"}
    duties = (await see_modules.see_duties(sector.node, centre, sector.now())).items
    assert [(one.profile.bin, one.let_in) for one in duties] == [(OTHER_BANK, 0), (BANK, 1)], "the insurer has no duty"
    assert [tuple(one.sources) for one in duties] == [(), ("suricata",)]
    told = await see_modules.configuration_of(sector.node, token, paper, "https://centre.example", sector.now())
    assert tomllib.loads(told)["centre"]["address"] == "https://centre.example"
    for number, who in ((paper, "other worker"), (UUID(int=7), "centre")):
        with pytest.raises(Problem, match=r"sector\.module_absent"):
            await see_modules.see_module(sector.node, sector.tokens[who], number, sector.now())


async def test_a_module_is_in_contact_by_its_heartbeats_and_silent_without(sector: Sector, intake: Intake) -> None:
    paper = await applied(sector)
    beat = [Heartbeat(QUEUE.certificate, "almasu-module/0.1.0")]
    (refused,) = await hear_modules(intake.store, beat, sector.now())
    assert isinstance(refused, Problem)
    await let_in(sector, paper)
    token = sector.tokens["head"]
    (never,) = await silent_modules.silent_modules(sector.node, token, sector.now())
    assert never.heard_at is None
    for later in (0, 600, 600, 1_200):
        sector.world.clock.forward(seconds=later)
        assert await hear_modules(intake.store, beat, sector.now()) == [900]
    await sector.again()
    token = sector.tokens["worker"]
    assert await silent_modules.silent_modules(sector.node, token, sector.now()) == []
    seen = await see_modules.see_module(sector.node, token, paper, sector.now())
    assert [(one.deliveries, (one.until - one.since).total_seconds()) for one in seen.spells] == [(0, 0), (0, 1_200)]
    assert seen.listed.contact is None, "a heartbeat is no signal"
    heard_at = sector.now()
    sector.world.clock.forward(seconds=901)
    for who, expected in (("worker", [(paper, heard_at)]), ("centre", [(paper, heard_at)]), ("other worker", [])):
        silent = await silent_modules.silent_modules(sector.node, sector.tokens[who], sector.now())
        assert [(one.number, one.heard_at) for one in silent] == expected


# What somebody with the database alone writes to let a module in, or back in.
FORGED = [
    "update signal_modules set expires_at = expires_at + interval '1 year'",
    "update signal_modules set blocked_at = null",
    "update signal_modules set blocked_at = null, version = kept.version, mark = kept.mark from kept",
]


@pytest.mark.parametrize(("forged", "has_memory"), [*((one, False) for one in FORGED), (FORGED[-1], True)])
async def test_a_row_that_somebody_wrote_or_wrote_back_lets_nobody_in(
    sector: Sector, intake: Intake, forged: str, has_memory: bool
) -> None:
    paper = await applied(sector)
    await let_in(sector, paper)
    if has_memory:
        assert isinstance(await sends(intake, sector, 1), Kept)
    async with sector.world.database.connection() as connection:
        await connection.execute("create table kept as select * from signal_modules")
    await shut_out(sector, paper)
    async with sector.world.database.connection() as connection:
        await connection.execute(forged)
    with pytest.raises(Fault):
        await sends(intake, sector, 2 if has_memory else 1)


# What is typed wrongly, and what is said of it.
WRONG = [
    ({"name": ""}, "name", NAME),
    ({"name": "x" * 65}, "name", NAME),
    ({"certificate": "ab"}, "certificate", CERTIFICATE),
    ({"until": "tomorrow"}, "until", TERM),
    ({"until": "2020-01-01T00:00:00+05:00"}, "until", TERM),
    ({"until": "2099-01-01T00:00:00+05:00"}, "until", TERM),
]


@pytest.mark.parametrize(("change", "field", "kind"), WRONG)
def test_an_application_says_each_field_that_is_wrong(change: dict[str, str], field: str, kind: ProblemKind) -> None:
    module, problems = module_of({**typed(NOW), **change}, BANK, NOW)
    assert module is None
    assert [(one.where, one.kind) for one in problems] == [(field, kind)]


async def test_who_has_no_such_duty_or_certificate_is_told_so(sector: Sector) -> None:
    with pytest.raises(ProblemGroup):
        await applied(sector, name="")
    with pytest.raises(Problem) as told:
        await applied(sector, "insurer")
    assert told.value.kind is NOT_BOUND
    paper = await applied(sector)
    with pytest.raises(Problem) as told:
        await applied(sector, "other worker")
    assert told.value.kind is CERTIFICATE_USED
    with pytest.raises(Problem) as told:
        await modules.prepare_letting_in(sector.node, sector.tokens["head"], paper, sector.now())
    assert told.value.kind is NOT_THIS_ROLE
    await let_in(sector, paper)
    with pytest.raises(Problem) as told:
        await shut_out(sector, paper, "other head")
    assert told.value.kind is MODULE_ABSENT
    with pytest.raises(Problem) as told:
        await let_in(sector, paper)
    assert told.value.kind is MODULE_ABSENT
    assert (await modules.modules(sector.node, sector.tokens["other worker"], sector.now())).items == []
    (listed,) = (await modules.modules(sector.node, sector.tokens["centre"], sector.now())).items
    assert listed.paper.state == ModuleState.LET_IN
