"""Which simulated register speaks which protocol (`plan.yaml`: assumptions, no law says so)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from importlib import resources

import msgspec


class Protocol(StrEnum):
    """The four protocols registers are asked over."""

    SQL = "sql"
    REST = "rest"
    SHEP = "shep"
    XROAD = "xroad"


class Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The plan as written: resource numbers by protocol."""

    sql: tuple[int, ...]
    rest: tuple[int, ...]
    shep: tuple[int, ...]
    xroad: tuple[int, ...]


def standard_plan() -> Mapping[int, Protocol]:
    """Return the protocol of each of the 52 resources."""
    sheet = msgspec.yaml.decode(resources.files(__package__).joinpath("plan.yaml").read_bytes(), type=Sheet)
    plan = {number: protocol for protocol in Protocol for number in getattr(sheet, protocol.value)}
    if sorted(plan) != list(range(1, 53)):
        raise ValueError("the plan must name each of the 52 resources once")
    return dict(sorted(plan.items()))
