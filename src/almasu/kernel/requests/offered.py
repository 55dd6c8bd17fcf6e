"""Which resources of annex 2 a node offers: those whose register its settings connect (SIO25-11)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from almasu.kernel.requests.bundle import Bundle
from almasu.kernel.requests.problems import NOT_IMPLEMENTED
from almasu.law.problem import ProblemGroup


@dataclass(frozen=True, slots=True)
class Offered:
    """The numbers that are connected; None where the node was not told, and every one is offered."""

    connected: frozenset[int] | None = None

    def has(self, number: int) -> bool:
        """Tell whether a resource is offered."""
        return self.connected is None or number in self.connected

    def check(self, bundle: Bundle, listed: Container[int]) -> None:
        """Make sure that of the listed resources only offered ones are asked; what is not listed a rule refuses.

        ProblemGroup of `request.not_implemented` at `resources`, one for each that is not connected.
        """
        asked = {number for draft in bundle for number in draft.resources}
        lacking = sorted(number for number in asked if number in listed and not self.has(number))
        if lacking:
            raise ProblemGroup(tuple(NOT_IMPLEMENTED.at("resources", resource=str(number)) for number in lacking))
