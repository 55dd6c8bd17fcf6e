"""What papers and carriers share on their way from hand to hand: short plain lines, and steps with a leaf (FMA-4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec

from almasu.actions.provision.acting import Acting
from almasu.kernel.provision.problems_of_handing import LINES_ONLY
from almasu.law.canonical import Json

LONGEST_LINE = 60
Line = Annotated[str, msgspec.Meta(max_length=LONGEST_LINE)]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a paper or a carrier: its name in the journal, by whom, when, and what else the leaf says."""

    name: str
    by: Acting
    at: datetime
    says: Mapping[str, Json]


def must_be_lines(told: Mapping[str, object]) -> None:
    """Make sure that a card holds short plain lines; Problem `provision.paper.lines` names the first that is none."""
    for name, value in told.items():
        if isinstance(value, str) and (len(value) > LONGEST_LINE or not value.isprintable()):
            raise LINES_ONLY.at(name)
