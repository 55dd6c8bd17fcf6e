"""Who acts in the zone of giving data: a person of a state body or of the Agency, with their duty (FMA-2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from almasu.actions.entering import Entered, act_of, in_office
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import SignedAct, keep_signed
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.problems import NOT_THIS_ROLE
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.power import Power
from almasu.kernel.provision.parties import DUTY_OF_ROLE, SIDES, Actor, Side
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
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


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody who acts means to do: the purpose, what the act says, and the sentence they read and sign."""

    purpose: ActPurpose
    body: Mapping[str, Json]
    human: Text


async def acting(transaction: Transaction, token: str, power: Power, at: datetime) -> Acting:
    """Return whoever acts under a power of the zone; Problem `account.role` where it is not theirs."""
    person = await in_office(transaction, token, power.roles, at)
    return Acting(person, actor_of(person.account))


async def signing(transaction: Transaction, token: str, signed: SignedAct, power: Power, at: datetime) -> Acting:
    """Use a signed act up and return whoever signed it, as they stand inside this transaction."""
    person = await keep_signed(transaction, token, signed, at)
    if person.account.role not in power.roles:
        raise NOT_THIS_ROLE.at()
    return Acting(person, actor_of(person.account))


async def prepared_by(node: Node, transaction: Transaction, who: Acting, meant: Meant, at: datetime) -> PreparedAct:
    """Build the act that whoever acts has to sign."""
    intent = Intent(meant.purpose, who.person.account.person.iin, meant.body, meant.human)
    return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


def actor_of(account: Account) -> Actor:
    """Return the person as the order knows them: those of the Agency are of no state body."""
    duty = DUTY_OF_ROLE[account.role]
    return Actor(account.id, duty, account.body_bin if SIDES[duty] is Side.BODY else "")
