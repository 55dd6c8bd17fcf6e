"""Cut a resolution short: the prosecutor withdraws it, or signs an earlier end of its term (SIO25-22.2).

From the committed act on nothing more is seen than the shorter term allows; what was seen before stays in the log of
supervision. A term is never made longer: that is another resolution.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import Entered, act_of, holding, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.supervising import CUT_RESOLUTION
from almasu.kernel.requests.free_text import free_text
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.supervision.problems import NOT_COVERED
from almasu.kernel.supervision.resolution import CutForm, Resolution, ResolutionState, checked_cut
from almasu.law import moment
from almasu.law.text import Text


async def prepare_cut(node: Node, token: str, form: CutForm, at: datetime) -> PreparedAct:
    """Build the act that cuts a resolution short; ProblemGroup for what cannot stand in it.

    Problems: `account.role`; `supervision.absent` for another's resolution, one that has ended, and a missing one.
    """
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, CUT_RESOLUTION.roles, at)
        _, resolution = await _own(transaction, person, form.resolution, at)
        checked_cut(form, resolution, at)
        iin, body = person.account.person.iin, msgspec.to_builtins(form)
        if form.valid_until is None:
            del body["valid_until"]
        intent = Intent(ActPurpose.RESOLUTION_CUT, iin, body, _words(form, resolution))
        return await prepare_act(node, transaction, person.session.token_hash, intent, at)


async def cut_short(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep the signed act and return the paper of the resolution: withdrawn, or in force for a shorter time."""
    signed = await signed_act(node, token, act, ActPurpose.RESOLUTION_CUT, cms, at)
    form = msgspec.convert(signed.body, CutForm)
    async with node.store.transaction() as transaction:
        person = holding(await keep_signed(transaction, token, signed, at), CUT_RESOLUTION.roles)
        before, resolution = await _own(transaction, person, form.resolution, at)
        checked_cut(form, resolution, at)
        state = ResolutionState.WITHDRAWN if form.valid_until is None else ResolutionState.ISSUED
        paper = before.moved(state, at, resolution.cut(form, signed.act.id, at))
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_of(node, signed)}
        entry = leaf(node, EntryKind.RESOLUTION_CUT, at, act_of(person.account), paper.about(), says)
        await transaction.supervision.append(entry)
        return paper


async def _own(transaction: Transaction, person: Entered, number: UUID, at: datetime) -> tuple[Paper, Resolution]:
    """Return an own resolution that has not ended, locked: looks under it are over before it is changed."""
    paper = await transaction.papers.to_change(number, PaperKind.RESOLUTION)
    if paper is None or paper.state != ResolutionState.ISSUED:
        raise NOT_COVERED.at("resolution")
    told = msgspec.json.decode(paper.data, type=Resolution)
    if told.prosecutor != person.account.id or told.valid_until <= at:
        raise NOT_COVERED.at("resolution")
    return paper, told


def _words(form: CutForm, resolution: Resolution) -> Text:
    number, day = resolution.number, resolution.issued_on.strftime("%d.%m.%Y")
    why = free_text(form.words)
    if form.valid_until is None:
        return Text(
            kk=f"{day} № {number} қаулыны кері қайтарып аламын: ол бойынша тексеру осы сәттен тоқтатылады. {why}",
            ru=f"Отзываю постановление № {number} от {day}: проверка по нему прекращается с этой минуты. {why}",
            en=f"I withdraw resolution No. {number} of {day}: the check under it ends at once. {why}",
        )
    ends = moment.in_astana(form.valid_until).strftime("%d.%m.%Y %H:%M")
    return Text(
        kk=f"{day} № {number} қаулының мерзімін қысқартамын: ол {ends} дейін күшінде. {why}",
        ru=f"Сокращаю срок постановления № {number} от {day}: оно действует до {ends}. {why}",
        en=f"I shorten the term of resolution No. {number} of {day}: it is valid until {ends}. {why}",
    )
