"""The outer perimeter: guessing and spraying count only when they come from outside it (ASOI-8.7, ASOI-8.8)."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# What is internal unless the organisation says otherwise: private, loopback and link-local addresses.
PRIVATE = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")
ALWAYS = ("127.0.0.0/8", "::1/128", "169.254.0.0/16", "fe80::/10")


class Perimeter:
    """Knows which addresses are the organisation's own."""

    def __init__(self, internal: tuple[str, ...]) -> None:
        self._networks: tuple[Network, ...] = tuple(ipaddress.ip_network(one) for one in (*internal, *ALWAYS))
        self.outside = lru_cache(maxsize=16384)(self._outside)

    def _outside(self, address: str) -> bool:
        """Tell whether an address lies outside; what is no address is not outside."""
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return not any(found.version == network.version and found in network for network in self._networks)
