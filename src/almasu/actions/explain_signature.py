"""Tell the operator's command line the kept story of a signature, by the number of its act or request.

The story is told twice: as it was when the act was accepted, and again now from the kept evidence alone, under the
node's own trust. The telling is a leaf; the person is covered (SIO25-16).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.kernel.journal.entry import Entry, EntryKind
from almasu.kernel.ports import Store, Transaction
from almasu.kernel.signatures.bundle import Evidence
from almasu.kernel.signatures.bundle_parts import Parted, put_together
from almasu.kernel.signatures.evidence import tell_again
from almasu.kernel.signatures.problems import UNKNOWN
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.story import Story
from almasu.kernel.signatures.unnamed import unnamed


@dataclass(frozen=True, slots=True)
class Explained:
    """A kept signature: what is kept of it, the story as it was told, and as it is told again from the evidence."""

    number: UUID
    bundle: bytes
    evidence: Evidence
    then: Story
    again: Story

    @property
    def same(self) -> bool:
        """Tell whether both stories come to one verdict by the same steps."""
        return [(one.code, one.outcome) for one in self.then.steps] == [
            (one.code, one.outcome) for one in self.again.steps
        ]


@dataclass(frozen=True, slots=True)
class Explaining:
    """What an explanation needs of a node: where evidence is kept, whom it trusts, fresh secure bytes, who asks."""

    store: Store
    trust: TrustProfile
    random: Callable[[int], bytes]
    actor: str


async def explain_signature(explaining: Explaining, number: UUID, at: datetime) -> Explained:
    """Return the kept signature of an act or a request; Problem `signature.unknown`."""
    async with explaining.store.transaction() as transaction:
        kept = await _kept(transaction, number)
        if kept is None:
            raise UNKNOWN.at("ID", number=str(number))
        digest = hashlib.sha256(kept.data).digest()
        says = {"bundle": digest.hex()}
        kind, about = EntryKind.SIGNATURE_EXPLAINED, f"act:{number}"
        await transaction.journal.append(Entry(kind, at, explaining.actor, about, says, explaining.random(32)))
    evidence = put_together(kept)
    again = tell_again(evidence, explaining.trust)
    return Explained(number, digest, evidence, unnamed(evidence.story), unnamed(again))


async def _kept(transaction: Transaction, number: UUID) -> Parted | None:
    """Return what is kept of an act, or of a request, which has the number of its act."""
    found = await transaction.acts.evidence(number)
    return found if found is not None else await transaction.requests.evidence(number)
