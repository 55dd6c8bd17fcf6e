"""The list of places a zone may call, each with the addresses its name had when the list was made.

A name is resolved once, at start: a later change of the name's records cannot lead a call elsewhere. Private,
loopback and other inner addresses are refused unless the operator listed their range.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Sequence[str]]
PORTS = {"http": 80, "https": 443}


class NotAllowed(ValueError):
    """A place is not on the list, or its address lies in a range that is not listed."""


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


def host_and_port(url: str) -> tuple[str, int]:
    """Return the host and port of an http or https URL; NotAllowed for any other and for one with credentials."""
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise NotAllowed("an address is http or https, with a host and without credentials")
    return parts.hostname, parts.port or PORTS[parts.scheme]


def _permitted(address: str, inner: Sequence[Network]) -> bool:
    ip = ip_address(address)
    return ip.is_global or any(ip.version == network.version and ip in network for network in inner)


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
