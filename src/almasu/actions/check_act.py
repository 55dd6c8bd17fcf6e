"""Check a signed act: it still waits, and exactly its bytes were signed by the right person (SIO25-12.1)."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never
from uuid import UUID

from almasu.actions.node import Node
from almasu.kernel.grounds.asked import SignatureOutcome
from almasu.kernel.parties.problems import SESSION_ENDED
from almasu.kernel.parties.session import Session, is_alive
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.port import SignatureChecked
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.signatures.problems import ACT_GONE, REFUSED, UNDECIDED
from almasu.law.problem import Problem


async def waiting_act(
    node: Node, number: UUID, session: bytes, purpose: ActPurpose, at: datetime
) -> tuple[PreparedAct, Session]:
    """Return an act of this purpose that waits for its session's signature, with the session as it stands now.

    Problems: `session.ended`; `signature.act_gone` where there is no such act, or it is too old or used.
    """
    found = await node.store.together.prepared(number, session)
    if found is None:
        raise ACT_GONE.at()
    prepared, opened = found
    if not is_alive(opened, at):
        raise SESSION_ENDED.at()
    if prepared.purpose is not purpose or at >= prepared.expires_at:
        raise ACT_GONE.at()
    return prepared, opened


def refusal_of(checked: SignatureChecked) -> Problem | None:
    """Return the Problem a person is told for a signature that was not accepted, or None where it was."""
    match checked.outcome:
        case SignatureOutcome.PASSED:
            return None
        case SignatureOutcome.FAILED:
            kind = REFUSED
        case SignatureOutcome.INDETERMINATE:
            kind = UNDECIDED
        case _:
            assert_never(checked.outcome)
    because, remedy = checked.because, checked.remedy
    return kind.at(
        f"signature:{checked.code}",
        because_kk=because.kk,
        because_ru=because.ru,
        because_en=because.en,
        remedy_kk=remedy.kk,
        remedy_ru=remedy.ru,
        remedy_en=remedy.en,
    )
