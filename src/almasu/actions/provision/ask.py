"""Ask a state body for data: by a signed act, inside a joint act in force, by the way lawful now (FMA-5, FMA-3).

Fields that the act does not cover are cut, and the question says so with the clause; where nothing is left, or the act
names no such set or purpose, there is no question. The body's system is asked once the question is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, law_of, prepared_by, signing
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.bodies import unkept_now
from almasu.actions.provision.channels import over_channel
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.provision.materials import OF_MATERIAL, own_open
from almasu.actions.provision.obligations import KeptObligations
from almasu.actions.provision.questions import OF_ASKER, OF_BODY, KeptQuestion, Step, keep, kept
from almasu.actions.sign_act import SignedAct, signed_act, told_of
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.shape import flaw_in, shape_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_asking import ASK
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.as_resource import resource_of
from almasu.kernel.provision.coverage import Coverage, covered
from almasu.kernel.provision.joint_act import Purpose
from almasu.kernel.provision.ladder import Ladder, impossible, must_carry
from almasu.kernel.provision.ladder_port import ladder_number
from almasu.kernel.provision.problems import WORDS_NEEDED
from almasu.kernel.provision.problems_of_asking import COVERAGE_CHANGED, NOT_A_KEY, NOT_ASKED_BY_THIS_WAY
from almasu.kernel.provision.problems_of_handing import NOT_FOR_THIS_PURPOSE
from almasu.kernel.provision.question import ASKED_WAYS, Asking, AskingState, Question, number_of
from almasu.kernel.provision.transfer import facts_of, must_be_lawful
from almasu.kernel.provision.way import WAY_NAMES
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.problem import Problem
from almasu.law.text import Text

LEAST_WORDS = 3
HUMAN = Text(
    kk="Бірлескен актіге сай мемлекеттік органнан мәлімет сұраймын.",
    ru="Запрашиваю у государственного органа сведения в рамках совместного акта.",
    en="I ask a state body for data inside the joint act.",
)


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an officer asks: of which set of which body, by which key, which fields (none: all), why, for what."""

    body: str
    data_set: str
    key: str
    value: str
    purpose: str
    material: UUID
    why: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A form that stood every check: the act, the way, what is covered, and the verdicts of the rules."""

    form: Form
    under: ActInForce
    ladder: Ladder
    coverage: Coverage
    verdicts: dict[str, str]

    @property
    def cut(self) -> tuple[str, ...]:
        """Return the fields that no act covers."""
        return tuple(one.field for one in self.coverage.cuts)


async def prepare_question(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the act that asks; what is refused writes a leaf.

    Problems: `provision.act.none_in_force`, `.not_covered`, `.purpose`, `.nothing_left`, `provision.ask.key`, `.way`,
    `provision.way.*`, `provision.material.absent`, `provision.words_needed`, `provision.transfer.refused`.
    """
    try:
        async with node.store.transaction() as transaction:
            who = await acting(transaction, token, ASK, at)
            weighed = await weigh(node, transaction, who, form, at)
            return await prepared_by(node, transaction, who, _meant(node, weighed), at)
    except Problem as refusal:
        await _tell_refusal(node, token, form, refusal, at)
        raise


async def ask(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptQuestion:
    """Keep the question that was signed: everything is weighed anew in the transaction that keeps it.

    Problems as for `prepare_question`; `provision.ask.changed` where the act covers other fields than were signed for.
    """
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_QUESTION, cms, at)
    form = form_in(signed.body)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, ASK, at)
        weighed = await weigh(node, transaction, who, form, at)
        if _meant(node, weighed).body != signed.body:
            raise COVERAGE_CHANGED.at("fields")
        owed = await KeptObligations(node, transaction, who.said).owe(weighed.under, at, signed.act.id)
        asking = Asking(_question(weighed, who, signed, owed.due, at), owed.id, weighed.verdicts)
        found_by = {OF_BODY: form.body, OF_ASKER: str(who.actor.account), OF_MATERIAL: str(form.material)}
        paper = new_paper(
            signed.act.id, PaperKind.PROVISION_QUESTION, AskingState.WAITING, at, asking, found_by, owed.due
        )
        says = {**told_of(node, signed), **said_of(asking)}
        return kept(await keep(node, transaction, paper, Step("asked", who.said, at, says)))


def form_in(body: Mapping[str, object]) -> Form:
    """Return the form that a signed act holds: what was asked for, covered or not."""
    said = msgspec.convert({name: value for name, value in body.items() if name not in ("cut", "ladder")}, Form)
    cut = msgspec.convert(body["cut"], tuple[str, ...])
    return msgspec.structs.replace(said, fields=(*said.fields, *cut))


async def weigh(node: Node, transaction: Transaction, who: Acting, form: Form, at: datetime) -> Weighed:
    """Return a form that may be asked now; Problems as for `prepare_question`."""
    material = (await own_open(transaction, who, form.material, at)).material
    if len(form.why.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("why")
    under = await StoredJointActs(transaction.papers).act_in_force(form.body, form.data_set, at)
    coverage = covered(under.content, form.data_set, form.fields, form.purpose)
    if material.purpose.value != form.purpose:
        raise NOT_FOR_THIS_PURPOSE.at("purpose")
    ladder = await KeptLadders(node, transaction).way_now(form.body, form.data_set, at)
    must_carry(ladder, ladder.way, at)
    if ladder.way not in ASKED_WAYS or under.data_set.is_restricted:
        name = WAY_NAMES[ladder.way]
        raise NOT_ASKED_BY_THIS_WAY.at("data_set", kk=name.kk, ru=name.ru, en=name.en)
    _must_be_key(under, form)
    unkept = await unkept_now(transaction, form.body, at)
    channel = await over_channel(node, transaction, form.body, ladder.way)
    facts = facts_of(under, ladder, form.purpose, at, unkept=unkept, channel=channel)
    verdicts = must_be_lawful(law_of(node).judged("transferred", facts))
    return Weighed(form, under, ladder, coverage, verdicts)


def said_of(asking: Asking) -> dict[str, Json]:
    """Return what the leaf says of a question: never the key it was asked by."""
    question = asking.question
    return {
        "body": question.body,
        "data_set": question.data_set,
        "way": question.way.value,
        "purpose": question.purpose.value,
        "material": str(question.material),
        "act_version": question.version,
        "cut": len(question.cut),
        "verdicts": dict(asking.verdicts),
    }


def _must_be_key(under: ActInForce, form: Form) -> None:
    """Make sure that the act lets the set be asked by this key and that the value is of its kind."""
    if form.key not in under.data_set.keys:
        raise NOT_A_KEY.at("key", key=form.key[:60])
    shape = shape_of(resource_of(under.data_set, form.body), Limits())
    flaw = flaw_in({form.key: form.value}, shape, "")
    if flaw is not None and flaw.where.endswith(f"/{form.key}"):
        raise NOT_A_KEY.at("value", key=form.key[:60])


def _question(weighed: Weighed, who: Acting, signed: SignedAct, due: datetime, at: datetime) -> Question:
    form = weighed.form
    return Question(
        number=number_of(signed.act.id, at),
        body=form.body,
        data_set=form.data_set,
        key=form.key,
        value=form.value,
        fields=tuple(one.name for one in weighed.coverage.fields),
        cut=weighed.cut,
        purpose=Purpose(form.purpose),
        material=form.material,
        why=form.why,
        way=weighed.ladder.way,
        impossible=tuple(sorted(impossible(weighed.ladder, at))),
        version=weighed.under.version.number,
        by=who.actor.account,
        asker=who.person.account.pseudonym(),
        at=at,
        due=due,
        digest=hashlib.sha256(signed.act.data).hexdigest(),
    )


def _meant(node: Node, weighed: Weighed) -> Meant:
    form = weighed.form
    body: dict[str, Json] = {
        **msgspec.to_builtins(form),
        "ladder": str(ladder_number(node.audience, form.body, form.data_set)),
        "fields": [one.name for one in weighed.coverage.fields],
        "cut": list(weighed.cut),
    }
    return Meant(ActPurpose.PROVISION_QUESTION, body, HUMAN)


async def _tell_refusal(node: Node, token: str, form: Form, refusal: Problem, at: datetime) -> None:
    """Write the leaf of a refusal, where whoever asked may work here at all."""
    async with node.store.transaction() as transaction:
        try:
            who = await acting(transaction, token, ASK, at)
        except Problem:
            return
        says: dict[str, Json] = {"reason": refusal.kind.code, "clauses": list(refusal.kind.cites)}
        actor = act_of(who.person.account)
        told = leaf(node, EntryKind.PROVISION_TRANSFER_REFUSED, at, actor, f"body:{form.body[:12]}", says)
        await transaction.journal.append(told)
