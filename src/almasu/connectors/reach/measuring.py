"""Measure a channel from where it will be used: addresses, a TLS connection, its certificate, the look from outside.

Implements `almasu.kernel.provision.reach_port.Reach`. Whatever could not be measured is None in the facts: it is no
answer, and a channel of which a sign is missing is not registered as the state network.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network
from urllib.parse import urlencode

import aiohttp
import msgspec
from aiohttp.abc import AbstractResolver
from cryptography import x509

from almasu.connectors.reach.lookup import is_known
from almasu.kernel.provision.channel import Reached, ToRegister
from almasu.kernel.provision.network import ChannelFacts, is_tunnel

SECONDS = 5.0
MOST_ADDRESSES = 16
MOST_SAID = 1_000
"""Bytes that the probe outside may answer."""
Endpoint = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the outside is looked at: ranges of the state network, a public name server, a probe, and what is out there.

    `probe` is the address of a service on the Internet that tries to reach a place and says whether it did; `outside`
    are places of the Internet that nobody inside should reach. What is not named is not measured.
    """

    ranges: tuple[str, ...] = ()
    resolver: Endpoint | None = None
    probe: str = ""
    outside: tuple[Endpoint, ...] = ()


class _Seen(msgspec.Struct, frozen=True):
    reached: bool


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What a connection told: why none came about, the names in the certificate, whether browsers trust it."""

    code: str
    names: tuple[str, ...] | None = None
    public: bool | None = None


@dataclass(frozen=True, slots=True)
class MeasuringReach:
    """Measures channels by real connections."""

    outlook: Outlook
    seconds: float = SECONDS
    pins: AbstractResolver | None = None
    """Resolves the probe alone, as it was pinned when the process began."""

    async def measure(self, where: ToRegister, at: datetime) -> Reached:
        """Return what a measure of the channel found; it never raises for the outside."""
        addresses = await self._addresses(where)
        spoken, known, seen, out = await asyncio.gather(
            self._speak(where, addresses), self._known(where), self._seen(where), self._way_out()
        )
        facts = ChannelFacts(
            measured_at=at,
            name=where.name,
            addresses=addresses,
            ranges=self.outlook.ranges,
            in_public_dns=known,
            reached_from_internet=seen,
            reaches_internet=out,
            certificate_names=spoken.names,
            certificate_public=spoken.public,
        )
        return Reached(facts, spoken.code)

    async def _addresses(self, where: ToRegister) -> tuple[str, ...]:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self.seconds):
                found = await loop.getaddrinfo(where.name, where.port, type=socket.SOCK_STREAM)
        except OSError:
            return ()
        return tuple(dict.fromkeys(str(address[0]) for *_, address in found))[:MOST_ADDRESSES]

    async def _speak(self, where: ToRegister, addresses: tuple[str, ...]) -> _Spoken:
        """Open a protected connection to the first address and read the certificate; then see whether all trust it."""
        if not addresses:
            return _Spoken("no_address")
        if not all(self._may_be_called(one) for one in addresses):
            # Whoever registers channels must not look through this node at what stands behind it.
            return _Spoken("outside_network")
        place = (addresses[0], where.port)
        try:
            names = await self._certificate(place, where.name)
        except TimeoutError:
            return _Spoken("timeout")
        except ssl.SSLError:
            return _Spoken("no_tls", ())
        except OSError:
            return _Spoken("no_connection")
        return _Spoken("", names, await self._is_trusted(place, where.name))

    def _may_be_called(self, address: str) -> bool:
        ip = ip_address(address)
        # Behind a translator may stand what is inside: such an address is refused anyway, and never called.
        is_outside = ip.is_global and not is_tunnel(ip)
        return is_outside or any(ip in ip_network(one) for one in self.outlook.ranges)

    async def _certificate(self, place: Endpoint, name: str) -> tuple[str, ...]:
        # The certificate is read whoever issued it: who did is what is being found out.
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        async with asyncio.timeout(self.seconds):
            _, writer = await asyncio.open_connection(*place, ssl=context, server_hostname=name)
            try:
                found = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
            finally:
                writer.close()
        return names_in(found)

    async def _is_trusted(self, place: Endpoint, name: str) -> bool | None:
        """Tell whether the authorities that browsers trust stand behind the certificate."""
        context = ssl.create_default_context()
        context.check_hostname = False
        try:
            async with asyncio.timeout(self.seconds):
                _, writer = await asyncio.open_connection(*place, ssl=context, server_hostname=name)
                writer.close()
        except ssl.SSLCertVerificationError:
            return False
        except OSError:
            return None
        return True

    async def _known(self, where: ToRegister) -> bool | None:
        if self.outlook.resolver is None or _is_address(where.name):
            return None if self.outlook.resolver is None else False
        return await is_known(where.name, self.outlook.resolver, secrets.randbits(16), self.seconds)

    async def _seen(self, where: ToRegister) -> bool | None:
        """Ask the probe outside whether it reaches the place."""
        if not self.outlook.probe:
            return None
        asked = f"{self.outlook.probe}?{urlencode({'host': where.name, 'port': where.port})}"
        try:
            timeout = aiohttp.ClientTimeout(total=self.seconds)
            async with (
                aiohttp.ClientSession(
                    timeout=timeout, trust_env=False, connector=aiohttp.TCPConnector(resolver=self.pins)
                ) as session,
                session.get(asked, allow_redirects=False) as answer,
            ):
                said = await answer.content.read(MOST_SAID)
                return msgspec.json.decode(said, type=_Seen).reached if answer.status == 200 else None
        except (aiohttp.ClientError, OSError, msgspec.MsgspecError):
            return None

    async def _way_out(self) -> bool | None:
        """Tell whether the Internet is reached from here; None where nothing out there is named."""
        if not self.outlook.outside:
            return None
        return any(await asyncio.gather(*(self._connects(one) for one in self.outlook.outside)))

    async def _connects(self, place: Endpoint) -> bool:
        try:
            async with asyncio.timeout(self.seconds):
                _, writer = await asyncio.open_connection(*place)
        except OSError:
            return False
        writer.close()
        return True


def names_in(certificate: bytes | None) -> tuple[str, ...]:
    """Return the names that a certificate is issued to; none where there is no certificate that can be read."""
    try:
        read = x509.load_der_x509_certificate(certificate or b"")
        found = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound):
        return ()
    addresses = tuple(str(one) for one in found.get_values_for_type(x509.IPAddress))
    return (*found.get_values_for_type(x509.DNSName), *addresses)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
