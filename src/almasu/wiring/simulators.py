"""The simulated registers of a demo: their folder with keys and `registers.yaml`, and their running process."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from almasu.kernel.answers import Record, SubjectKey
from almasu.kernel.exchange.soap.signing import Key, Signer, signer_of
from almasu.kernel.exchange.soap.verifying import trust_in
from almasu.kernel.resources import Resource
from almasu.testing.registers.answering import Registers
from almasu.testing.registers.keys import p256_key, system_certificate
from almasu.testing.registers.misbehaviour import Conduct, Manner, Misbehaviour
from almasu.testing.registers.plan import Protocol, standard_plan
from almasu.testing.registers.run import Doors, Ports, run_simulators
from almasu.testing.registers.shep import PATH, Gateway
from almasu.testing.registers.source import RecordSource
from almasu.testing.registers.sql.database import database_name, make_database, reader_name
from almasu.testing.registers.xroad import SecurityServer
from almasu.wiring.register_sheet import (
    GatewaySheet,
    RegisterSheet,
    RestSheet,
    SecurityServerSheet,
    Sheet,
    ShepSheet,
    SqlSheet,
    XroadSheet,
    secret,
    write_sheet,
)

__all__ = ["Manner", "Misbehaviour", "Ports", "World", "prepare", "sheet_of", "simulating"]

HOST = "127.0.0.1"
SHEET = "registers.yaml"
SECONDS = 2.5
SENDER = "almasu-demo"
CLIENT = "KZ-DEMO/GOV/031040071224/almasu"
OWNERS = "KZ-DEMO/GOV/031040071224/registers"
YEAR = 365
Rows = Callable[[int], Iterable[tuple[SubjectKey, Record]]]


@dataclass(frozen=True, slots=True)
class World:
    """What is simulated: resources, what they hold, all rows of those with a database, and a name for the content."""

    resources: Mapping[int, Resource]
    source: RecordSource
    rows: Rows
    content: str


def prepare(folder: Path, at: datetime) -> None:
    """Make the keys and secrets of the simulated registers; those that are there are kept for a second start."""
    (folder / "secrets").mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("shep", *(f"{number:02d}" for number in standard_plan())):
        kept_secret(folder / "secrets" / name, secrets.token_urlsafe(32).encode())
    for name in ("node", "gateway"):
        _kept_system(folder, name, at)
    _expired(folder, at)


def sheet_of(ports: Ports, elsewhere: Mapping[int, RegisterSheet] | None = None) -> Sheet:
    """Return the sheet of the standard plan on these ports; registers `elsewhere` are answered by others."""
    return Sheet(
        inner_ranges=(f"{HOST}/32",),
        gateway=GatewaySheet(
            url=f"http://{HOST}:{ports.shep}{PATH}",
            sender=SENDER,
            password="secrets/shep",  # noqa: S106 - the name of a file
            key="secrets/node.key",
            certificate="node.crt",
            trusted=("gateway.crt", "gateway-expired.crt"),
        ),
        security_server=SecurityServerSheet(url=f"http://{HOST}:{ports.xroad}", client=CLIENT),
        registers={number: register_at(number, protocol, ports) for number, protocol in standard_plan().items()}
        | dict(elsewhere or {}),
    )


def promise(folder: Path, ports: Ports, at: datetime, elsewhere: Mapping[int, RegisterSheet]) -> None:
    """Write `registers.yaml` before anything is served: the ports are known, and a node may start meanwhile."""
    folder.mkdir(parents=True, exist_ok=True)
    prepare(folder, at)
    write_sheet(folder / SHEET, sheet_of(ports, elsewhere))


@asynccontextmanager
async def simulating(
    folder: Path,
    world: World,
    conduct: Conduct,
    sql_url: str,
    ports: Ports,
    clock: Callable[[], datetime],
    elsewhere: Mapping[int, RegisterSheet] | None = None,
) -> AsyncIterator[Ports]:
    """Serve the registers, write `registers.yaml` for a node beside their keys, and yield the ports in use.

    `sql_url` is a superuser's: the databases of the SQL registers are made on that server, or found there as they were.
    Registers `elsewhere` stand in `registers.yaml` as given: a provider answers them.
    """
    prepare(folder, clock())
    plan = standard_plan()
    for number in numbers(plan, Protocol.SQL):
        password = secret(folder, f"secrets/{number:02d}").decode()
        make_database(sql_url, world.resources[number], partial(world.rows, number), password, world.content)
    registers = Registers(world.resources, world.source, conduct)
    async with run_simulators(registers, doors_of(folder, plan), sql_url, HOST, ports, clock) as opened:
        write_sheet(folder / SHEET, sheet_of(opened, elsewhere))
        yield opened


def numbers(plan: Mapping[int, Protocol], protocol: Protocol) -> tuple[int, ...]:
    """Return the resources that speak a protocol."""
    return tuple(number for number, spoken in plan.items() if spoken is protocol)


def service_id(number: int) -> str:
    """Return a register's serviceId at the gateway."""
    return f"REG{number:02d}"


def xroad_service(number: int) -> str:
    """Return a register's service identifier in X-Road."""
    return f"{OWNERS}/resource-{number:02d}"


def register_at(number: int, protocol: Protocol, ports: Ports) -> RegisterSheet:
    """Return where a simulated register of a protocol is and how it is spoken to."""
    password = f"secrets/{number:02d}"
    match protocol:
        case Protocol.REST:
            url = f"http://{HOST}:{ports.rest}/v1/resources/{number}/questions"
            return RestSheet(url=url, key=password, seconds=SECONDS)
        case Protocol.SHEP:
            return ShepSheet(service=service_id(number), seconds=SECONDS)
        case Protocol.XROAD:
            return XroadSheet(service=xroad_service(number), seconds=SECONDS)
        case Protocol.SQL:
            return SqlSheet(
                host=HOST,
                port=ports.sql,
                database=database_name(number),
                user=reader_name(number),
                password=password,
                function="exchange.ask",
                seconds=SECONDS,
            )


def doors_of(folder: Path, plan: Mapping[int, Protocol]) -> Doors:
    """Return whom the registers of a plan let in, by the keys and secrets of the folder."""
    ours = x509.load_pem_x509_certificate((folder / "node.crt").read_bytes())
    gateway = Gateway(
        services={service_id(number): number for number in numbers(plan, Protocol.SHEP)},
        sender_id=SENDER,
        password=secret(folder, "secrets/shep").decode(),
        signer=_signer(folder, "gateway.crt"),
        expired=_signer(folder, "gateway-expired.crt"),
        trust=trust_in([ours]),
    )
    return Doors(
        rest_keys={number: secret(folder, f"secrets/{number:02d}").decode() for number in numbers(plan, Protocol.REST)},
        gateway=gateway,
        security_server=SecurityServer(
            {xroad_service(number): number for number in numbers(plan, Protocol.XROAD)}, frozenset({CLIENT})
        ),
    )


def _signer(folder: Path, certificate: str) -> Signer:
    return signer_of(_key(folder, "gateway"), x509.load_pem_x509_certificate((folder / certificate).read_bytes()))


def _key(folder: Path, name: str) -> Key:
    key = load_pem_private_key(secret(folder, f"secrets/{name}.key"), password=None)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise TypeError(f"{name}.key holds another kind of key than was made")
    return key


def kept_secret(path: Path, content: bytes) -> None:
    """Write a secret that only its owner reads, unless it is there."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(content)


def _kept_system(folder: Path, name: str, at: datetime) -> None:
    """Make a system's key and certificate, unless they are there."""
    if (folder / f"{name}.crt").exists():
        return
    key = p256_key()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    kept_secret(folder / "secrets" / f"{name}.key", pem)
    certificate = system_certificate(key, f"almasu demo {name}", at - timedelta(days=1), 3 * YEAR)
    (folder / f"{name}.crt").write_bytes(certificate.public_bytes(Encoding.PEM))


def _expired(folder: Path, at: datetime) -> None:
    """Give the gateway's key a second certificate whose term is over, for the manner `expired_certificate`."""
    path = folder / "gateway-expired.crt"
    if not path.exists():
        certificate = system_certificate(_key(folder, "gateway"), "almasu demo gateway", at - timedelta(days=YEAR), 300)
        path.write_bytes(certificate.public_bytes(Encoding.PEM))
