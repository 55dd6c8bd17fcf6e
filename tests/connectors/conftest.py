"""Each protocol's connector before its own simulator, over a real socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import pinned
from almasu.connectors.register_rest.register import RestLine, RestRegister
from almasu.kernel.answers import Register
from almasu.kernel.exchange.limits import Limits
from almasu.testing.registers.answering import Registers
from almasu.testing.registers.listening import listening
from almasu.testing.registers.misbehaviour import Conduct
from almasu.testing.registers.rest import RestSimulator
from connectors.world import LOOPBACK, NUMBER, Rows, resource

Opened = Callable[[Conduct], AbstractAsyncContextManager[Register]]
KEY = "a key of the tests"


@asynccontextmanager
async def calling(*urls: str) -> AsyncIterator[Caller]:
    """A caller that may reach the given addresses only."""
    caller = Caller(tuple(pinned(url, LOOPBACK) for url in urls))
    try:
        yield caller
    finally:
        await caller.close()


@asynccontextmanager
async def over_rest(conduct: Conduct) -> AsyncIterator[Register]:
    simulator = RestSimulator(Registers({NUMBER: resource()}, Rows(), conduct), {NUMBER: KEY})
    async with listening(simulator.application(), "127.0.0.1", 0) as url, calling(url) as caller:
        line = RestLine(f"{url}/v1/resources/{NUMBER}/questions", KEY)
        yield RestRegister(resource(), line, caller, Limits())


@pytest.fixture(params=[over_rest])
async def register_over(request: pytest.FixtureRequest) -> Opened:
    """How to open a register over one of the protocols."""
    return request.param
