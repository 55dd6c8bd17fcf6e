"""Take a measure: the prosecutor signs what was done about a case, and ends the case where that is all (SIO25-23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, holding, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.actions.supervision.issue_resolution import open_case
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper
from almasu.kernel.powers.supervising import TAKE_MEASURE
from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.supervision.case import LONGEST_WORDS, CaseState, Measure, MeasureKind
from almasu.kernel.supervision.problems import MEASURE_WRONG
from almasu.law.text import Text


class MeasureForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A measure as typed; `closes` tells that nothing more is to be done in the case."""

    case: UUID
    kind: MeasureKind
    words: Annotated[str, msgspec.Meta(max_length=LONGEST_WORDS)]
    closes: bool = False


KINDS: Mapping[MeasureKind, Text] = MappingProxyType(
    {
        MeasureKind.SUPERVISION_ACT: Text(kk="қадағалау актісі", ru="акт надзора", en="act of supervision"),
        MeasureKind.ADMINISTRATIVE: Text(kk="әкімшілік шара", ru="административная мера", en="administrative measure"),
        MeasureKind.CRIMINAL: Text(
            kk="қылмыстық-құқықтық шара", ru="уголовно-правовая мера", en="criminal-law measure"
        ),
        MeasureKind.LAW_ENFORCEMENT_NOTICE: Text(
            kk="құқық қорғау органдарына хабарлама",
            ru="уведомление правоохранительных органов",
            en="notice to law-enforcement bodies",
        ),
        MeasureKind.NO_BREACH: Text(kk="бұзушылық анықталмады", ru="нарушений не выявлено", en="no breach was found"),
    }
)


async def prepare_measure(node: Node, token: str, form: MeasureForm, at: datetime) -> PreparedAct:
    """Build the act of a measure. Problems: `account.role`, `supervision.no_case`, `supervision.measure`."""
    words = free_text(form.words)
    if not words:
        raise MEASURE_WRONG.at("words", limit=str(LONGEST_WORDS))
    if (hidden := hidden_in(words, "words", one_line=False)) is not None:
        raise hidden
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, TAKE_MEASURE.roles, at)
        await open_case(transaction, person, form.case)
        named = KINDS[form.kind]
        human = Text(
            kk=f"Қадағалау ісі бойынша шара қолданамын: {named.kk}. {words}",
            ru=f"Принимаю меру по надзорному делу: {named.ru}. {words}",
            en=f"I take a measure in the case of supervision: {named.en}. {words}",
        )
        intent = Intent(ActPurpose.MEASURE, person.account.person.iin, msgspec.to_builtins(form), human)
        return await prepare_act(node, transaction, person.session.token_hash, intent, at)


async def take_measure(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep a signed measure in its case and return the case; who took it up first holds it."""
    signed = await signed_act(node, token, act, ActPurpose.MEASURE, cms, at)
    form = msgspec.convert(signed.body, MeasureForm)
    async with node.store.transaction() as transaction:
        person = holding(await keep_signed(transaction, token, signed, at), TAKE_MEASURE.roles)
        before, case = await open_case(transaction, person, form.case)
        measure = Measure(form.kind, free_text(form.words), signed.act.id, at, person.account.id)
        after = msgspec.structs.replace(case, prosecutor=person.account.id, measures=(*case.measures, measure))
        paper = before.moved(CaseState.CLOSED if form.closes else CaseState.OPEN, at, after)
        await transaction.papers.keep(paper)
        says = {"measure": form.kind.value, **paper.told(), **told_of(node, signed)}
        entry = leaf(node, EntryKind.CASE_CHANGED, at, act_of(person.account), paper.about(), says)
        await transaction.supervision.append(entry)
        return paper
