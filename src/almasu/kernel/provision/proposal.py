"""What needs a hand of both sides - a decision that a way is impossible, a step to another way (FMA-3, FMA-5).

One side proposes by its signature, the other signs the very same words; until then nothing has changed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from almasu.kernel.provision.impossibility import Longest, Paper, Proof, ProofKind, must_prove
from almasu.kernel.provision.parties import Actor, Duty, Side
from almasu.kernel.provision.problems import OTHER_SIDE
from almasu.kernel.provision.way import Way
from almasu.law.canonical import canonical_bytes, sha256_hex


class Matter(StrEnum):
    """What is proposed."""

    DECISION = "decision"
    """A joint decision that a way is impossible: of both heads."""
    STEP = "step"
    """A step to another way: of the responsible worker of each side."""


class ProposalState(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    DONE = "done"


OPEN_FOR = timedelta(days=30)
"""What the other side has not signed by then is as if it had not been proposed (house, serving FMA-3)."""
HANDS = {
    Matter.DECISION: (Duty.HEAD_OF_BODY, Duty.HEAD_OF_AGENCY),
    Matter.STEP: (Duty.RESPONSIBLE, Duty.OFFICER),
}


class Proposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One proposal: which set, what, which way, by whom; of a decision also why, until when and its paper."""

    body: str
    data_set: str
    matter: Matter
    way: Way
    by: UUID
    side: Side
    at: datetime
    why: str = ""
    until: datetime | None = None
    paper: Paper | None = None

    def stands(self, at: datetime) -> bool:
        """Tell whether the other side may still sign it."""
        return at - self.at <= OPEN_FOR

    @property
    def sha256(self) -> str:
        """Return the digest of what is proposed: the other side signs exactly this."""
        return sha256_hex(canonical_bytes(msgspec.to_builtins(self)))


def proposed(proposal: Proposal, by: Actor, longest: Longest) -> Proposal:
    """Return a proposal that its maker may make; a decision lacks nothing but the other head's hand."""
    by.must_be(proposal.body, *HANDS[proposal.matter])
    if proposal.matter is Matter.DECISION:
        other = Duty.HEAD_OF_AGENCY if by.duty is Duty.HEAD_OF_BODY else Duty.HEAD_OF_BODY
        hand = Actor(UUID(int=0), other, proposal.body)
        must_prove(decision(proposal, UUID(int=0), hand, proposal.at), by, hand, proposal.at, longest)
    return proposal


def must_second(proposal: Proposal, by: Actor) -> None:
    """Make sure that somebody may give the other hand; Problem `provision.proposal.other_side` for the same side."""
    by.must_be(proposal.body, *HANDS[proposal.matter])
    if by.side is proposal.side:
        raise OTHER_SIDE.at()


def decision(proposal: Proposal, number: UUID, seconded: Actor, at: datetime) -> Proof:
    """Return the proof that a decision is, once both heads have signed it."""
    return Proof(
        id=number,
        way=proposal.way,
        kind=ProofKind.DECISION,
        why=proposal.why,
        by=proposal.by,
        at=at,
        until=proposal.until or at,
        paper=proposal.paper,
        seconded_by=seconded.account,
    )
