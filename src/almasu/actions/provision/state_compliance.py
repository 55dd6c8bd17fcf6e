"""State that No. 179 or No. 832 is kept, and withdraw it: signed by the head of the participant (FMA-4.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.provision.acting import Acting, Meant, acting, prepared_by, signing
from almasu.actions.provision.bodies import (
    OF_SIDE,
    STATED,
    WITHDRAWN,
    KeptStatement,
    bodies_of,
    statements_of,
    statements_of_agency,
)
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.provision import SEE_CONDITIONS, STATE_COMPLIANCE
from almasu.kernel.provision.body import LONGEST, OF_BODY
from almasu.kernel.provision.conditions import HOLDS, KEPT_NAMES, Kept, Statement
from almasu.kernel.provision.parties import Side
from almasu.kernel.provision.problems_of_bodies import (
    NO_SUCH_STATEMENT,
    STATEMENT_DAY,
    STATEMENT_HOLDS,
    VALUE_MISSING,
)
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.moment import in_astana
from almasu.law.text import Text
from almasu.law.typed import Dated


class Form(Dated, frozen=True):
    """What is stated: which act is kept, as of which day, on what paper."""

    kept: Kept
    as_of: date
    document: str


class OfStatement(msgspec.Struct, frozen=True):
    """Which statement is withdrawn."""

    statement: UUID


@dataclass(frozen=True, slots=True)
class Conditions:
    """The statements of one participant, whose name is `name`, on a day."""

    participant: str
    name: Text
    statements: Sequence[KeptStatement]


async def prepare_statement(node: Node, token: str, form: Form, at: datetime) -> PreparedAct:
    """Build the act of a statement; Problems `provision.statement.day`, `provision.statement.known`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, STATE_COMPLIANCE, at)
        statement = _statement(who, form, at)
        if await transaction.papers.latest(_number(node, statement), PaperKind.PROVISION_STATEMENT) is not None:
            raise STATEMENT_HOLDS.at("as_of")
        name, day = KEPT_NAMES[form.kept], f"{form.as_of:%d.%m.%Y}"
        human = Text(
            kk=f"{day} күнгі жағдай бойынша сақталатынын мәлімдеймін: {name.kk}. Құжат: {statement.document}.",
            ru=f"Заявляю, что на {day} соблюдаются {name.ru}. Документ: {statement.document}.",
            en=f"I state that as of {day} these are kept: {name.en}. Paper: {statement.document}.",
        )
        meant = Meant(ActPurpose.PROVISION_STATEMENT, msgspec.to_builtins(statement), human)
        return await prepared_by(node, transaction, who, meant, at)


async def state_compliance(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptStatement:
    """Keep the statement that was signed; a second one of the same day meets `paper.changed`."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_STATEMENT, cms, at)
    statement = msgspec.convert(signed.body, Statement)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, STATE_COMPLIANCE, at)
        number, keys = _number(node, statement), _found_by(who, statement)
        paper = new_paper(number, PaperKind.PROVISION_STATEMENT, STATED, at, statement, keys)
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_of(node, signed), "kept": statement.kept.value, "as_of": f"{statement.as_of}"}
        entry = leaf(node, EntryKind.PROVISION_CONDITION_STATED, at, who.said, paper.about(), says)
        await transaction.journal.append(entry)
    return KeptStatement(paper, statement)


async def prepare_withdrawal(node: Node, token: str, form: OfStatement, at: datetime) -> PreparedAct:
    """Build the act that withdraws a statement from today on; Problem `provision.statement.none`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, STATE_COMPLIANCE, at)
        paper = await transaction.papers.latest(form.statement, PaperKind.PROVISION_STATEMENT)
        name = KEPT_NAMES[_own(who, paper, at).statement.kept]
        human = Text(
            kk=f"Мәлімдемені бүгіннен бастап қайтарып аламын: {name.kk}.",
            ru=f"С сегодняшнего дня отзываю заявление о соблюдении: {name.ru}.",
            en=f"From today I withdraw the statement on: {name.en}.",
        )
        purpose = ActPurpose.PROVISION_STATEMENT_WITHDRAWN
        meant = Meant(purpose, {"statement": str(form.statement)}, human)
        return await prepared_by(node, transaction, who, meant, at)


async def withdraw_statement(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptStatement:
    """Withdraw the statement that was signed: from this day on it holds no more."""
    signed = await signed_act(node, token, act, ActPurpose.PROVISION_STATEMENT_WITHDRAWN, cms, at)
    number = msgspec.convert(signed.body, OfStatement).statement
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, STATE_COMPLIANCE, at)
        locked = await transaction.papers.to_change(number, PaperKind.PROVISION_STATEMENT)
        known = _own(who, locked, at)
        statement = msgspec.structs.replace(known.statement, withdrawn=in_astana(at).date())
        paper = known.paper.moved(WITHDRAWN, at, statement)
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_of(node, signed), "kept": statement.kept.value}
        entry = leaf(node, EntryKind.PROVISION_CONDITION_WITHDRAWN, at, who.said, paper.about(), says)
        await transaction.journal.append(entry)
    return KeptStatement(paper, statement)


async def conditions(node: Node, token: str, at: datetime) -> Sequence[Conditions]:
    """Return the statements of every participant whom somebody sees: of the Agency, and of bodies within reach."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_CONDITIONS, at)
        bodies = [one for one in await bodies_of(transaction) if who.of_agency or one.bin == who.actor.body]
        found = [Conditions(one.bin, one.name, await statements_of(transaction, one.bin)) for one in bodies]
        agency = await _of_agency(transaction)
        return [*agency, *found]


async def _of_agency(transaction: Transaction) -> Sequence[Conditions]:
    """Return the Agency's statements, which everybody of the zone sees: both sides answer for both (FMA-4.1)."""
    kept = await statements_of_agency(transaction)
    return [Conditions(kept[0].statement.participant, THE_AGENCY, kept)] if kept else []


def _statement(who: Acting, form: Form, at: datetime) -> Statement:
    """Return the statement that whoever acts makes for their own side; Problem where the day or the paper is wrong."""
    today, document = in_astana(at).date(), form.document.strip()
    if not today - HOLDS < form.as_of <= today:
        raise STATEMENT_DAY.at("as_of")
    if not document or len(document) > LONGEST:
        raise VALUE_MISSING.at("document")
    account = who.person.account
    return Statement(account.body_bin, form.kept, form.as_of, document, account.id)


def _own(who: Acting, paper: Paper | None, at: datetime) -> KeptStatement:
    """Return a statement of the own side that holds; Problem `provision.statement.none`."""
    if paper is not None:
        statement = msgspec.json.decode(paper.data, type=Statement)
        if statement.participant == who.person.account.body_bin and statement.holds(in_astana(at).date()):
            return KeptStatement(paper, statement)
    raise NO_SUCH_STATEMENT.at("statement")


def _found_by(who: Acting, statement: Statement) -> dict[str, str]:
    """Return what a statement is found by: its participant, and the side of it."""
    side = Side.AGENCY if who.of_agency else Side.BODY
    return {OF_BODY: statement.participant, OF_SIDE: side.value}


def _number(node: Node, statement: Statement) -> UUID:
    """Return the number of a statement: one for each participant, act and day."""
    return uuid5(
        UUID(int=0), f"statement/{node.audience}/{statement.participant}/{statement.kept.value}/{statement.as_of}"
    )


THE_AGENCY = Text("Агенттік", "Агентство", "The Agency")
