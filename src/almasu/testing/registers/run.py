"""All simulated registers in one process: one port for each protocol, one for control."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from almasu.testing.registers.answering import Registers
from almasu.testing.registers.control import Control
from almasu.testing.registers.listening import listening
from almasu.testing.registers.rest import RestSimulator
from almasu.testing.registers.shep import Gateway, ShepSimulator
from almasu.testing.registers.sql.line import SqlSimulator
from almasu.testing.registers.xroad import SecurityServer, XroadSimulator


@dataclass(frozen=True, slots=True)
class Ports:
    """The port of each protocol; 0 takes any free one."""

    rest: int = 0
    shep: int = 0
    xroad: int = 0
    sql: int = 0
    control: int = 0

    @classmethod
    def after(cls, base: int) -> Ports:
        """Return five ports in a row."""
        return cls(base, base + 1, base + 2, base + 3, base + 4)


@dataclass(frozen=True, slots=True)
class Doors:
    """Whom the simulators let in: REST keys by register, the gateway's and the security server's clients."""

    rest_keys: Mapping[int, str] = field(repr=False)
    gateway: Gateway
    security_server: SecurityServer


@asynccontextmanager
async def run_simulators(
    registers: Registers, doors: Doors, sql_url: str, host: str, ports: Ports, clock: Callable[[], datetime]
) -> AsyncIterator[Ports]:
    """Serve all registers; yield the ports in use. `sql_url` is the server that holds the SQL registers' databases."""
    rest = RestSimulator(registers, doors.rest_keys)
    shep = ShepSimulator(registers, doors.gateway, clock)
    xroad = XroadSimulator(registers, doors.security_server)
    control = Control(registers)
    async with AsyncExitStack() as stack:

        async def port_of(application: web.Application, port: int) -> int:
            return _port(await stack.enter_async_context(listening(application, host, port)))

        sql = SqlSimulator(registers, sql_url).listening(host, ports.sql)
        yield Ports(
            rest=await port_of(rest.application(), ports.rest),
            shep=await port_of(shep.application(), ports.shep),
            xroad=await port_of(xroad.application(), ports.xroad),
            sql=await stack.enter_async_context(sql),
            control=await port_of(control.application(), ports.control),
        )


def _port(url: str) -> int:
    return int(url.rpartition(":")[2])
