"""The protected channel: people and programs come from its addresses only (SIO22-A3.6, successor SIO25-R21.4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler
from litestar.types import Guard

from almasu.law.problem import ProblemKind
from almasu.law.text import Text

OUTSIDE = ProblemKind(
    "channel.outside",
    403,
    Text(
        kk="Бұл компьютер қорғалған арнаға қосылмаған.",
        ru="Этот компьютер не подключён к защищённому каналу.",
        en="This computer is not connected to the protected channel.",
    ),
    Text(
        kk="Қорғалған арнаға қосылған жұмыс орнынан кіріңіз немесе операторға хабарласыңыз.",
        ru="Войдите с рабочего места, подключённого к защищённому каналу, или обратитесь к оператору.",
        en="Enter from a workplace on the protected channel, or turn to the operator.",
    ),
    ("SIO22-A3.6", "SIO25-R21.4"),
)


def within(channel: Sequence[str]) -> list[Guard]:
    """Return the guard of routes that serve the channel's ranges only; none where no range is named.

    The address is that of the connection itself: what a header says of it is the sender's own word.
    """
    if not channel:
        return []
    is_inside = inside(channel)

    async def guard(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
        if not is_inside(connection):
            raise OUTSIDE.at()

    return [guard]


def inside(channel: Sequence[str]) -> Callable[[ASGIConnection[Any, Any, Any, Any]], bool]:
    """Return what tells whether a connection comes from the channel's ranges; all do where no range is named."""
    ranges = tuple(ip_network(one) for one in channel)

    def tells(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
        return not ranges or (connection.client is not None and _is_one_of(connection.client.host))

    def _is_one_of(host: str) -> bool:
        try:
            peer = ip_address(host)
        except ValueError:
            return False
        if isinstance(peer, IPv6Address) and peer.ipv4_mapped is not None:
            peer = peer.ipv4_mapped
        return any(peer in one for one in ranges)

    return tells
