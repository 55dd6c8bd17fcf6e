"""Whether a channel may be registered as the state network: decided from what was measured, never from what is said.

Local networks with Internet access are excluded from the Single Transport Environment of state bodies (FMA-2.5). So a
channel whose address, name or certificate shows that the Internet reaches it is refused, with every sign found; and one
of which a sign was not measured cannot be told and is not registered either.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

import msgspec

from almasu.law.text import Text

OLDEST_MEASURE = timedelta(days=1)
_TRANSLATED = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


class Sign(StrEnum):
    """A sign that speaks against a channel, or that is missing."""

    NO_ADDRESS = "no_address"
    GLOBAL_ADDRESS = "global_address"
    """An address of it is routed on the Internet."""
    OUTSIDE_NETWORK = "outside_network"
    """An address of it is in no range of the state network."""
    PUBLIC_NAME = "public_name"
    """Public name servers know its name."""
    REACHED_FROM_OUTSIDE = "reached_from_outside"
    """A probe from the Internet reached it."""
    HAS_WAY_OUT = "has_way_out"
    """From its own network the Internet was reached."""
    PUBLIC_AUTHORITY = "public_authority"
    """Its certificate is of an authority that browsers trust."""
    NAME_NOT_IN_CERTIFICATE = "name_not_in_certificate"
    NOT_MEASURED = "not_measured"
    OLD_MEASURE = "old_measure"


SHOWS_INTERNET = frozenset(
    {
        Sign.GLOBAL_ADDRESS,
        Sign.OUTSIDE_NETWORK,
        Sign.PUBLIC_NAME,
        Sign.REACHED_FROM_OUTSIDE,
        Sign.HAS_WAY_OUT,
        Sign.PUBLIC_AUTHORITY,
    }
)
"""Signs that were seen and speak of the Internet: one is enough to shut a channel. What is missing shuts none."""
SIGN_WORDS: Mapping[Sign, Text] = MappingProxyType(
    {
        Sign.NO_ADDRESS: Text("мекенжайы жоқ", "нет адреса", "no address"),
        Sign.GLOBAL_ADDRESS: Text("интернет мекенжайы", "адрес интернета", "an address of the Internet"),
        Sign.OUTSIDE_NETWORK: Text(
            "МО БКО ауқымынан тыс", "вне диапазонов ЕТС ГО", "outside the state network's ranges"
        ),
        Sign.PUBLIC_NAME: Text("атауы интернетке белгілі", "имя известно в интернете", "its name is known outside"),
        Sign.REACHED_FROM_OUTSIDE: Text("интернеттен жетеді", "доступен из интернета", "reached from the Internet"),
        Sign.HAS_WAY_OUT: Text("интернетке шығады", "имеет выход в интернет", "reaches the Internet"),
        Sign.PUBLIC_AUTHORITY: Text("жалпы куәландырушы", "общедоступный УЦ", "a public authority's certificate"),
        Sign.NAME_NOT_IN_CERTIFICATE: Text("сертификаттағы атау басқа", "имени нет в сертификате", "another name"),
        Sign.NOT_MEASURED: Text("толық өлшенбеген", "измерен не полностью", "not measured wholly"),
        Sign.OLD_MEASURE: Text("өлшем ескірген", "измерение устарело", "the measure is old"),
    }
)
"""What a person reads of a sign."""


class ChannelFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What was measured of a channel. None means that it was not measured, which is no answer.

    `addresses` are those the name resolves to inside; `ranges` are those of the state network;
    `certificate_names` the names in its TLS certificate, empty where it speaks no TLS.
    """

    measured_at: datetime
    name: str
    addresses: tuple[str, ...]
    ranges: tuple[str, ...]
    in_public_dns: bool | None
    reached_from_internet: bool | None
    reaches_internet: bool | None
    certificate_names: tuple[str, ...] | None
    certificate_public: bool | None


def signs_against(facts: ChannelFacts, at: datetime) -> tuple[Sign, ...]:
    """Return every sign against registering the channel as the state network; none means that it may be."""
    return tuple(dict.fromkeys(_signs(facts, at)))


def _signs(facts: ChannelFacts, at: datetime) -> Iterator[Sign]:
    if not timedelta(0) <= at - facts.measured_at <= OLDEST_MEASURE:
        yield Sign.OLD_MEASURE
    yield from _signs_of_addresses(facts)
    found = {
        Sign.PUBLIC_NAME: facts.in_public_dns,
        Sign.REACHED_FROM_OUTSIDE: facts.reached_from_internet,
        Sign.HAS_WAY_OUT: facts.reaches_internet,
        Sign.PUBLIC_AUTHORITY: facts.certificate_public,
    }
    yield from (sign for sign, shown in found.items() if shown)
    if None in (*found.values(), facts.certificate_names):
        yield Sign.NOT_MEASURED
    if facts.certificate_names is not None and facts.name.casefold() not in map(str.casefold, facts.certificate_names):
        yield Sign.NAME_NOT_IN_CERTIFICATE


def _signs_of_addresses(facts: ChannelFacts) -> Iterator[Sign]:
    if not facts.addresses:
        yield Sign.NO_ADDRESS
    ranges = [ipaddress.ip_network(one) for one in facts.ranges]
    for text in facts.addresses:
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            yield Sign.NO_ADDRESS
            continue
        inner = getattr(address, "ipv4_mapped", None) or address
        if inner.is_global or inner.is_multicast or inner.is_unspecified or is_tunnel(inner):
            yield Sign.GLOBAL_ADDRESS
        if not any(inner.version == one.version and inner in one for one in ranges):
            yield Sign.OUTSIDE_NETWORK


def is_tunnel(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Tell whether an address leads on by a tunnel or a translator (RFC 3056, RFC 4380, RFC 6052, RFC 8215).

    Releases of Python differ in whether they call such an address global.
    """
    if not isinstance(address, ipaddress.IPv6Address):
        return False
    translated = any(address in one for one in _TRANSLATED)
    return translated or (address.sixtofour or address.teredo) is not None
