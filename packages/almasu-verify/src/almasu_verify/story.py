"""The story of a pack: thirteen steps and the verdict on them."""

from __future__ import annotations

from typing import NamedTuple

CODES = (
    "form",
    "export",
    "act",
    "signature",
    "path",
    "purpose",
    "revocation",
    "question",
    "answers",
    "inclusion",
    "checkpoint",
    "stamp",
    "trust",
)


class Step(NamedTuple):
    """One line of the story."""

    code: str
    outcome: str
    detail: str = ""


def verdict_of(steps: list[Step]) -> str:
    """Return the verdict on all steps."""
    outcomes = {step.outcome for step in steps}
    if "failed" in outcomes or len(steps) != len(CODES):
        return "INVALID"
    return "INDETERMINATE" if "indeterminate" in outcomes else "VALID"
