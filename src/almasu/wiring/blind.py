"""The library of the blind step, where this machine has it (`docs/why/blind-step.md`)."""

from __future__ import annotations

from almasu.kernel.interstate.blind_port import Blind, BlindWork
from almasu.kernel.interstate.problems_of_blind import NOT_ON_THIS_MACHINE


def open_blind() -> Blind:
    """Return what blinds questions and answers; Problem `cis.blind.not_here` on a machine without the library."""
    try:
        from almasu.connectors.psi.by_openmined import OpenMinedBlind
    except ImportError as missing:
        raise NOT_ON_THIS_MACHINE.at() from missing
    return OpenMinedBlind()


def open_blind_work() -> BlindWork:
    """Return what does the sums of the blind step apart; Problem `cis.blind.not_here` as above."""
    try:
        from almasu.connectors.psi.apart import BlindApart
    except ImportError as missing:
        raise NOT_ON_THIS_MACHINE.at() from missing
    return BlindApart()
