"""The banks of a demo with their modules: applied for by the worker, let in by the centre's signature, fed by sensors.

A few modules go on running; of the others each runs until what its sensors wrote is confirmed. All are the real
program, over mutual TLS.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from aiohttp import ClientSession

from almasu.law import moment
from almasu.testing.asoi.bank import ModuleOfBank
from almasu.testing.asoi.scenario import wave
from almasu.testing.outside.member import Member
from almasu.testing.people import KEREGE_BIN, SECTOR, SHANYRAQ_BIN, DemoPerson
from almasu.testing.pki.transport import Issued
from almasu.testing.sector.market import Organisation
from almasu.wiring.demo.joining import CENTRE, member
from almasu.wiring.demo.machines import authority_of, intake_address
from almasu.wiring.demo.preparation import SECTOR_FOLDER
from almasu.wiring.demo.run import Demo
from almasu.wiring.running import now
from almasu.wiring.supervising import Part

LET_IN_FOR = timedelta(days=29)
AT_ONCE = 3
"""Modules that run at the same time and end."""
_FROM_THE_START: Mapping[str, tuple[str, str]] = MappingProxyType(
    {KEREGE_BIN: ("kerege-bank", "198.51.100.201"), SHANYRAQ_BIN: ("shanyraq-bank", "198.51.100.202")}
)


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank of the demo: its BIN, its name in Latin letters, its address outside, its two people."""

    bin: str
    label: str
    address: str
    worker: DemoPerson
    head: DemoPerson


def banks_of(organisations: Iterable[Organisation]) -> tuple[Bank, ...]:
    """Return the banks that a demo has from its start, then those of the organisations whom clause 7 binds."""
    first = [Bank(bin_, *known, *_people_of(bin_)) for bin_, known in _FROM_THE_START.items()]
    joined = [
        Bank(one.bin, one.label, one.address, one.worker, one.head) for one in organisations if one.kind.sends_signals
    ]
    return (*first, *joined)


def _people_of(organisation: str) -> tuple[DemoPerson, DemoPerson]:
    worker, head = (
        next(one for one in SECTOR if one.body_bin == organisation and one.role == role)
        for role in ("responsible_worker", "head_of_security")
    )
    return worker, head


async def let_modules_in(demo: Demo, http: ClientSession, banks: Sequence[Bank]) -> Sequence[tuple[Bank, ModuleOfBank]]:
    """Give every bank a module that may send; one that was let in before stays."""
    authority, centre = authority_of(demo.data), member(demo, http, CENTRE)
    await centre.comes_in()
    found = []
    for bank in banks:
        if authority.issued(bank.label) is None:
            await _let_in(demo, http, centre, bank, authority.module(bank.label))
        one = module_of(demo, bank)
        one.settle()
        found.append((bank, one))
    return found


def module_of(demo: Demo, bank: Bank) -> ModuleOfBank:
    """Return the module of a bank that was let in; LookupError where it has no certificate."""
    authority = authority_of(demo.data)
    shown = authority.issued(bank.label)
    if shown is None:
        raise LookupError(f"{bank.label} has no module")
    folder = demo.data / SECTOR_FOLDER / "modules" / bank.label
    return ModuleOfBank(folder, intake_address(demo.plan), shown.certificate, shown.key, authority.certificate)


async def _let_in(demo: Demo, http: ClientSession, centre: Member, bank: Bank, shown: Issued) -> None:
    """Have the worker apply for a module and the centre sign for it."""
    worker = member(demo, http, bank.worker)
    await worker.comes_in()
    typed = {
        "name": f"{bank.label}-soc",
        "certificate": shown.fingerprint.hex(),
        "until": moment.written(now() + LET_IN_FOR),
    }
    applied = await worker.post("/modules", typed)
    await centre.signs("/module-admissions", {"module": applied["id"]})


def sensors_write(modules_of: Iterable[tuple[int, Bank, ModuleOfBank]]) -> int:
    """Let the sensors of every bank write down one wave of attacks; return how many records it were."""
    at = now()
    return sum(module.write(wave(number, bank.label, bank.address, at)) for number, bank, module in modules_of)


def keep_running(demo: Demo, bank: Bank, module: ModuleOfBank) -> None:
    """Start a module that goes on reading until the demo ends."""
    demo.parts.start(Part(f"module-{bank.label}", "almasu_module", ("run", "--config", str(module.config))))


async def run_out(modules_of: Iterable[ModuleOfBank]) -> None:
    """Run each of some modules until all that its sensors wrote is confirmed; RuntimeError with what one said."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(module: ModuleOfBank) -> None:
        command = (sys.executable, "-m", "almasu_module", "run", "--config", str(module.config), "--drain")
        async with turns:
            running = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
            _, said = await running.communicate()
        if running.returncode != 0:
            raise RuntimeError(f"{module.folder.name}: {said.decode(errors='replace')[-500:]}")

    await asyncio.gather(*map(one, modules_of))
