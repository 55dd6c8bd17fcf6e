"""The list of places a zone may call, each with the addresses its name had when the list was made.

A name is resolved once, at start: a later change of the name's records cannot lead a call elsewhere. Private,
loopback and other inner addresses are refused unless the operator listed their range.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]
PORTS = {"http": 80, "https": 443}
_TRANSLATED = IPv6Network("64:ff9b::/96")
_NEVER_OUTSIDE = (IPv6Network("64:ff9b:1::/48"), IPv6Network("fec0::/10"), IPv6Network("::/96"))
"""Translated inside of one network (RFC 8215), of one site (RFC 3879), made of an IPv4 address (RFC 4291, 2.5.5.1)."""


class NotAllowed(ValueError):
    """A place is not on the list, or its address lies in a range that is not listed."""


class OffNetwork(NotAllowed):
    """A place has an address outside the only ranges that may be called."""


@dataclass(frozen=True, slots=True)
class Place:
    """One host and port with its pinned addresses."""

    host: str
    port: int
    addresses: tuple[str, ...]


def networks(ranges: Iterable[str]) -> tuple[Network, ...]:
    """Return the listed inner ranges; ValueError where one is no range."""
    return tuple(ip_network(one) for one in ranges)


def resolved(host: str, port: int) -> Sequence[str]:
    """Return the addresses a name has now, by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def pinned(url: str, inner: Sequence[Network], resolve: Resolve = resolved) -> Place:
    """Return the place a URL names, pinned; NotAllowed where it has an address outside what is permitted."""
    return pinned_place(*host_and_port(url), inner, resolve)


def pinned_place(host: str, port: int, inner: Sequence[Network], resolve: Resolve = resolved) -> Place:
    """Return the place of a host and port, pinned, whatever is spoken there; NotAllowed as for a URL."""
    addresses = tuple(resolve(host, port))
    if not addresses:
        raise NotAllowed(f"{host} has no address")
    for address in addresses:
        if not _permitted(address, inner):
            raise NotAllowed(f"{host} leads to {address}, an inner address of no listed range")
    return Place(host, port, addresses)


def lying_within(place: Place, ranges: Sequence[Network]) -> Place:
    """Return a place all of whose addresses lie in the only ranges that may be called; OffNetwork else."""
    for address in place.addresses:
        ip = ip_address(address)
        if not any(ip.version == network.version and ip in network for network in ranges):
            raise OffNetwork(f"{place.host} leads to {address}, outside the only ranges that may be called")
    return place


def host_and_port(url: str) -> tuple[str, int]:
    """Return the host and port of an http or https URL; NotAllowed for any other and for one with credentials."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise NotAllowed("an address is http or https, with a host and without credentials")
    return parts.hostname, parts.port or PORTS[parts.scheme]


def _permitted(address: str, inner: Sequence[Network]) -> bool:
    ip = ip_address(address)
    is_listed = any(ip.version == network.version and ip in network for network in inner)
    return is_listed or (_is_outside(ip) and all(map(_is_outside, _carried_by(ip))))


def _is_outside(ip: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is one of the open Internet, and of one machine there."""
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _NEVER_OUTSIDE)


def _carried_by(ip: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that an IPv6 address leads to by way of a translator (RFC 6052, RFC 3056)."""
    if isinstance(ip, IPv4Address):
        return ()
    last = IPv4Address(int(ip) & 0xFFFF_FFFF)
    carried = (ip.ipv4_mapped, ip.sixtofour, last if ip in _TRANSLATED else None)
    return tuple(one for one in carried if one is not None)


class Pins(AbstractResolver):
    """Answers name look-ups of one HTTP session from the list, never from the network."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places: Mapping[tuple[str, int], Place] = {(place.host, place.port): place for place in places}

    def allows(self, url: str) -> bool:
        """Tell whether the list has the URL's host and port."""
        return host_and_port(url) in self._places

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the pinned addresses of a listed place; OSError for any other."""
        place = self._places.get((host, port))
        if place is None:
            raise OSError(f"{host}:{port} is not on the list of places")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in place.addresses
        ]

    async def close(self) -> None:
        """Nothing is held open."""
