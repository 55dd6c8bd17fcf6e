"""Withdraw a question that waits: by whoever asked or the head of the Agency, by a signed act with a reason (FMA-3.3).

It does not matter whether an answer could still come: an act that ended, a set that fell out of it or a material that
closed leaves the question without any other end. The body owes nothing under it from then on.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, prepared_by, signing
from almasu.actions.provision.at_question import why_not_answered
from almasu.actions.provision.obligations import KeptObligations
from almasu.actions.provision.questions import KeptQuestion, Step, keep_moved, question_for
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision_asking import WITHDRAW_QUESTION
from almasu.kernel.provision.delivery import not_counted
from almasu.kernel.provision.problems import WORDS_NEEDED
from almasu.kernel.provision.question import AskingState, Withdrawn, must_wait
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text

LEAST_WORDS = 3
HUMAN = Text(
    kk="№ {number} сұрау салуды қайтарып аламын: оған жауап берілмейді.",
    ru="Отзываю запрос № {number}: ответ на него не нужен.",
    en="I withdraw question {number}: no answer to it is to be given.",
)


class Back(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question to be withdrawn, and why."""

    question: UUID
    why: str


async def prepare_withdrawal(node: Node, token: str, form: Back, at: datetime) -> PreparedAct:
    """Build the act that withdraws a question.

    Problems: `paper.unknown`, `provision.words_needed`, `provision.answer.given`, `provision.answer.withdrawn`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, WITHDRAW_QUESTION, at)
        one = await _to_withdraw(transaction, who, form)
        body: dict[str, Json] = msgspec.to_builtins(form)
        said = HUMAN.filled(number=one.asking.question.number)
        return await prepared_by(node, transaction, who, Meant(ActPurpose.PROVISION_QUESTION_WITHDRAWN, body, said), at)


async def withdraw_question(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptQuestion:
    """Withdraw the question that the signed act names; what its body owed under it ends in the same transaction."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_QUESTION_WITHDRAWN, cms, at)
    form = msgspec.convert(signed.body, Back)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, WITHDRAW_QUESTION, at)
        one = await _to_withdraw(transaction, who, form)
        no = await why_not_answered(node, transaction, one, at)
        because = None if no is None else not_counted(no)
        withdrawn = Withdrawn(at, who.actor.account, form.why.strip(), because)
        await KeptObligations(node, transaction, who.said).withdraw(one.asking.obligation, at)
        asking = msgspec.structs.replace(one.asking, withdrawn=withdrawn)
        says: dict[str, Json] = {
            **told_of(node, signed),
            "late": at > one.asking.question.due,
            "because": "" if because is None else because.code,
        }
        step = Step("withdrawn", who.said, at, says)
        return await keep_moved(node, transaction, one, AskingState.WITHDRAWN, asking, step)


async def _to_withdraw(transaction: Transaction, who: Acting, form: Back) -> KeptQuestion:
    one = await question_for(transaction, form.question, who, lock=True)
    must_wait(one.asking)
    if len(form.why.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("why")
    return one
