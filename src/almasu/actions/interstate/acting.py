"""Who acts in the exchange between states: a person of a body, or the keeper of the directory (CIS-1c, CIS-3.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from almasu.actions.entering import Entered, act_of, holding, in_office
from almasu.actions.interstate.directory import directory_of
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import SignedAct, keep_signed
from almasu.kernel.interstate.parcels import Attested
from almasu.kernel.interstate.parties import Body, Directory
from almasu.kernel.interstate.port import InterstateLaw, Post
from almasu.kernel.interstate.problems import NOT_OF_A_BODY
from almasu.kernel.parties.account import Role
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.power import Power
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.problem import Fault
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who may act, the directory as it stands, and the body they act for (None: the keeper)."""

    person: Entered
    directory: Directory
    of: Body | None

    @property
    def said(self) -> str:
        """Return how the journal names them."""
        return act_of(self.person.account)

    @property
    def body(self) -> Body:
        """Return the body they act for; Problem `cis.not_of_a_body` for the keeper."""
        if self.of is None:
            raise NOT_OF_A_BODY.at()
        return self.of


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody means to do: the purpose, what the act says, and the sentence they read."""

    purpose: ActPurpose
    body: Mapping[str, Json]
    human: Text


async def acting(node: Node, transaction: Transaction, token: str, power: Power, at: datetime) -> Acting:
    """Return whoever acts under a power; Problems `account.role`, `cis.not_of_a_body`."""
    return await _acting(node, transaction, await in_office(transaction, token, power.roles, at), at)


async def signing(
    node: Node, transaction: Transaction, token: str, signed: SignedAct, power: Power, at: datetime
) -> Acting:
    """Use a signed act up and return whoever signed it, as they stand inside this transaction."""
    person = holding(await keep_signed(transaction, token, signed, at), power.roles)
    return await _acting(node, transaction, person, at)


async def prepared_by(node: Node, transaction: Transaction, who: Acting, meant: Meant, at: datetime) -> PreparedAct:
    """Build the act that whoever acts has to sign."""
    intent = Intent(meant.purpose, who.person.account.person.iin, meant.body, meant.human)
    return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


def attested(who: Acting, signed: SignedAct, at: datetime) -> Attested:
    """Return what this node vouches for towards another: the signed act, never the person's name or number."""
    digest = hashlib.sha256(signed.act.data).hexdigest()
    return Attested(signed.act.id, digest, at, who.person.account.person.position.ru)


def vouched(attested: Attested) -> dict[str, str]:
    """Return what the journal says of an act that another node, or a document, vouches for."""
    return {"act": str(attested.act), "act_sha256": attested.sha256}


def law_of(node: Node) -> InterstateLaw:
    """Return the law of the Agreement; Fault at a node of another zone."""
    if node.interstate is None:
        raise Fault("this node is not of the zone of the exchange between states: it has no law of the Agreement")
    return node.interstate


def post_of(node: Node) -> Post:
    """Return what carries messages to other nodes; Fault at a node that has none."""
    if node.post is None:
        raise Fault("this node has no post to nodes of other states")
    return node.post


def peer_of(body: Body) -> str:
    """Return the name of the node at which a body works, as a guest there or at home."""
    return body.place


async def _acting(node: Node, transaction: Transaction, person: Entered, at: datetime) -> Acting:
    directory = await directory_of(law_of(node), transaction)
    if person.account.role is Role.CIS_KEEPER:
        return Acting(person, directory, None)
    body = directory.of_bin(person.account.body_bin)
    if body is None or not body.stands_on(in_astana(at).date()):
        raise NOT_OF_A_BODY.at()
    return Acting(person, directory, body)
