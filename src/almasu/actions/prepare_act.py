"""Prepare an act: build its canonical bytes and keep them until the signature comes (DESIGN 3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from almasu.actions.node import Node
from almasu.kernel.ports import Transaction
from almasu.kernel.signatures.act import Act, ActPurpose, act_bytes
from almasu.kernel.signatures.prepared import LIFE, PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text


async def prepare_act(
    node: Node,
    transaction: Transaction,
    session: bytes,
    purpose: ActPurpose,
    actor_iin: str,
    body: Mapping[str, Json],
    human: Text,
    at: datetime,
) -> PreparedAct:
    """Return the act to be signed, with a fresh id and nonce, living `LIFE` from now."""
    number = node.new_id()
    nonce = node.random(16).hex()
    act = Act(
        purpose=purpose,
        audience=node.audience,
        actor_iin=actor_iin,
        object_id=str(number),
        body=body,
        attachments={},
        edition=node.law.edition_at(at),
        human=human,
        nonce=nonce,
        issued=at,
        expires=at + LIFE,
    )
    prepared = PreparedAct(number, session, purpose, act_bytes(act), nonce, at + LIFE)
    await transaction.accounts.prepare(prepared)
    return prepared
