"""Each protocol's connector before its own simulator, over a real socket."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import Place, pinned
from almasu.connectors.register_rest.register import RestLine, RestRegister
from almasu.connectors.register_shep.register import ShepLine, ShepRegister
from almasu.connectors.register_sql.line import SqlLine
from almasu.connectors.register_sql.register import SqlRegister
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
from almasu.testing.registers.sql.database import database_name, drop_database, make_database, reader_name
from almasu.testing.registers.sql.line import SqlSimulator
from almasu.testing.registers.xroad import SecurityServer, XroadSimulator
from connectors.world import ASKED_AT, LOOPBACK, NUMBER, Rows, resource, stopped_clock

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


@pytest.fixture(scope="session")
def filled_server(postgres_url: str) -> Iterator[str]:
    """The run's server, with the database of the made-up register on it."""
    make_database(postgres_url, resource(), partial(Rows().rows, NUMBER), PASSWORD, f"tests {uuid4()}")
    yield postgres_url
    drop_database(postgres_url, NUMBER)


@asynccontextmanager
async def over_sql(conduct: Conduct, server_url: str) -> AsyncIterator[Register]:
    simulator = SqlSimulator(Registers({NUMBER: resource()}, Rows(), conduct), server_url)
    async with simulator.listening("127.0.0.1", 0) as port:
        place = Place("localhost", port, ("127.0.0.1",))
        line = SqlLine(place, database_name(NUMBER), reader_name(NUMBER), PASSWORD, "exchange.ask", seconds=10)
        register = SqlRegister(resource(), line, Limits())
        try:
            yield register
        finally:
            await register.close()


PASSWORD = "a password of the tests"
OVER = {"rest": over_rest, "shep": over_shep, "xroad": over_xroad}


@pytest.fixture(params=["sql", *OVER])
def register_over(request: pytest.FixtureRequest) -> Opened:
    """How to open a register over one of the protocols."""
    if request.param == "sql":
        return partial(over_sql, server_url=request.getfixturevalue("filled_server"))
    return OVER[request.param]
