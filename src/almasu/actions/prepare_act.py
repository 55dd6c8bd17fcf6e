"""Prepare an act: build its canonical bytes and keep them until the signature comes (DESIGN 3.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from almasu.actions.node import Node
from almasu.kernel.ports import Transaction
from almasu.kernel.signatures.act import Act, ActPurpose, act_bytes
from almasu.kernel.signatures.prepared import LIFE, PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Intent:
    """What a person means to do: the purpose, whose act it is, its own content, and the words the signature stands for.

    `actor_iin` is empty where the signature itself will name the person; `attachments` are the SHA-256 digests of files
    beside the content, by their names.
    """

    purpose: ActPurpose
    actor_iin: str
    body: Mapping[str, Json]
    human: Text
    attachments: Mapping[str, str] = field(default_factory=dict)


async def prepare_act(
    node: Node, transaction: Transaction, session: bytes, intent: Intent, at: datetime
) -> PreparedAct:
    """Return the act to be signed, with a fresh id and nonce, living `LIFE` from now."""
    number = node.new_id()
    nonce = node.random(16).hex()
    act = Act(
        purpose=intent.purpose,
        audience=node.audience,
        actor_iin=intent.actor_iin,
        object_id=str(number),
        body=intent.body,
        attachments=intent.attachments,
        edition=node.law.edition_at(at),
        human=intent.human,
        nonce=nonce,
        issued=at,
        expires=at + LIFE,
    )
    prepared = PreparedAct(number, session, intent.purpose, act_bytes(act), nonce, at + LIFE)
    await transaction.prepared.keep(prepared)
    return prepared
