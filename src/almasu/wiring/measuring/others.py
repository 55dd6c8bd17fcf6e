"""How much of its time the machine gave to others while a bench ran: a figure measured beside neighbours is read so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from almasu.wiring.measuring.figures import Figure, figure

_STOLEN = 7
_COUNTED = 8
"""Of the processors' times in `proc(5)`, in their order: what was stolen, and how many are counted (guests within)."""


@dataclass(frozen=True, slots=True)
class Times:
    """What all processors together have spent since the machine began, in ticks: in all, and stolen by others."""

    whole: int
    stolen: int


def times(stat: Path = Path("/proc/stat")) -> Times | None:
    """Return the processors' times; None where the system does not tell them."""
    try:
        first = stat.read_text("ascii").partition("\n")[0].split()
        told = [int(part) for part in first[1 : 1 + _COUNTED]]
    except (OSError, ValueError):
        return None
    return Times(sum(told), told[_STOLEN]) if len(told) == _COUNTED else None


def given_to_others(before: Times | None, after: Times | None) -> tuple[Figure, ...]:
    """Return the share of the machine's time that others had between two moments; nothing where it cannot be told."""
    if before is None or after is None or after.whole <= before.whole:
        return ()
    share = (after.stolen - before.stolen) / (after.whole - before.whole)
    return (figure("machine_given_to_others", share, "share", None),)
