"""Issue a resolution: the prosecutor signs what the check covers and until when, in a case (SIO25-22.2)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import Entered, act_of, holding, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import SignedAct, keep_signed, signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.supervising import ISSUE_RESOLUTION
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.supervision.case import Case, CaseState, OpenedBy
from almasu.kernel.supervision.problems import CASE_ABSENT, OFFICER_UNKNOWN
from almasu.kernel.supervision.resolution import (
    Resolution,
    ResolutionForm,
    ResolutionState,
    Scope,
    checked_form,
)
from almasu.law import moment
from almasu.law.text import Text

OPENED_BY_OFFICE = "open"
"""What every case is found by, so that those nobody has taken up are seen."""


async def prepare_resolution(node: Node, token: str, form: ResolutionForm, at: datetime) -> PreparedAct:
    """Build the act of a resolution; ProblemGroup for what cannot stand in one.

    Problems: `account.role`, `resolution.officer_unknown`, `supervision.no_case`.
    """
    form = checked_form(form)
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, ISSUE_RESOLUTION.roles, at)
        await _officers(transaction, form)
        if form.case is not None:
            await open_case(transaction, person, form.case)
        body = {name: value for name, value in msgspec.to_builtins(form).items() if value not in (None, [], ())}
        intent = Intent(ActPurpose.RESOLUTION, person.account.person.iin, body, _words(form))
        return await prepare_act(node, transaction, person.session.token_hash, intent, at)


async def issue_resolution(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep a signed resolution and return its paper: it is in force from its first moment on."""
    signed = await signed_act(node, token, act, ActPurpose.RESOLUTION, cms, at)
    form = msgspec.convert(signed.body, ResolutionForm)
    async with node.store.transaction() as transaction:
        person = holding(await keep_signed(transaction, token, signed, at), ISSUE_RESOLUTION.roles)
        officers = await _officers(transaction, form)
        case = await _case(node, transaction, person, form, at)
        resolution = Resolution(
            number=form.number.strip(),
            issued_on=form.issued_on,
            prosecutor=person.account.id,
            case=case.id,
            scope=Scope(form.bodies, officers, tuple(one.strip() for one in form.tasks), form.since, form.until),
            valid_from=form.valid_from,
            valid_until=form.valid_until,
            edition=node.law.edition_at(at),
            act=signed.act.id,
        )
        found_by = {"prosecutor": str(person.account.id)}
        paper = new_paper(node.new_id(), PaperKind.RESOLUTION, ResolutionState.ISSUED, at, resolution, found_by)
        await transaction.papers.keep(paper)
        await _tell(node, transaction, signed, paper, at)
        return paper


async def open_case(transaction: Transaction, person: Entered, case: UUID) -> tuple[Paper, Case]:
    """Return an open case that this prosecutor holds or that nobody holds; locked. Problem `supervision.no_case`."""
    paper = await transaction.papers.to_change(case, PaperKind.SUPERVISION_CASE)
    if paper is None or paper.state != CaseState.OPEN:
        raise CASE_ABSENT.at("case")
    told = msgspec.json.decode(paper.data, type=Case)
    if told.prosecutor not in (None, person.account.id):
        raise CASE_ABSENT.at("case")
    return paper, told


async def _case(node: Node, transaction: Transaction, person: Entered, form: ResolutionForm, at: datetime) -> Paper:
    """Return the case of a resolution: a new one, or the one it names, now held by this prosecutor."""
    prosecutor = person.account.id
    if form.case is None:
        case = Case(OpenedBy.RESOLUTION, at, node.law.edition_at(at), prosecutor=prosecutor)
        paper = new_paper(
            node.new_id(), PaperKind.SUPERVISION_CASE, CaseState.OPEN, at, case, {"office": OPENED_BY_OFFICE}
        )
    else:
        before, told = await open_case(transaction, person, form.case)
        if told.prosecutor == prosecutor:
            return before
        paper = before.moved(CaseState.OPEN, at, msgspec.structs.replace(told, prosecutor=prosecutor))
    await transaction.papers.keep(paper)
    actor = act_of(person.account)
    await transaction.supervision.append(leaf(node, EntryKind.CASE_CHANGED, at, actor, paper.about(), paper.told()))
    return paper


async def _officers(transaction: Transaction, form: ResolutionForm) -> tuple[UUID, ...]:
    """Return the accounts of the officers a form names; Problem `resolution.officer_unknown`."""
    accounts = []
    for place, iin in enumerate(form.officers):
        account = await transaction.accounts.with_iin(iin)
        if account is None:
            raise OFFICER_UNKNOWN.at(f"officers.{place}")
        accounts.append(account.id)
    return tuple(accounts)


async def _tell(node: Node, transaction: Transaction, signed: SignedAct, paper: Paper, at: datetime) -> None:
    actor, says = act_of(signed.person.account), {**paper.told(), **told_of(node, signed)}
    await transaction.supervision.append(leaf(node, EntryKind.RESOLUTION_ISSUED, at, actor, paper.about(), says))


def _words(form: ResolutionForm) -> Text:
    def day(at: datetime) -> str:
        return moment.in_astana(at).strftime("%d.%m.%Y %H:%M")

    return Text(
        kk="{day} № {number} қаулы шығарамын. Тексеру {since} – {until} кезеңіндегі сұрау салуларды қамтиды: {whom}. "
        "Қаулы {start} – {end} аралығында күшінде.",
        ru="Выношу постановление № {number} от {day}. Проверка охватывает запросы за период {since} – {until}: {whom}. "
        "Постановление действует {start} – {end}.",
        en="I issue resolution No. {number} of {day}. The check covers requests made in {since} – {until}: {whom}. "
        "The resolution is valid {start} – {end}.",
    ).filled(
        number=form.number.strip(),
        day=form.issued_on.strftime("%d.%m.%Y"),
        since=day(form.since),
        until=day(form.until),
        start=day(form.valid_from),
        end=day(form.valid_until),
        whom=", ".join((*form.bodies, *form.officers, *form.tasks)),
    )
