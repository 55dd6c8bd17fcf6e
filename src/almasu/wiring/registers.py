"""Build the registers of a node from `registers.yaml`: the one place that knows which connector each needs."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import Network, Place, host_and_port, lying_within, networks, pinned_place
from almasu.connectors.register_rest.register import RestLine, RestRegister
from almasu.connectors.register_shep.register import ShepLine, ShepRegister
from almasu.connectors.register_sql.line import SqlLine
from almasu.connectors.register_sql.register import SqlRegister
from almasu.connectors.register_xroad.register import XroadLine, XroadRegister
from almasu.kernel.answers import Register
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.soap.signing import Signer, signer_of
from almasu.kernel.exchange.soap.sync_channel import Sender
from almasu.kernel.exchange.soap.verifying import trust_in
from almasu.kernel.resources import Resource
from almasu.wiring.register_sheet import (
    UNREADABLE,
    GatewaySheet,
    RegisterSheet,
    RestSheet,
    SecurityServerSheet,
    Sheet,
    ShepSheet,
    SqlSheet,
    Tls,
    XroadSheet,
    read_sheet,
    secret,
)


@dataclass(frozen=True, slots=True)
class Lines:
    """The registers of a node by resource number, their time limits in seconds, and what must be closed in the end."""

    registers: Mapping[int, Register]
    seconds: Mapping[int, float]
    _caller: Caller

    async def close(self) -> None:
        """Close every connection to every register."""
        for one in self.registers.values():
            if isinstance(one, SqlRegister):
                await one.close()
        await self._caller.close()


async def open_registers(path: Path, resources: Iterable[Resource], clock: Callable[[], datetime]) -> Lines:
    """Open the lines to all registers of a file, inside a running loop.

    Problem `registers.unreadable` where the file, a key or an address is not as it must be.
    """
    return await opened_lines(read_sheet(path), path, resources, clock)


async def opened_lines(
    sheet: Sheet,
    path: Path,
    resources: Iterable[Resource],
    clock: Callable[[], datetime],
    only: Sequence[Network] | None = None,
) -> Lines:
    """Open the lines to all registers of a sheet that was read from a file; Problem `registers.unreadable`.

    `only` are the ranges that every register has to lie in, None where it may lie in any that the sheet permits.
    """
    by_number = {one.number: one for one in resources}
    strangers = sorted(set(sheet.registers) - set(by_number))
    if strangers:
        raise UNREADABLE.at(path.name, because=f"registers {strangers} are no resources of the annex")
    async with AsyncExitStack() as undone:
        try:
            permitted = _Permitted(networks(sheet.inner_ranges), only)
            caller = Caller(_places(sheet, permitted))
            undone.push_async_callback(caller.close)
            builder = _Builder(sheet, path.parent, caller, clock, permitted)
            registers = {number: builder.register(by_number[number], one) for number, one in sheet.registers.items()}
        except (ValueError, OSError) as wrong:
            raise UNREADABLE.at(path.name, because=str(wrong)) from wrong
        undone.pop_all()
    return Lines(registers, {number: one.seconds for number, one in sheet.registers.items()}, caller)


@dataclass(frozen=True, slots=True)
class _Permitted:
    """Where registers may lie: `inner` of the inner ranges, and in `only` where that is not None."""

    inner: Sequence[Network]
    only: Sequence[Network] | None

    def place(self, host: str, port: int) -> Place:
        """Return a place, pinned; NotAllowed where it lies elsewhere."""
        place = pinned_place(host, port, self.inner)
        return place if self.only is None else lying_within(place, self.only)


class _Builder:
    """Builds the registers of one sheet over one session with one list of places."""

    def __init__(
        self, sheet: Sheet, folder: Path, caller: Caller, clock: Callable[[], datetime], permitted: _Permitted
    ) -> None:
        self._sheet = sheet
        self._folder = folder
        self._clock = clock
        self._permitted = permitted
        self._limits = Limits(size=sheet.limits.size, records=sheet.limits.records)
        self._shep = _ShepDoor(sheet.gateway, folder) if sheet.gateway is not None else None
        self._caller = caller

    def register(self, resource: Resource, sheet: RegisterSheet) -> Register:
        """Return one register."""
        match sheet:
            case RestSheet():
                key = secret(self._folder, sheet.key).decode("ascii")
                line = RestLine(sheet.url, key, tls_of(sheet.tls, self._folder))
                return RestRegister(resource, line, self._caller, self._limits)
            case ShepSheet():
                if self._shep is None:
                    raise ValueError(f"register {resource.number} needs a gateway")
                return ShepRegister(resource, self._shep.line(sheet.service), self._caller, self._limits, self._clock)
            case XroadSheet():
                if self._sheet.security_server is None:
                    raise ValueError(f"register {resource.number} needs a security server")
                return self._behind_xroad(resource, self._sheet.security_server, sheet.service)
            case SqlSheet():
                return SqlRegister(resource, self._sql(sheet), self._limits)

    def _behind_xroad(self, resource: Resource, server: SecurityServerSheet, service: str) -> Register:
        tls = tls_of(server.tls, self._folder)
        line = XroadLine(server.url, server.client, service, server.user, server.represented_party, tls)
        return XroadRegister(resource, line, self._caller, self._limits)

    def _sql(self, sheet: SqlSheet) -> SqlLine:
        return SqlLine(
            place=self._permitted.place(sheet.host, sheet.port),
            database=sheet.database,
            user=sheet.user,
            password=secret(self._folder, sheet.password).decode(),
            function=sheet.function,
            seconds=sheet.seconds,
            roots=str(self._folder / sheet.roots) if sheet.roots else "",
        )


class _ShepDoor:
    """The gateway's door: keys and certificates are read once for all registers behind it."""

    def __init__(self, sheet: GatewaySheet, folder: Path) -> None:
        self._sheet = sheet
        self._password = secret(folder, sheet.password).decode()
        self._signer = _signer(sheet, folder)
        certificates = [x509.load_pem_x509_certificate((folder / name).read_bytes()) for name in sheet.trusted]
        self._trust = trust_in(certificates)
        self._tls = tls_of(sheet.tls, folder)

    def line(self, service: str) -> ShepLine:
        """Return the line to one service."""
        sender = Sender(self._sheet.sender, self._password, service)
        return ShepLine(self._sheet.url, sender, self._signer, self._trust, self._tls)


def _signer(sheet: GatewaySheet, folder: Path) -> Signer:
    key = load_pem_private_key(secret(folder, sheet.key), password=None)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise ValueError("the gateway is signed to with an RSA or a P-256 key")  # noqa: TRY004 - a wrong file
    return signer_of(key, x509.load_pem_x509_certificate((folder / sheet.certificate).read_bytes()))


def _places(sheet: Sheet, permitted: _Permitted) -> tuple[Place, ...]:
    """Return the places the HTTP registers of the sheet are at, pinned, and no others."""
    urls = {one.url for one in sheet.registers.values() if isinstance(one, RestSheet)}
    if sheet.gateway is not None:
        urls.add(sheet.gateway.url)
    if sheet.security_server is not None:
        urls.add(sheet.security_server.url)
    return tuple(permitted.place(*host_and_port(url)) for url in sorted(urls))


def tls_of(sheet: Tls | None, folder: Path) -> ssl.SSLContext | None:
    """Return the TLS that a sheet names, its files in the folder; None where it names none."""
    if sheet is None:
        return None
    context = ssl.create_default_context(cafile=str(folder / sheet.roots))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if sheet.certificate:
        secret(folder, sheet.key)
        context.load_cert_chain(folder / sheet.certificate, folder / sheet.key)
    return context
