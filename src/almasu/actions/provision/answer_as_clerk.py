"""A clerk's answer in the portal: the fallback face of request and answer, where the body's system kept silent.

The clerk signs the rows; each value is held against the act as a system's would be (FMA-3.3, FMA-5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.node import Node
from almasu.actions.provision.acting import Meant, acting, prepared_by, signing
from almasu.actions.provision.answering import take_answer
from almasu.actions.provision.at_question import Standing, still_standing
from almasu.actions.provision.questions import KeptQuestion, knows_of, question_for
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.answers import Record
from almasu.kernel.exchange.limits import Limits
from almasu.kernel.exchange.reasons import Nonsense
from almasu.kernel.exchange.shape import flaw_in, shape_of, value_from_text
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.powers.provision_asking import ANSWER
from almasu.kernel.provision.as_resource import resource_of
from almasu.kernel.provision.coverage import SHOWN
from almasu.kernel.provision.joint_act import DataSet
from almasu.kernel.provision.problems_of_act import FIELD_BEYOND
from almasu.kernel.provision.problems_of_asking import SYSTEM_ANSWERS, WRONG_ANSWER
from almasu.kernel.provision.question import clerk_may_answer
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

MOST_ROWS = 1_000
HUMAN = Text(
    kk="Агенттіктің сұрау салуына жауап беремін.",
    ru="Отвечаю на запрос Агентства.",
    en="I answer the question of the Agency.",
)


async def prepare_answer(
    node: Node, token: str, question: UUID, rows: Sequence[Mapping[str, str]], at: datetime
) -> PreparedAct:
    """Build the act that answers with rows; ProblemGroup with every value that is not as the act has it.

    Problems: `paper.unknown`, `provision.answer.by_system`, `provision.answer.given`, `.withdrawn`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, ANSWER, at)
        one = await question_for(transaction, question, who)
        standing = _clerks(await still_standing(node, transaction, one.paper.id, at))
        told = read_rows(standing, rows)
        meant = Meant(
            ActPurpose.PROVISION_ANSWER, {"question": str(question), "rows": [dict(row) for row in told]}, HUMAN
        )
        return await prepared_by(node, transaction, who, meant, at)


async def answer_as_clerk(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptQuestion:
    """Keep the answer that was signed; its signature holds the rows, so its evidence goes with their material."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_ANSWER, cms, at)
    rows = msgspec.convert(signed.body["rows"], list[Record])
    async with node.store.transaction() as transaction:
        standing = _clerks(await still_standing(node, transaction, UUID(str(signed.body["question"])), at))
        material = standing.one.asking.question.material
        who = await signing(transaction, token, signed, ANSWER, at, material)
        if not knows_of(standing.one, who):
            raise PAPER_UNKNOWN.at()
        return await take_answer(node, transaction, standing, rows, who.said, at, told_of(node, signed))


def read_rows(standing: Standing, rows: Sequence[Mapping[str, str]]) -> tuple[Record, ...]:
    """Return typed rows as records of the set; ProblemGroup with every value the act does not allow."""
    names = [one.name for one in standing.fields]
    return records_of(standing.under.data_set, standing.under.content.body, names, rows)


def records_of(
    data_set: DataSet, body: str, fields: Sequence[str], rows: Sequence[Mapping[str, str]]
) -> tuple[Record, ...]:
    """Return typed rows of some fields as records of a set.

    ProblemGroup with every value the act does not allow, and every field that it does not name.
    """
    shape = shape_of(resource_of(data_set, body), Limits())
    read: list[Record] = []
    problems: list[Problem] = []
    known = {one.name for one in data_set.fields}
    for row in rows[:MOST_ROWS]:
        problems += [FIELD_BEYOND.at(name[:SHOWN], field=name[:SHOWN]) for name in row if name not in known]
        record: Record = {
            name: value_from_text(shape.types[name], row[name].strip()) if row.get(name, "").strip() else None
            for name in fields
        }
        for name, value in record.items():
            flaw = None if value is None else flaw_in({name: value}, shape, "")
            wrong = flaw is not None and flaw.reason is not Nonsense.MISSING_FIELD
            if wrong or (value is None and name in shape.required):
                problems.append(WRONG_ANSWER.at(name, field=name))
        read.append(record)
    if problems:
        raise ProblemGroup(tuple(problems))
    return tuple(read)


def _clerks(standing: Standing) -> Standing:
    if not clerk_may_answer(standing.one.asking):
        raise SYSTEM_ANSWERS.at()
    return standing
