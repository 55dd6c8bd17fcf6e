"""Enter what the depositary received and which bodies a state named, and the cards of systems (CIS-5.1, CIS-1e)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Meant, acting, law_of, prepared_by, signing
from almasu.actions.interstate.directory import (
    ENTERED,
    TO_TELL,
    TOLD,
    KeptBody,
    PartyNotice,
    entered_bodies,
    named,
    paper_number,
    systems_of,
)
from almasu.actions.node import Node
from almasu.actions.sign_act import SignedAct, signed_act, told_of
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.parties import Body, BodyKind, Directory
from almasu.kernel.interstate.problems import NO_SUCH_BODY, REFUSED_BY_RULE, VALUE_WRONG
from almasu.kernel.interstate.systems import System, card_holds
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import KEEP_DIRECTORY, SEE_DIRECTORY
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.law.verdict import Broken

LONGEST = 400
OF_CARDS = ("CIS-1e", "CIS-1g", "CIS-9.3", "CIS-9.4")
"""What a card of a regime is held to."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The directory as somebody sees it, bodies this node entered, systems with their cards; whose body they are."""

    directory: Directory
    entered: Sequence[KeptBody]
    systems: Sequence[System]
    own: Body | None = None


async def see_directory(node: Node, token: str, at: datetime) -> Seen:
    """Return the directory of Parties, bodies and systems."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, SEE_DIRECTORY, at)
        systems = await systems_of(law_of(node), transaction)
        return Seen(who.directory, await entered_bodies(transaction), systems, who.of)


async def prepare_body(node: Node, token: str, body: Body, at: datetime) -> PreparedAct:
    """Build the act that enters a body or changes it; Problem `cis.value` for a field that does not fit."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_DIRECTORY, at)
        _must_fit(who.directory, body)
        human = Text(
            kk=f"Тізімге енгіземін: {body.name.kk}.",
            ru=f"Вношу в перечень: {body.name.ru}.",
            en=f"I enter in the directory: {body.name.en}.",
        )
        return await prepared_by(
            node, transaction, who, Meant(ActPurpose.CIS_BODY, msgspec.to_builtins(body), human), at
        )


async def enter_body(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptBody:
    """Enter it; for a body of one's own state that the depositary was not told of a month begins (CIS-5.2)."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_BODY, cms, at)
    body = msgspec.convert(signed.body, Body)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_DIRECTORY, at)
        _must_fit(who.directory, body)
        law = law_of(node)
        waits = body.party == law.state and body.told_on is None
        due = law.due("cis.bodies_changed", at) if waits else None
        number, state = paper_number("body", body.id), TO_TELL if waits else TOLD
        known = await transaction.papers.to_change(number, PaperKind.CIS_BODY)
        paper = (
            new_paper(number, PaperKind.CIS_BODY, state, at, body, {}, due)
            if known is None
            else known.moved(state, at, body, due)
        )
        await _entered(node, transaction, paper, who.said, signed, at)
    return KeptBody(paper, body)


async def prepare_notice(node: Node, token: str, notice: PartyNotice, at: datetime) -> PreparedAct:
    """Build the act that enters what a state told the depositary; Problems `cis.no_such_body`, `cis.value`."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_DIRECTORY, at)
        _must_be_told(who.directory, notice)
        day = f"{notice.notice.received_on:%d.%m.%Y}"
        human = Text(
            kk=f"Депозитарий алған хабарды енгіземін: {notice.party}, {day}.",
            ru=f"Вношу уведомление, полученное депозитарием: {notice.party}, {day}.",
            en=f"I enter a notice that the depositary received: {notice.party}, {day}.",
        )
        meant = Meant(ActPurpose.CIS_NOTICE, msgspec.to_builtins(notice), human)
        return await prepared_by(node, transaction, who, meant, at)


async def enter_notice(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> PartyNotice:
    """Enter it: from then on the Agreement binds that state, or no more, on the days that follow from it."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_NOTICE, cms, at)
    notice = msgspec.convert(signed.body, PartyNotice)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_DIRECTORY, at)
        _must_be_told(who.directory, notice)
        name = f"{notice.party}/{notice.notice.kind.value}/{notice.notice.received_on}"
        paper = new_paper(paper_number("notice", name), PaperKind.CIS_NOTICE, ENTERED, at, notice, {})
        await _entered(node, transaction, paper, who.said, signed, at)
    return notice


async def prepare_system(node: Node, token: str, system: System, at: datetime) -> PreparedAct:
    """Build the act that enters a system with its card; Problem `cis.refused` where the card does not hold."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_DIRECTORY, at)
        _must_hold(who.directory, system)
        human = Text(
            kk=f"Жүйе мен оның құқықтық режимінің картасын енгіземін: {system.name.kk}.",
            ru=f"Вношу систему и карточку её правового режима: {system.name.ru}.",
            en=f"I enter a system with the card of its legal regime: {system.name.en}.",
        )
        meant = Meant(ActPurpose.CIS_SYSTEM, msgspec.to_builtins(system), human)
        return await prepared_by(node, transaction, who, meant, at)


async def enter_system(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> System:
    """Enter it."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_SYSTEM, cms, at)
    system = msgspec.convert(signed.body, System)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_DIRECTORY, at)
        _must_hold(who.directory, system)
        number = paper_number("system", system.id)
        known = await transaction.papers.to_change(number, PaperKind.CIS_SYSTEM)
        paper = (
            new_paper(number, PaperKind.CIS_SYSTEM, ENTERED, at, system, {})
            if known is None
            else known.moved(ENTERED, at, system)
        )
        await _entered(node, transaction, paper, who.said, signed, at)
    return system


def _must_fit(directory: Directory, body: Body) -> None:
    """Make sure of a body's fields: a competent body is of a Party, one of the CIS of none, no BIN stands twice."""
    must_fit(body)
    if not body.id or len(body.id) > LONGEST or not body.name.ru.strip():
        raise VALUE_WRONG.at("id")
    if (body.kind is BodyKind.COMPETENT) != (directory.party(body.party) is not None):
        raise VALUE_WRONG.at("party")
    other = directory.of_bin(body.bin)
    if other is not None and other.id != body.id:
        raise VALUE_WRONG.at("bin")
    if body.works_at and (body.works_at == body.party or directory.party(body.works_at) is None):
        raise VALUE_WRONG.at("works_at")
    if body.until is not None and body.until <= body.since:
        raise VALUE_WRONG.at("until")


def _must_be_told(directory: Directory, notice: PartyNotice) -> None:
    must_fit(notice.notice)
    if directory.party(notice.party) is None:
        raise NO_SUCH_BODY.at("party")
    if not notice.notice.document.strip():
        raise VALUE_WRONG.at("document")


def _must_hold(directory: Directory, system: System) -> None:
    must_fit(system)
    for where in ("owner", "holder"):
        named(directory, getattr(system, where), where)
    if system.card is None:
        return
    verdict = card_holds(system, system.card)
    if isinstance(verdict, Broken):
        kind = replace(REFUSED_BY_RULE, title=verdict.because, remedy=verdict.remedy, cites=OF_CARDS)
        raise Problem(kind, verdict.because, verdict.remedy, "card")


async def _entered(
    node: Node, transaction: Transaction, paper: Paper, by: str, signed: SignedAct, at: datetime
) -> None:
    await transaction.papers.keep(paper)
    says = {**paper.told(), **told_of(node, signed)}
    await transaction.journal.append(leaf(node, EntryKind.CIS_DIRECTORY_MOVED, at, by, paper.about(), says))
