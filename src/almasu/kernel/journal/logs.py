"""The logs of a node: acts of the exchange, and acts of supervision apart from them (DESIGN 3.3)."""

from __future__ import annotations

from enum import StrEnum


class Log(StrEnum):
    """Which log a leaf belongs to. The list only grows: a value is never reused or removed."""

    MAIN = "main"
    """What officers, operators, controllers and registers do."""
    SUPERVISION = "supervision"
    """What a prosecutor does and sees: kept from those who are supervised (SIO25-22.1)."""
