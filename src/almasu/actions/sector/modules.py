"""Let modules send signals and shut them out: applied for by the worker, decided by signed acts (ASOI-3.8, ASOI-7).

Who may send is a row bound to the paper's latest version: the intake refuses a row that somebody else wrote or wrote
back. What shuts a module out is in force at its next delivery.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, Meant, acting, connected, prepared_by, signing
from almasu.actions.sector.judge import permitted, told
from almasu.actions.sign_act import signed_act, told_of
from almasu.actions.turn_pages import listing, of_paper
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import Collection, Page
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.power import Power
from almasu.kernel.powers.signals import APPLY_FOR_MODULE, LET_MODULE_IN, SEE_MODULES, SHUT_MODULE_OUT
from almasu.kernel.sector.facts import ModuleJoined
from almasu.kernel.sector.intake import Contact, SendingModule
from almasu.kernel.sector.kept import OF_ORGANISATION, found_by
from almasu.kernel.sector.law import Act
from almasu.kernel.sector.modules import (
    BY_CERTIFICATE,
    CERTIFICATE_USED,
    MODULE_ABSENT,
    Module,
    ModuleState,
    module_of,
)
from almasu.kernel.sector.problems import NOT_BOUND
from almasu.kernel.sector.seeing import sees_signals_of
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.problem import ProblemGroup
from almasu.law.text import Text

MOST = 2_000
AT_ONCE = 50
KIND = PaperKind.SECTOR_MODULE


@dataclass(frozen=True, slots=True)
class Listed:
    """A module in the list: its paper, what it says, and when it was heard of last and from which sources."""

    paper: Paper
    module: Module
    contact: Contact | None


async def apply_for_module(node: Node, token: str, typed: Mapping[str, str], at: datetime) -> Paper:
    """Keep a worker's application for a module of their organisation.

    ProblemGroup with every field that is wrong; Problems `sector.not_bound` (ASOI-7 binds banks and organisations with
    certain operations), `sector.module_certificate_used`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, APPLY_FOR_MODULE, at)
        profile = (await connected(transaction)).get(who.actor.organisation)
        if profile is None or not profile.kind.sends_signals:
            raise NOT_BOUND.at()
        module, problems = module_of(typed, profile.bin, at)
        if module is None:
            raise ProblemGroup(problems)
        if await transaction.papers.found(KIND, BY_CERTIFICATE, module.certificate, None, 1):
            raise CERTIFICATE_USED.at("certificate")
        keys = found_by(module.organisation, **{BY_CERTIFICATE: module.certificate})
        paper = new_paper(node.new_id(), KIND, ModuleState.APPLIED, at, module, keys)
        await transaction.papers.keep(paper)
        told = leaf(node, EntryKind.SECTOR_MODULE_APPLIED, at, who.said, paper.about(), paper.told())
        await transaction.journal.append(told)
        return paper


async def prepare_letting_in(node: Node, token: str, paper: UUID, at: datetime) -> PreparedAct:
    """Build the act that lets a module in that was applied for; Problem `sector.module_absent`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, LET_MODULE_IN, at)
        module = _in(await transaction.papers.latest(paper, KIND), who, ModuleState.APPLIED)
        until = in_astana(module.until).strftime("%d.%m.%Y %H:%M")
        human = Text(
            kk=f"«{module.name}» модуліне {until} дейін сигнал жіберуге рұқсат беремін, БСН {module.organisation}.",
            ru=f"Допускаю модуль «{module.name}» к передаче сигналов до {until}, БИН {module.organisation}.",
            en=f"I let the module “{module.name}” send signals until {until}, BIN {module.organisation}.",
        )
        return await prepared_by(node, transaction, who, _meant(_LETS_IN, paper, module, human), at)


async def let_module_in(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Let the module send that was signed for."""
    return await _moved(node, token, act, cms, at, _LETS_IN)


async def prepare_shutting_out(node: Node, token: str, paper: UUID, at: datetime) -> PreparedAct:
    """Build the act that shuts a module out; Problem `sector.module_absent` where it is not in, or foreign."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SHUT_MODULE_OUT, at)
        module = _in(await transaction.papers.latest(paper, KIND), who, ModuleState.LET_IN)
        human = Text(
            kk=f"«{module.name}» модулінің рұқсатын қайтарып аламын, БСН {module.organisation}.",
            ru=f"Отзываю допуск модуля «{module.name}», БИН {module.organisation}.",
            en=f"I shut out the module “{module.name}”, BIN {module.organisation}.",
        )
        return await prepared_by(node, transaction, who, _meant(_SHUTS_OUT, paper, module, human), at)


async def shut_module_out(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Shut the module out that was signed for: its next delivery is refused."""
    return await _moved(node, token, act, cms, at, _SHUTS_OUT)


async def modules(
    node: Node,
    token: str,
    at: datetime,
    after: str = "",
    most: int = AT_ONCE,
    states: Sequence[ModuleState] = tuple(ModuleState),
) -> Page[Listed]:
    """Return the modules that somebody may see: of their own organisation, all of them for the centre; newest first.

    Problem `list.no_such_page`.
    """
    async with node.store.transaction() as transaction:
        who = (await acting(transaction, token, SEE_MODULES, at)).actor
        listed = listing(node, str(who.account), Collection.SECTOR_MODULES, *states)
        place, papers = listed.place(after), transaction.papers
        if who.is_centre:
            found = await papers.in_states(KIND, list(states), place, most + 1)
        else:
            found = await papers.found(KIND, OF_ORGANISATION, who.organisation, place, most + 1, list(states))
        page = listed.cut(found, most, of_paper)
        seen = [(paper, module_in(paper)) for paper in page.items]
        contacts = await transaction.signals.contacts([bytes.fromhex(one.certificate) for _, one in seen])
        shown = [Listed(paper, one, contacts.get(bytes.fromhex(one.certificate))) for paper, one in seen]
        return Page(shown, page.after)


def module_in(paper: Paper) -> Module:
    """Return the module that a paper holds."""
    return msgspec.json.decode(paper.data, type=Module)


@dataclass(frozen=True, slots=True)
class _Step:
    """A signed step of a module: under which power, from which state to which, and how the journal calls it."""

    purpose: ActPurpose
    power: Power
    before: ModuleState
    after: ModuleState
    entry: EntryKind


_LETS_IN = _Step(
    ActPurpose.SECTOR_MODULE, LET_MODULE_IN, ModuleState.APPLIED, ModuleState.LET_IN, EntryKind.SECTOR_MODULE_LET_IN
)
_SHUTS_OUT = _Step(
    ActPurpose.SECTOR_MODULE_SHUT,
    SHUT_MODULE_OUT,
    ModuleState.LET_IN,
    ModuleState.SHUT_OUT,
    EntryKind.SECTOR_MODULE_SHUT_OUT,
)


def _meant(step: _Step, paper: UUID, module: Module, human: Text) -> Meant:
    return Meant(step.purpose, {"paper": str(paper), **module.told()}, human)


async def _moved(node: Node, token: str, act: UUID, cms: bytes, at: datetime, step: _Step) -> Paper:
    signed = await signed_act(node, token, act, step.purpose, cms, at)
    number = UUID(str(signed.body["paper"]))
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, step.power, at)
        found = await transaction.papers.to_change(number, KIND)
        module = _in(found, who, step.before)
        if found is None or {"paper": str(number), **module.told()} != signed.body:
            raise MODULE_ABSENT.at()
        paper = found.moved(step.after, at, module)
        await transaction.papers.keep(paper)
        await transaction.signals.let_in(_row(paper, module, at))
        says = {**paper.told(), **told_of(node, signed), **await _judged(node, transaction, module, step, at)}
        await transaction.journal.append(leaf(node, step.entry, at, who.said, paper.about(), says))
    return paper


async def _judged(node: Node, transaction: Transaction, module: Module, step: _Step, at: datetime) -> dict[str, Json]:
    """Judge the letting in of a module, for its leaf; whoever is shut out is shut out by no rule of the act."""
    if step is not _LETS_IN:
        return {}
    profile = (await connected(transaction)).get(module.organisation)
    return told(permitted(node, Act.MODULE, ModuleJoined(at, profile is not None and profile.kind.sends_signals)))


def _row(paper: Paper, module: Module, at: datetime) -> SendingModule:
    """Return the row by which the intake knows a module."""
    blocked = at if paper.state == ModuleState.SHUT_OUT else None
    certificate = bytes.fromhex(module.certificate)
    return SendingModule(certificate, module.organisation, module.name, module.until, blocked, paper.id, paper.version)


def _in(paper: Paper | None, who: Acting, state: ModuleState) -> Module:
    """Return the module of a paper in a state; one that is foreign is as absent as one that never was."""
    if paper is None or paper.state != state:
        raise MODULE_ABSENT.at()
    module = module_in(paper)
    if not sees_signals_of(module.organisation, who.actor):
        raise MODULE_ABSENT.at()
    return module
