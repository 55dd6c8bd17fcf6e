"""A running node: what an interface needs to serve people and programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from almasu.actions.carry_out import CarryingOut
from almasu.actions.node import Node
from almasu.wiring.law import Law
from almasu.wiring.settings import Settings


def now() -> datetime:
    """Return this moment: the one clock of the product, read at the edge."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Running:
    """A node with everything that lives as long as its process."""

    settings: Settings
    node: Node
    law: Law
    carrying_out: CarryingOut
    now: Callable[[], datetime]
