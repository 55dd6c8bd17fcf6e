"""The operator decides an application: register or change without a signature, refuse with one (SIO25-6).

A refusal names at least one ground and is signed with the operator's EDS (SIO25-6.2, SIO25-6.3). Nobody decides an
application of their own or one that they signed off. A decision after twenty-four hours is late and says so.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.blocks_in_force import end_blocks, make_sure_it_is_not_closed
from almasu.actions.entering import Entered, act_of, holding, in_office, leaf, version_of
from almasu.actions.forget_authenticators import forget_authenticators
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.actions.sign_off import LONGEST_WORDS, digest, typed_wrong
from almasu.actions.workplace import Workplace, keep_card
from almasu.kernel.annexes.application import ApplicationKind
from almasu.kernel.applications.application import (
    Application,
    ApplicationState,
    Decided,
    Lifted,
    RefusalGround,
    application_in,
)
from almasu.kernel.applications.card import keeps_out, unfit
from almasu.kernel.applications.problems import NO_ACCOUNT, NO_GROUND, OFFICE_STAYS, OWN_APPLICATION, WRONG_STATE
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_CHANGED, PAPER_UNKNOWN
from almasu.kernel.parties.account import Account, AccountState, Role
from almasu.kernel.parties.problems import ACCOUNT_EXISTS
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_accounts import DECIDE_APPLICATION
from almasu.kernel.requests.free_text import free_text
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text

GROUND = Text(kk="Бас тартудың себебі", ru="Обоснование отказа", en="What exactly is wrong")
HUMAN = Text(
    kk="№ {number} өтінімді қанағаттандырудан бас тартамын. Негізі: {words}",
    ru="Отказываю по заявке № {number}. Основание: {words}",
    en="I refuse application No. {number}. Ground: {words}",
)


class Refusing(msgspec.Struct, frozen=True):
    """The body of the operator's refusal: the version of the application, the grounds and the words."""

    paper: UUID
    version: int
    sha256: str
    grounds: tuple[RefusalGround, ...]
    words: str


async def grant(node: Node, token: str, paper: UUID, version: int, at: datetime) -> Paper:
    """Register or change the person of an application; its version is the one the operator saw.

    Problems: `paper.changed`, `application.state`, `application.own`, what the workplace does not keep.
    """
    async with node.store.transaction() as transaction:
        operator = await in_office(transaction, token, DECIDE_APPLICATION.roles, at)
        found, application = await _to_decide(transaction, operator, paper, version)
        await transaction.accounts.hold(application.iin)
        _check_card(node, application, at)
        account = await _take_effect(node, transaction, application, operator.account, at)
        state = ApplicationState.REGISTERED
        if application.kind is ApplicationKind.CHANGE:
            state = ApplicationState.CHANGED
        decided = Decided(operator.account.id, at)
        after = msgspec.structs.replace(application, decided=decided, account=account.id)
        return await _keep(node, transaction, operator, (found, found.moved(state.value, at, after)), {}, at)


async def prepare_refusal(
    node: Node, token: str, paper: UUID, version: int, grounds: Collection[RefusalGround], words: str, at: datetime
) -> PreparedAct:
    """Return the refusal to be signed; Problems where it names no ground or says nothing."""
    wrong = typed_wrong(words, "words", GROUND, LONGEST_WORDS, one_line=False)
    problems = tuple(one for one in (None if grounds else NO_GROUND.at("grounds"), wrong) if one is not None)
    async with node.store.transaction() as transaction:
        operator = await in_office(transaction, token, DECIDE_APPLICATION.roles, at)
        found, application = await _to_decide(transaction, operator, paper, version)
        if problems:
            raise ProblemGroup(problems)
        body = Refusing(found.id, found.version, digest(found), tuple(sorted(set(grounds))), free_text(words))
        human = HUMAN.filled(number=application.number, words=body.words)
        iin = operator.account.person.iin
        intent = Intent(ActPurpose.REFUSAL, iin, msgspec.to_builtins(body), human)
        return await prepare_act(node, transaction, operator.session.token_hash, intent, at)


async def refuse(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep a refusal that the operator signed: without a valid EDS there is none (SIO25-6.3)."""
    signed = await signed_act(node, token, act, ActPurpose.REFUSAL, cms, at)
    body = msgspec.convert(said_by(signed.act.data).body, Refusing)
    async with node.store.transaction() as transaction:
        operator = holding(await keep_signed(transaction, token, signed, at), DECIDE_APPLICATION.roles)
        found, application = await _to_decide(transaction, operator, body.paper, body.version)
        if digest(found) != body.sha256:
            raise PAPER_CHANGED.at()
        decided = Decided(operator.account.id, at, body.grounds, body.words, signed.act.id)
        after = msgspec.structs.replace(application, decided=decided)
        refused = found.moved(ApplicationState.REFUSED.value, at, after)
        says = {**told_of(node, signed), "grounds": [ground.value for ground in body.grounds]}
        return await _keep(node, transaction, operator, (found, refused), says, at)


async def _to_decide(
    transaction: Transaction, operator: Entered, paper: UUID, version: int
) -> tuple[Paper, Application]:
    """Return an application that this operator may decide now, locked until the transaction ends.

    One that never arrived at the operator is as unknown as none (DESIGN 7).
    """
    found = await transaction.papers.to_change(paper, PaperKind.APPLICATION)
    if found is None:
        raise PAPER_UNKNOWN.at()
    application = application_in(found)
    if application.signed_off is None and application.decided is None:
        raise PAPER_UNKNOWN.at()
    if found.version != version:
        raise PAPER_CHANGED.at()
    if found.state != ApplicationState.SIGNED_OFF:
        raise WRONG_STATE.at()
    if operator.account.person.iin in (application.iin, application.signed_by, application.head_iin):
        raise OWN_APPLICATION.at()
    return found, application


def _check_card(node: Node, application: Application, at: datetime) -> None:
    """Make sure that the declared workplace keeps the conditions in force now (SIO25-4.2)."""
    if application.card is None:
        return
    conditions = node.law.annexes.workplace_conditions(node.law.edition_at(at))
    problems = tuple(unfit(condition) for condition in keeps_out(conditions, application.card))
    if problems:
        raise ProblemGroup(problems)


async def _take_effect(
    node: Node, transaction: Transaction, application: Application, operator: Account, at: datetime
) -> Account:
    """Make or change the account at once (SIO25-6.1, SIO25-8) and return it; the leaf tells its version."""
    account, actor = await transaction.accounts.with_iin(application.iin), act_of(operator)
    if application.kind is ApplicationKind.REGISTER:
        changed = await _registered(node, transaction, application, account, operator, at)
        kind = EntryKind.ACCOUNT_REGISTERED
    elif account is None or account.state.shut:
        raise NO_ACCOUNT.at()
    elif account.role is not Role.OFFICER and account.body_bin != application.body_bin:
        raise OFFICE_STAYS.at("organisation")
    else:
        changed = await transaction.accounts.change(account.id, application.person(), application.body_bin)
        kind = EntryKind.ACCOUNT_CHANGED
    says: dict[str, Json] = {"application": application.number, "role": changed.role.value, **version_of(changed)}
    await transaction.journal.append(leaf(node, kind, at, actor, act_of(changed), says))
    if application.card is not None:
        await keep_card(node, transaction, Workplace(changed.id, application.card), actor, at)
    return changed


async def _registered(
    node: Node,
    transaction: Transaction,
    application: Application,
    known: Account | None,
    operator: Account,
    at: datetime,
) -> Account:
    if known is None:
        new = Account(
            node.new_id(),
            application.person(),
            Role.OFFICER,
            application.body_bin,
            AccountState.REGISTERED,
            "",
            None,
            0,
        )
        await transaction.accounts.register(new, at)
        kept = await transaction.accounts.with_id(new.id)
        return new if kept is None else kept
    if not known.state.shut:
        raise ACCOUNT_EXISTS.at()
    await make_sure_it_is_not_closed(transaction, known)
    await end_blocks(node, transaction, known, Lifted(operator.id, at), act_of(operator), at)
    await forget_authenticators(node, transaction, known, at)
    return await transaction.accounts.renew(known.id, application.person(), application.body_bin)


async def _keep(
    node: Node,
    transaction: Transaction,
    operator: Entered,
    papers: tuple[Paper, Paper],
    says: dict[str, Json],
    at: datetime,
) -> Paper:
    """Keep the decided version and its leaf, which tells whether the twenty-four hours were kept."""
    before, decided = papers
    await transaction.papers.keep(decided)
    told = {**decided.told(), **says, "late": before.due_at is not None and at > before.due_at}
    actor = act_of(operator.account)
    await transaction.journal.append(leaf(node, EntryKind.APPLICATION_DECIDED, at, actor, decided.about(), told))
    return decided
