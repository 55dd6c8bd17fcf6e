"""Which body owns which resources, and how often each may be asked in a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Owned:
    """`resources` are numbers of annex 2 by the BIN of their owner; `quotas` requests a day in Astana, by resource."""

    resources: Mapping[str, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    quotas: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    def of_body(self, body_bin: str) -> frozenset[int]:
        """Return the resources of a body."""
        return self.resources.get(body_bin, frozenset())
