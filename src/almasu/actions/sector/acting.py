"""Who acts in the sector, by which law, and when a term that begins now ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from almasu.actions.entering import Entered, act_of, at_stage, holding, in_office, living, may_work
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import SignedAct, keep_signed
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.session import Stage
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.power import Power
from almasu.kernel.sector.law import SectorLaw
from almasu.kernel.sector.parties import Actor, Duty, Profile
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.calendar import Calendar
from almasu.law.canonical import Json
from almasu.law.deadline import Deadline, deadline_of
from almasu.law.decree import Decree, under
from almasu.law.problem import Fault
from almasu.law.text import Text

IN_FORCE = "in_force"
CONNECTED = "connected"
MOST_DECREES = 500
MOST_ORGANISATIONS = 5_000


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody who may act in the sector: the session with its account, and the person as the sector knows them."""

    person: Entered
    actor: Actor

    @property
    def said(self) -> str:
        """Return how the journal names them."""
        return act_of(self.person.account)


async def acting(transaction: Transaction, token: str, power: Power, at: datetime) -> Acting:
    """Return whoever acts under a power of the sector; Problem `account.role` where it is not theirs."""
    return _acting(await in_office(transaction, token, power.roles, at))


async def watching(transaction: Transaction, token: str, power: Power, at: datetime) -> Acting:
    """Return whose open page asks by itself, held to everything: it does not put off the idle end of their session."""
    person = may_work(at_stage(await living(transaction, token, at), Stage.READY), at)
    return _acting(holding(person, power.roles))


async def signing(transaction: Transaction, token: str, signed: SignedAct, power: Power, at: datetime) -> Acting:
    """Use a signed act up and return whoever signed it, as they stand inside this transaction."""
    person = holding(await keep_signed(transaction, token, signed, at), power.roles)
    return _acting(person)


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody who acts means to do: the purpose, what the act says, and the sentence they read and sign."""

    purpose: ActPurpose
    body: Mapping[str, Json]
    human: Text


async def prepared_by(node: Node, transaction: Transaction, who: Acting, meant: Meant, at: datetime) -> PreparedAct:
    """Build the act that whoever acts has to sign."""
    intent = Intent(meant.purpose, who.person.account.person.iin, meant.body, meant.human)
    return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


def _acting(person: Entered) -> Acting:
    return Acting(person, actor_of(person.account))


def actor_of(account: Account) -> Actor:
    """Return the person as the sector knows them: the sectoral centre is of no organisation."""
    duty = Duty(account.role.value)
    return Actor(account.id, duty, "" if duty is Duty.SECTORAL_CENTRE else account.body_bin)


def law_of(node: Node) -> SectorLaw:
    """Return the law of the sector; Fault at a node that is not the sector's."""
    if node.sector is None:
        raise Fault("this node is not the sector's: it has no law of the sector")
    return node.sector


async def decrees(transaction: Transaction) -> Sequence[Decree]:
    """Return the decrees laid over the calendar."""
    papers = await transaction.papers.in_states(PaperKind.CALENDAR_OVERLAY, [IN_FORCE], None, MOST_DECREES)
    return [msgspec.json.decode(paper.data, type=Decree) for paper in papers]


async def calendar_now(node: Node, transaction: Transaction) -> Calendar:
    """Return the calendar with every decree that is in force over it."""
    return under(law_of(node).calendar, await decrees(transaction))


async def deadline(node: Node, transaction: Transaction, term: str, start: datetime) -> Deadline:
    """Return when a term that begins at a moment ends, and which days do not count."""
    return deadline_of(start, law_of(node).terms[term], await calendar_now(node, transaction))


async def connected(transaction: Transaction) -> Mapping[str, Profile]:
    """Return the profiles of all connected organisations by BIN, in the order of their names."""
    papers = await transaction.papers.in_states(PaperKind.SECTOR_PROFILE, [CONNECTED], None, MOST_ORGANISATIONS)
    profiles = sorted((profile_in(paper) for paper in papers), key=lambda one: one.name)
    return {one.bin: one for one in profiles}


def profile_in(paper: Paper) -> Profile:
    """Return the profile that a paper holds."""
    return msgspec.json.decode(paper.data, type=Profile)
