"""What one step of the story can say, and how a check stops with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from almasu.kernel.signatures.reasons.remedies import NOTHING
from almasu.law.text import Text


class Outcome(StrEnum):
    """How a step ended. WARNED is passed with a remark; SKIPPED was not asked for."""

    PASSED = "passed"
    WARNED = "warned"
    FAILED = "failed"
    INDETERMINATE = "indeterminate"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Reason:
    """One entry of the catalogue.

    `code` is permanent; `step` is the number of the step in the story (0 to 11); `words` may have {named} places;
    `cites` are clause ids of the law data, orders and RFCs; `remedy` says what the person can do.
    """

    code: str
    step: int
    outcome: Outcome
    words: Text
    cites: tuple[str, ...] = ()
    remedy: Text = NOTHING


def passed(code: str, step: int, words: Text, *cites: str) -> Reason:
    """Return a reason that lets the signature through."""
    return Reason(code, step, Outcome.PASSED, words, cites)


def warned(code: str, step: int, words: Text, *cites: str) -> Reason:
    """Return a remark that does not stop the signature."""
    return Reason(code, step, Outcome.WARNED, words, cites)


def skipped(code: str, step: int, words: Text, *cites: str) -> Reason:
    """Return a remark that a step was not asked for."""
    return Reason(code, step, Outcome.SKIPPED, words, cites)


def failed(code: str, step: int, words: Text, remedy: Text, *cites: str) -> Reason:
    """Return a reason for which the signature is refused."""
    return Reason(code, step, Outcome.FAILED, words, cites, remedy)


def undecided(code: str, step: int, words: Text, remedy: Text, *cites: str) -> Reason:
    """Return a reason for which nothing can be said either way: nothing is opened."""
    return Reason(code, step, Outcome.INDETERMINATE, words, cites, remedy)


class Stopped(Exception):
    """A check ended with a reason that is not a pass; `values` fill its words."""

    def __init__(self, reason: Reason, **values: str) -> None:
        super().__init__(reason.code)
        self.reason = reason
        self.values = values
