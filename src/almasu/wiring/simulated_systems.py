"""Simulated systems of state bodies: the four protocols over real sockets, each serving sets of a joint act.

They are the simulated registers with other contents, under numbers that no resource of annex 2 has.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec

from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.provision.as_resource import resource_of
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.resources import Resource
from almasu.testing.registers.answering import Registers
from almasu.testing.registers.misbehaviour import Conduct
from almasu.testing.registers.plan import Protocol
from almasu.testing.registers.run import Ports, run_simulators
from almasu.testing.registers.sql.database import Row, make_database
from almasu.wiring.register_sheet import secret
from almasu.wiring.simulators import HOST, doors_of, kept_secret, prepare, register_at, sheet_of
from almasu.wiring.systems import SYSTEMS, read_systems, write_systems

FIRST = 71
"""The number of the first system: far from those of the annex, whose databases may lie on the same server."""


@dataclass(frozen=True, slots=True)
class SimulatedSystem:
    """The system of one body for one set: how it is spoken to, and its records by the key they are asked by."""

    body: str
    data_set: DataSet
    protocol: Protocol
    held: Mapping[SubjectKey, Sequence[Record]]

    @property
    def of_body(self) -> str:
        """Return how `systems.yaml` names it."""
        return f"{self.body}/{self.data_set.code}"

    def rows(self) -> Sequence[Row]:
        """Return every record with the key it is asked by."""
        return [(key, record) for key, records in self.held.items() for record in records]


@dataclass(frozen=True, slots=True)
class _Held:
    """Implements `almasu.testing.registers.source.RecordSource` over several systems by number."""

    systems: Mapping[int, SimulatedSystem]

    def look_up(self, resource_number: int, key: SubjectKey) -> Sequence[Record]:
        """Return what a system holds on a key."""
        return self.systems[resource_number].held.get(key, ())


@asynccontextmanager
async def simulating_systems(
    folder: Path,
    systems: Sequence[SimulatedSystem],
    sql_url: str,
    ports: Ports,
    clock: Callable[[], datetime],
    conduct: Conduct | None = None,
    first: int = FIRST,
) -> AsyncIterator[Mapping[str, int]]:
    """Serve the systems, write `systems.yaml` beside their keys, and yield the number of each by its name there.

    `sql_url` is a superuser's: the databases of those that are asked by SQL are made on that server.
    What the sheet says of other systems stays. `first` is the number of the first system.
    """
    numbered = dict(enumerate(systems, start=first))
    resources = {number: resource_of(one.data_set, one.body, number) for number, one in numbered.items()}
    prepare(folder, clock())
    for number, one in numbered.items():
        kept_secret(folder / "secrets" / f"{number:02d}", secrets.token_urlsafe(32).encode())
        if one.protocol is Protocol.SQL:
            _make(folder, sql_url, resources[number], one)
    plan = {number: one.protocol for number, one in numbered.items()}
    registers = Registers(resources, _Held(numbered), conduct or Conduct({}))
    async with run_simulators(registers, doors_of(folder, plan), sql_url, HOST, ports, clock) as opened:
        whole, known = sheet_of(opened), read_systems(folder / SYSTEMS)
        spoken = {one.protocol for one in systems}
        ours = {one.of_body: register_at(number, one.protocol, opened) for number, one in numbered.items()}
        sheet = msgspec.structs.replace(
            known,
            inner_ranges=tuple({*known.inner_ranges, *whole.inner_ranges}),
            gateway=whole.gateway if Protocol.SHEP in spoken else known.gateway,
            security_server=whole.security_server if Protocol.XROAD in spoken else known.security_server,
            systems={**known.systems, **ours},
        )
        write_systems(folder / SYSTEMS, sheet)
        yield {one.of_body: number for number, one in numbered.items()}


def _make(folder: Path, sql_url: str, resource: Resource, system: SimulatedSystem) -> None:
    password = secret(folder, f"secrets/{resource.number:02d}").decode()
    make_database(sql_url, resource, partial(iter, system.rows()), password, system.of_body)
