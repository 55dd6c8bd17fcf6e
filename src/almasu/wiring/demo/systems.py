"""The systems and workplaces of the demo's state bodies, in one process, each set over a protocol of its own.

Run as `python -m almasu.wiring.demo.systems DATA`; the superuser's URL of the server for databases comes in the
environment, since a command line can be read by everybody on the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import ssl
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import msgspec
import uvloop

from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.provision.joint_act import ActContent
from almasu.kernel.resources import KeyKind
from almasu.law.moment import in_astana
from almasu.testing.network.gate import gate_at
from almasu.testing.network.internet import internet_at
from almasu.testing.provision.acts import act_of
from almasu.testing.provision.bodies import BODIES, JUSTICE_BIN, LABOUR_BIN, GivingBody
from almasu.testing.registers.plan import Protocol
from almasu.testing.workplace.application import RegisterApplication
from almasu.testing.workplace.keys import make_keys
from almasu.wiring.demo.plan import HOST, REGISTERS_URL, SUBJECTS, DemoPlan
from almasu.wiring.demo.preparation import PROVISION_FOLDER
from almasu.wiring.demo.shelved import files_of
from almasu.wiring.lasting import let_last
from almasu.wiring.provision import SYSTEMS_FOLDER
from almasu.wiring.running import now
from almasu.wiring.simulated_systems import SimulatedSystem, simulating_systems
from almasu.wiring.simulated_workplace import simulating_workplace

FIRST = 81
"""The number of the first system: far from those of the annex and of other simulated systems."""
PROTOCOLS: Mapping[str, Protocol] = {
    "taxpayers": Protocol.SQL,
    "payments": Protocol.REST,
    "legal_persons": Protocol.SHEP,
    "parcels": Protocol.XROAD,
}
"""Special records are restricted: no system of theirs is reached by any network."""
BEYOND = "entered_by"
"""A column that the applications show and no act names: the gateway cuts it before the eyes of the officer."""
SINCE, STEP = "2024-05-{day:02d}", 1_250


def systems_of(subjects: Sequence[SubjectKey]) -> tuple[SimulatedSystem, ...]:
    """Return the systems of the bodies, each with a record of every subject that its set is asked by."""
    made = []
    for body in BODIES:
        if body.code in PROTOCOLS:
            data_set = msgspec.convert(act_of(body, in_astana(now()).date()), ActContent, strict=False).data_sets[0]
            held = {key: (record,) for key, record in _records(body, subjects)}
            made.append(SimulatedSystem(body.bin, data_set, PROTOCOLS[body.code], held))
    return tuple(made)


def subjects_of(data: Path) -> tuple[SubjectKey, ...]:
    """Return people and companies of the country that are worth asking about."""
    told = msgspec.json.decode((data / "registers" / SUBJECTS).read_bytes(), type=list[tuple[str, str, str]])
    return tuple(SubjectKey(KeyKind(kind), value) for kind, value, _ in told if kind in ("iin", "bin"))


def _records(body: GivingBody, subjects: Sequence[SubjectKey]) -> Iterator[tuple[SubjectKey, Record]]:
    """Yield a made-up record of each subject, in the fields of the body's set."""
    fields = {one["name"] for one in act_of(body, in_astana(now()).date())["data_sets"][0]["fields"]}
    for number, key in enumerate(subjects, start=1):
        if key.kind.value in fields:
            every: dict[str, str | int | None] = {
                "row_id": number,
                key.kind.value: key.value,
                "name": f"«Үлгі-{number}» ЖШС",
                "amount": f"{number * STEP}.50",
                "since": SINCE.format(day=1 + number % 28),
            }
            yield key, {name: value for name, value in every.items() if name in fields}


async def serve(data: Path) -> None:
    """Serve the systems and the workplaces of the folder's plan until the process is told to stop."""
    plan = msgspec.json.decode((data / "demo.json").read_bytes(), type=DemoPlan)
    folder, systems = data / PROVISION_FOLDER / SYSTEMS_FOLDER, systems_of(subjects_of(data))
    folder.mkdir(parents=True, exist_ok=True)
    ports = {JUSTICE_BIN: plan.workplace, LABOUR_BIN: plan.second_workplace}
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(
            simulating_systems(folder, systems, os.environ[REGISTERS_URL], plan.system_ports(), now, first=FIRST)
        )
        for body in (one for one in BODIES if one.bin in ports):
            held = next(one for one in systems if one.body == body.bin)
            shown = [{**row, BEYOND: "оператор 7"} for _, row in held.rows()]
            application = RegisterApplication(body.object_name.kk, shown)
            workplace = simulating_workplace(folder, held.of_body, application, ports[body.bin], now)
            await stack.enter_async_context(workplace)
        await stack.enter_async_context(_network(folder, plan))
        await stack.enter_async_context(files_of(folder, plan, BODIES[0].code))
        let_last()
        await asyncio.Event().wait()


@asynccontextmanager
async def _network(folder: Path, plan: DemoPlan) -> AsyncIterator[None]:
    """Open a gate of the state network that every body may register, and what the Internet sees of it."""
    keys = folder / "gate"
    make_keys(keys, HOST, now())
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(keys / "application.crt", keys / "secrets" / "application.key")
    async with gate_at(HOST, plan.gate, plan.gate_outside, tls) as gate, internet_at(HOST, plan.internet, gate):
        yield


def main() -> None:
    """Serve what stands behind the provision node of a demo's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(parser.parse_args().data))


if __name__ == "__main__":
    main()
