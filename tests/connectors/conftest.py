"""Each protocol's connector before its own simulator, over a real socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime, timedelta

import pytest

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import pinned
from almasu.connectors.register_rest.register import RestLine, RestRegister
from almasu.connectors.register_shep.register import ShepLine, ShepRegister
from almasu.connectors.register_xroad.register import XroadLine, XroadRegister
from almasu.kernel.answers import Register
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.soap.signing import signer_of
from almasu.kernel.exchange.soap.sync_channel import Sender
from almasu.kernel.exchange.soap.verifying import trust_in
from almasu.testing.registers.answering import Registers
from almasu.testing.registers.keys import p256_key, rsa_key, system_certificate
from almasu.testing.registers.listening import listening
from almasu.testing.registers.misbehaviour import Conduct
from almasu.testing.registers.rest import RestSimulator
from almasu.testing.registers.shep import PATH, Gateway, ShepSimulator
from almasu.testing.registers.xroad import SecurityServer, XroadSimulator
from connectors.world import ASKED_AT, LOOPBACK, NUMBER, Rows, resource

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


class Systems:
    """Keys and certificates of the gateway and of ours, made once for all tests."""

    def __init__(self) -> None:
        self.ours = rsa_key()
        self.gateway = p256_key()
        self.our_certificate = system_certificate(self.ours, "almasu", ASKED_AT - timedelta(days=9), 365)
        self.gateway_certificate = system_certificate(self.gateway, "gateway", ASKED_AT - timedelta(days=9), 365)
        self.expired_certificate = system_certificate(self.gateway, "gateway", ASKED_AT - timedelta(days=99), 90)

    def gateway_of(self) -> Gateway:
        return Gateway(
            services={SENDER.service_id: NUMBER},
            sender_id=SENDER.sender_id,
            password=SENDER.password,
            signer=signer_of(self.gateway, self.gateway_certificate),
            expired=signer_of(self.gateway, self.expired_certificate),
            trust=trust_in([self.our_certificate]),
        )

    def line(self, url: str) -> ShepLine:
        trust = trust_in([self.gateway_certificate, self.expired_certificate])
        return ShepLine(url + PATH, SENDER, signer_of(self.ours, self.our_certificate), trust)


SENDER = Sender("almasu", "a password of the tests", "REG05")
SYSTEMS = Systems()


def stopped_clock() -> datetime:
    return ASKED_AT


@asynccontextmanager
async def over_shep(conduct: Conduct) -> AsyncIterator[Register]:
    registers = Registers({NUMBER: resource()}, Rows(), conduct)
    simulator = ShepSimulator(registers, SYSTEMS.gateway_of(), stopped_clock)
    async with listening(simulator.application(), "127.0.0.1", 0) as url, calling(url) as caller:
        yield ShepRegister(resource(), SYSTEMS.line(url), caller, Limits(), stopped_clock)


@asynccontextmanager
async def over_xroad(conduct: Conduct) -> AsyncIterator[Register]:
    registers = Registers({NUMBER: resource()}, Rows(), conduct)
    simulator = XroadSimulator(registers, SecurityServer({SERVICE: NUMBER}, frozenset({CLIENT})))
    async with listening(simulator.application(), "127.0.0.1", 0) as url, calling(url) as caller:
        yield XroadRegister(resource(), XroadLine(url, CLIENT, SERVICE), caller, Limits())


CLIENT = "KZ-TEST/GOV/000140000001/almasu"
SERVICE = "KZ-TEST/GOV/000140000002/registers/resource-05"


@pytest.fixture(params=[over_rest, over_shep, over_xroad])
async def register_over(request: pytest.FixtureRequest) -> Opened:
    """How to open a register over one of the protocols."""
    return request.param
