"""Whether an answer to a waiting question may be taken now: by its act, way, material and rules (FMA-3.3, FMA-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.provision.acting import law_of
from almasu.actions.provision.acts import StoredJointActs
from almasu.actions.provision.bodies import unkept_now
from almasu.actions.provision.channels import over_channel
from almasu.actions.provision.ladders import KeptLadders
from almasu.actions.provision.materials import OfAgency
from almasu.actions.provision.questions import KeptQuestion, question_to_change
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.acts_port import ActInForce
from almasu.kernel.provision.coverage import covered
from almasu.kernel.provision.joint_act import ActField
from almasu.kernel.provision.ladder import Ladder, climbed, must_carry
from almasu.kernel.provision.material import MaterialState, material_in
from almasu.kernel.provision.problems_of_asking import MATERIAL_CLOSED, NOT_A_KEY, NOT_ASKED_BY_THIS_WAY
from almasu.kernel.provision.question import ASKED_WAYS, Question, must_wait
from almasu.kernel.provision.transfer import facts_of, must_be_lawful
from almasu.kernel.provision.way import WAY_NAMES
from almasu.law.problem import Problem


@dataclass(frozen=True, slots=True)
class Standing:
    """What a waiting question stands on at this moment; `fields` are those asked that the act covers still."""

    one: KeptQuestion
    under: ActInForce
    ladder: Ladder
    material: OfAgency
    fields: tuple[ActField, ...]

    @property
    def cut(self) -> tuple[str, ...]:
        """Return the fields that were asked for and that the act in force does not cover any more."""
        kept = {one.name for one in self.fields}
        return tuple(name for name in self.one.asking.question.fields if name not in kept)


async def still_standing(node: Node, transaction: Transaction, question: UUID, at: datetime) -> Standing:
    """Return what a waiting question stands on, with its ladder locked; Problem where it may not be answered now."""
    one = await question_to_change(transaction, question)
    must_wait(one.asking)
    asked = one.asking.question
    under, fields = await _covered(transaction, asked, at)
    ladder = await KeptLadders(node, transaction).way_now(asked.body, asked.data_set, at)
    return Standing(one, under, _asking(ladder, at), await _material(transaction, asked, at), fields)


async def why_not_answered(node: Node, transaction: Transaction, one: KeptQuestion, at: datetime) -> Problem | None:
    """Return what keeps an answer to a waiting question from being taken now, None where it may come.

    Nothing is locked, and the ladder is read as this moment leaves it.
    """
    asked = one.asking.question
    try:
        under, fields = await _covered(transaction, asked, at)
        ladder = climbed(await KeptLadders(node, transaction).one(asked.body, asked.data_set), at)
        material = await _material(transaction, asked, at)
        await verdicts_now(node, transaction, Standing(one, under, _asking(ladder, at), material, fields), at)
    except Problem as no:
        return no
    return None


async def verdicts_now(node: Node, transaction: Transaction, standing: Standing, at: datetime) -> dict[str, str]:
    """Return the verdicts on giving by rule; Problem `provision.transfer.refused` where one does not let it."""
    asked = standing.one.asking.question
    unkept = await unkept_now(transaction, asked.body, at)
    channel = await over_channel(node, transaction, asked.body, standing.ladder.way)
    purpose = asked.purpose.value
    facts = facts_of(standing.under, standing.ladder, purpose, at, asked.due, unkept=unkept, channel=channel)
    return must_be_lawful(law_of(node).judged("transferred", facts))


async def _covered(transaction: Transaction, asked: Question, at: datetime) -> tuple[ActInForce, tuple[ActField, ...]]:
    under = await StoredJointActs(transaction.papers).act_in_force(asked.body, asked.data_set, at)
    coverage = covered(under.content, asked.data_set, asked.fields, asked.purpose.value)
    if asked.key not in under.data_set.keys:
        raise NOT_A_KEY.at("key", key=asked.key)
    return under, coverage.fields


def _asking(ladder: Ladder, at: datetime) -> Ladder:
    """Return a ladder by whose way a system is asked; Problems where another way is lawful now."""
    must_carry(ladder, ladder.way, at)
    if ladder.way not in ASKED_WAYS:
        name = WAY_NAMES[ladder.way]
        raise NOT_ASKED_BY_THIS_WAY.at("data_set", kk=name.kk, ru=name.ru, en=name.en)
    return ladder


async def _material(transaction: Transaction, asked: Question, at: datetime) -> OfAgency:
    paper = await transaction.papers.latest(asked.material, PaperKind.PROVISION_MATERIAL)
    if paper is None or paper.state != MaterialState.OPEN or material_in(paper).until <= at:
        raise MATERIAL_CLOSED.at("material")
    return OfAgency(paper, material_in(paper))
