"""Proofs that a way of giving is impossible: a measured failure, a letter, a decision; each has an end (FMA-3).

The act asks that a better way "is impossible" and says neither who proves it nor for how long. Here a proof has an
author, a paper or figures behind it and a last moment, after which the better way is open again (house, serving FMA-3).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.kernel.provision.parties import Actor, Duty
from almasu.kernel.provision.problems import (
    DECISION_BY_BOTH,
    MEASURED_BY_SYSTEM,
    NOTHING_BELOW,
    PAPER_NOT_NAMED,
    PAPER_OF_THE_FUTURE,
    PROOF_OF_THE_FUTURE,
    PROOF_TOO_LONG,
    TOO_FEW_FAILURES,
    WORDS_NEEDED,
)
from almasu.kernel.provision.way import ORDER, Way
from almasu.law.moment import in_astana
from almasu.law.text import Text

LEAST_WORDS = 3
NOT_STATE_NETWORK = "not_the_state_network"
"""The code of a try, or of a proof, over a channel that is not what it was registered as (FMA-2.5)."""
_SHA256 = re.compile(r"[0-9a-f]{64}")


class ProofKind(StrEnum):
    """What stands behind a proof."""

    MEASURED_FAILURE = "measured_failure"
    """The system tried the way itself, several times over some hours, and failed."""
    LETTER = "letter"
    """A letter of one side with number and date."""
    DECISION = "decision"
    """A decision of both sides with number and date."""


PROOF_NAMES: Mapping[ProofKind, Text] = MappingProxyType(
    {
        ProofKind.MEASURED_FAILURE: Text(kk="өлшенген іркіліс", ru="измеренный сбой", en="measured failure"),
        ProofKind.LETTER: Text(kk="хат", ru="письмо", en="letter"),
        ProofKind.DECISION: Text(kk="бірлескен шешім", ru="совместное решение", en="joint decision"),
    }
)


@dataclass(frozen=True, slots=True)
class Longest:
    """How long a proof of each kind may stand, and what the system must have tried: values of the house, kept as data.

    `failures` tries must have failed over at least `over`.
    """

    measured: timedelta = timedelta(days=7)
    letter: timedelta = timedelta(days=180)
    decision: timedelta = timedelta(days=365)
    failures: int = 5
    over: timedelta = timedelta(hours=4)

    def of(self, kind: ProofKind) -> timedelta:
        """Return the longest life of a proof of this kind."""
        match kind:
            case ProofKind.MEASURED_FAILURE:
                return self.measured
            case ProofKind.LETTER:
                return self.letter
            case ProofKind.DECISION:
                return self.decision


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the system measured: how many tries failed, from when to when, the code of the last failure."""

    failures: int
    first: datetime
    last: datetime
    code: str


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The letter or decision: its number, its day as written, SHA-256 of its file in hexadecimal."""

    number: str
    dated: str
    sha256: str


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One proof that one way is impossible.

    `by` recorded it; `seconded_by` is the other side's account under a decision; `until` is its last moment; `ended_at`
    when it was withdrawn or shown to be wrong, and `ended_why` in a permanent word.
    """

    id: UUID
    way: Way
    kind: ProofKind
    why: str
    by: UUID
    at: datetime
    until: datetime
    measured: Measured | None = None
    paper: Paper | None = None
    seconded_by: UUID | None = None
    ended_at: datetime | None = None
    ended_why: str = ""

    @property
    def may_go_back(self) -> bool:
        """Tell whether anybody may take it back: what the system measured ends by itself, or when the way works."""
        return self.kind is not ProofKind.MEASURED_FAILURE

    def stands(self, at: datetime) -> bool:
        """Tell whether the proof holds at a moment: recorded, not past its end, not ended before it."""
        return self.at <= at <= self.until and (self.ended_at is None or at < self.ended_at)


def must_prove(proof: Proof, by: Actor, seconded: Actor | None, at: datetime, longest: Longest) -> None:
    """Make sure that a proof is one: Problems name what it lacks.

    A measured failure is the system's own; a letter comes from a person of either side; a decision needs both heads.
    """
    if proof.way is ORDER[-1]:
        raise NOTHING_BELOW.at("way")
    if proof.at != at or proof.until <= at:
        raise PROOF_OF_THE_FUTURE.at("until")
    if proof.until - at > longest.of(proof.kind):
        raise PROOF_TOO_LONG.at("until", days=str(longest.of(proof.kind).days))
    if len(proof.why.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("why")
    match proof.kind:
        case ProofKind.MEASURED_FAILURE:
            _must_be_measured(proof, by, at, longest)
        case ProofKind.LETTER:
            if by.side is None:
                raise MEASURED_BY_SYSTEM.at("kind")
            _must_name_paper(proof)
        case ProofKind.DECISION:
            _must_be_of_both(proof, by, seconded)
            _must_name_paper(proof)


def _must_be_of_both(proof: Proof, by: Actor, seconded: Actor | None) -> None:
    if seconded is None or {by.duty, seconded.duty} != {Duty.HEAD_OF_BODY, Duty.HEAD_OF_AGENCY}:
        raise DECISION_BY_BOTH.at("kind")
    if proof.seconded_by != seconded.account:
        raise DECISION_BY_BOTH.at("seconded_by")


def _must_be_measured(proof: Proof, by: Actor, at: datetime, longest: Longest) -> None:
    found = proof.measured
    if by.duty is not Duty.SYSTEM or found is None:
        raise MEASURED_BY_SYSTEM.at("kind")
    # What fails may be a cable: it must last. What the Internet reaches is no state network from the first look on.
    lasts = found.failures >= longest.failures and found.last - found.first >= longest.over
    is_unlawful = found.code == NOT_STATE_NETWORK and found.failures >= 1
    if not (lasts or is_unlawful) or found.last > at:
        raise TOO_FEW_FAILURES.at(
            "measured", count=str(longest.failures), hours=str(int(longest.over.total_seconds()) // 3600)
        )


def _must_name_paper(proof: Proof) -> None:
    paper = proof.paper
    if paper is None or not (paper.number.strip() and paper.dated):
        raise PAPER_NOT_NAMED.at("paper")
    if _SHA256.fullmatch(paper.sha256) is None:
        raise PAPER_NOT_NAMED.at("sha256")
    if _day_of(paper) > in_astana(proof.at).date():
        raise PAPER_OF_THE_FUTURE.at("dated")


def _day_of(paper: Paper) -> date:
    """Return the day of a paper; Problem `provision.proof.paper` where what is written is no day."""
    try:
        return date.fromisoformat(paper.dated)
    except ValueError:
        raise PAPER_NOT_NAMED.at("dated") from None


def ended(proof: Proof, at: datetime, why: str) -> Proof:
    """Return the proof ended: `withdrawn` by who gave it, `works` because the way was tried and worked."""
    return proof if proof.ended_at is not None else replace(proof, ended_at=at, ended_why=why)
