"""Report a breach: one signature blocks the user, tells the body, opens the prosecutor's case (SIO25-17, SIO25-23)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, holding, in_office, leaf, version_of
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import SignedAct, keep_signed, signed_act, told_of
from almasu.actions.supervision.issue_resolution import OPENED_BY_OFFICE
from almasu.actions.under_order import in_power
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.operating.breach import Breach, BreachForm, Notice, NoticeState, ReportState
from almasu.kernel.operating.problems import FUTURE, NOBODY, NOT_DESCRIBED
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_UNKNOWN
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_users import READ_NOTICE, REPORT_BREACH
from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.subjects.iin import read_iin
from almasu.kernel.supervision.case import Case, CaseState, OpenedBy
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

USERS = frozenset({Role.OFFICER, Role.CONTROLLER})
"""Whose accounts a breach blocks: users of the authorised body."""
MOST_PAPERS = 200


async def prepare_breach(node: Node, token: str, form: BreachForm, at: datetime) -> PreparedAct:
    """Build the act of a report; ProblemGroup for what cannot be read, Problems `account.role`, `breach.nobody`.

    Where a request is named the act tells whose it is, signed or not: that is a leaf before it is told (SIO25-16).
    """
    _check(form, at)
    if form.request is not None:
        await _tell_of_naming(node, token, form.request, at)
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, REPORT_BREACH.roles, at)
        account = await _user(transaction, form)
        name, words = account.person.full_name(), free_text(form.words)
        human = Text(
            kk=f"{name} есептік жазбасын бұзушылық үшін бұғаттаймын, органға және прокурорға хабарлаймын. {words}",
            ru=f"Блокирую учётную запись {name} за нарушение, извещаю орган и прокурора. {words}",
            en=f"I block the account of {name} for a breach, and tell the body and the prosecutor. {words}",
        )
        intent = Intent(ActPurpose.BREACH, person.account.person.iin, msgspec.to_builtins(form), human)
        return await prepare_act(node, transaction, person.session.token_hash, intent, at)


async def report_breach(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Block the user, keep report and notice, open the prosecutor's case: all of it or none. Return the report."""
    signed = await signed_act(node, token, act, ActPurpose.BREACH, cms, at)
    form = msgspec.convert(signed.body, BreachForm)
    async with node.store.transaction() as transaction:
        holding(await keep_signed(transaction, token, signed, at), REPORT_BREACH.roles)
        account = await _user(transaction, form)
        await _block(node, transaction, signed, account, at)
        breach = Breach(
            account=account.id,
            body_bin=account.body_bin,
            law=form.law,
            words=free_text(form.words),
            liability=free_text(form.liability),
            found_at=form.found_at,
            case=node.new_id(),
            notice=node.new_id(),
            edition=node.law.edition_at(at),
            act=signed.act.id,
            request=form.request,
        )
        report = new_paper(
            node.new_id(), PaperKind.BREACH, ReportState.REPORTED, at, breach, {"account": str(account.id)}
        )
        actor = act_of(signed.person.account)
        await transaction.papers.keep(report)
        says = {"law": form.law.value, **report.told(), **told_of(node, signed)}
        await transaction.journal.append(leaf(node, EntryKind.BREACH_REPORTED, at, actor, report.about(), says))
        await _notify(node, transaction, report, breach, at)
        await _open_case(node, transaction, report, breach, at)
        return report


async def notices(node: Node, token: str, at: datetime) -> Sequence[tuple[Paper, Notice]]:
    """Return the notices to the body of a controlling officer, newest first."""
    async with node.store.single() as store:
        person = await in_power(store, token, READ_NOTICE, at)
        body = person.account.body_bin
        papers = await store.papers.found(PaperKind.NOTICE, "body", body, None, MOST_PAPERS)
        return [(paper, msgspec.json.decode(paper.data, type=Notice)) for paper in papers]


async def read_notice(node: Node, token: str, notice: UUID, at: datetime) -> tuple[Paper, Notice]:
    """Return a notice to one's own body and keep its first reading; another body's is the Problem `paper.unknown`."""
    async with node.store.transaction() as transaction:
        person = await in_power(transaction, token, READ_NOTICE, at)
        paper = await transaction.papers.to_change(notice, PaperKind.NOTICE)
        told = None if paper is None else msgspec.json.decode(paper.data, type=Notice)
        if paper is None or told is None or told.body_bin != person.account.body_bin:
            raise PAPER_UNKNOWN.at()
        if paper.state == NoticeState.SENT:
            told = msgspec.structs.replace(told, read_by=person.account.id)
            paper = paper.moved(NoticeState.READ, at, told)
            await transaction.papers.keep(paper)
            actor = act_of(person.account)
            await transaction.journal.append(leaf(node, EntryKind.NOTICE_READ, at, actor, paper.about(), paper.told()))
        return paper, told


async def _tell_of_naming(node: Node, token: str, number: UUID, at: datetime) -> None:
    """Write down that the operator asks who sent a request; nothing where there is no such request."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, REPORT_BREACH.roles, at)
        if await transaction.requests.one(number) is not None:
            actor, about = act_of(person.account), f"request:{number}"
            entry = leaf(node, EntryKind.LAWFULNESS_VIEWED, at, actor, about, {"named": True})
            await transaction.journal.append(entry)


async def _block(node: Node, transaction: Transaction, signed: SignedAct, account: Account, at: datetime) -> None:
    """Block the user at once; an account that is blocked already stays as it is."""
    if account.state.shut:
        return
    after = await transaction.accounts.set_state(account.id, AccountState.BLOCKED, at)
    says = {"because": "breach", "act": str(signed.act.id), **version_of(after)}
    actor = act_of(signed.person.account)
    await transaction.journal.append(leaf(node, EntryKind.ACCOUNT_BLOCKED, at, actor, act_of(after), says))


async def _notify(node: Node, transaction: Transaction, report: Paper, breach: Breach, at: datetime) -> None:
    """Send the notice to the body of the user (SIO25-17: the authorised body and not the user, as it was in 2022)."""
    said = Notice(
        report.id, breach.account, breach.body_bin, breach.law, breach.words, breach.liability, breach.found_at
    )
    paper = new_paper(breach.notice, PaperKind.NOTICE, NoticeState.SENT, at, said, {"body": breach.body_bin})
    await transaction.papers.keep(paper)
    entry = leaf(node, EntryKind.NOTICE_SENT, at, "system:exchange", paper.about(), paper.told())
    await transaction.journal.append(entry)


async def _open_case(node: Node, transaction: Transaction, report: Paper, breach: Breach, at: datetime) -> None:
    """Open the prosecutor's case with the report; it is told in the log of supervision alone."""
    case = Case(OpenedBy.BREACH, at, breach.edition, breach=report.id)
    paper = new_paper(breach.case, PaperKind.SUPERVISION_CASE, CaseState.OPEN, at, case, {"office": OPENED_BY_OFFICE})
    await transaction.papers.keep(paper)
    entry = leaf(node, EntryKind.CASE_CHANGED, at, "system:exchange", paper.about(), paper.told())
    await transaction.supervision.append(entry)


async def _user(transaction: Transaction, form: BreachForm) -> Account:
    """Return whom a report is about; where both the IIN and a request are given they must be of one person."""
    iin, account = form.iin.strip(), None
    if form.request is not None:
        request = await transaction.requests.one(form.request)
        account = None if request is None else await transaction.accounts.with_id(request.account)
        if account is None or (iin and account.person.iin != iin):
            raise NOBODY.at("request")
    else:
        account = await transaction.accounts.with_iin(iin)
    if account is None or account.role not in USERS:
        raise NOBODY.at("iin")
    return account


def _check(form: BreachForm, at: datetime) -> None:
    problems: list[Problem] = []
    try:
        if form.iin.strip() or form.request is None:
            read_iin(form.iin, "iin")
    except Problem as problem:
        problems.append(problem)
    for name, text in (("words", form.words), ("liability", form.liability)):
        if not free_text(text):
            problems.append(NOT_DESCRIBED.at(name))
        elif (hidden := hidden_in(text, name, one_line=False)) is not None:
            problems.append(hidden)
    if form.found_at.tzinfo is None or form.found_at > at:
        problems.append(FUTURE.at("found_at"))
    if problems:
        raise ProblemGroup(tuple(problems))
