"""Who acts in the zone of provision, by which law, and what they mean to sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from almasu.actions.entering import Entered, act_of, holding, in_office
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import SignedAct, keep_signed
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.power import Power
from almasu.kernel.provision.parties import DUTY_OF_ROLE, SIDES, Actor, Side
from almasu.kernel.provision.port import ProvisionLaw
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.problem import Fault
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who may act: the session with its account, and the person as the order knows them."""

    person: Entered
    actor: Actor

    @property
    def said(self) -> str:
        """Return how the journal names them."""
        return act_of(self.person.account)

    @property
    def of_agency(self) -> bool:
        """Tell whether they act for the Agency."""
        return self.actor.side is Side.AGENCY


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody means to do: the purpose, what the act says, the sentence they read, digests of files beside it."""

    purpose: ActPurpose
    body: Mapping[str, Json]
    human: Text
    attachments: Mapping[str, str] = field(default_factory=dict)


async def acting(transaction: Transaction, token: str, power: Power, at: datetime) -> Acting:
    """Return whoever acts under a power of the zone; Problem `account.role` where it is not theirs."""
    return _acting(await in_office(transaction, token, power.roles, at))


async def signing(
    transaction: Transaction,
    token: str,
    signed: SignedAct,
    power: Power,
    at: datetime,
    material: UUID | None = None,
) -> Acting:
    """Use a signed act up and return whoever signed it, as they stand inside this transaction.

    `material` is that which the evidence goes with, where the act holds received content.
    """
    person = holding(await keep_signed(transaction, token, signed, at, material), power.roles)
    return _acting(person)


async def prepared_by(node: Node, transaction: Transaction, who: Acting, meant: Meant, at: datetime) -> PreparedAct:
    """Build the act that whoever acts has to sign."""
    intent = Intent(meant.purpose, who.person.account.person.iin, meant.body, meant.human, meant.attachments)
    return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


def actor_of(account: Account) -> Actor:
    """Return the person as the order knows them: the Agency's people are of no state body."""
    duty = DUTY_OF_ROLE[account.role]
    return Actor(account.id, duty, account.body_bin if SIDES[duty] is Side.BODY else "")


def law_of(node: Node) -> ProvisionLaw:
    """Return the law of the order; Fault at a node of another zone."""
    if node.provision is None:
        raise Fault("this node is not of the zone of provision: it has no law of the order")
    return node.provision


def _acting(person: Entered) -> Acting:
    return Acting(person, actor_of(person.account))
