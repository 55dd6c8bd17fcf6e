"""Enter what the depositary received and which bodies a state named, and the cards of systems (CIS-5.1, CIS-1e)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.interstate.acting import Acting, Meant, acting, law_of, prepared_by, signing
from almasu.actions.interstate.directory import (
    ENTERED,
    STRUCK,
    TO_TELL,
    TOLD,
    EnteredBody,
    EnteredNotice,
    EnteredSystem,
    KeptBody,
    PartyNotice,
    entered_bodies,
    named,
    number_of,
    paper_number,
    systems_of,
)
from almasu.actions.node import Node
from almasu.actions.sign_act import SignedAct, signed_act, told_of
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.parties import Body, BodyKind, Directory, NoticeKind, must_be_possible
from almasu.kernel.interstate.port import InterstateLaw
from almasu.kernel.interstate.problems import NO_SUCH_BODY, REFUSED_BY_RULE, VALUE_WRONG
from almasu.kernel.interstate.problems_of_directory import (
    DAY_TO_COME,
    NOTICE_KNOWN,
    NOTICE_UNKNOWN,
    PAPER_NEEDED,
    SYSTEM_OF_THE_ACT,
)
from almasu.kernel.interstate.systems import System, card_holds
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.interstate import KEEP_DIRECTORY, SEE_DIRECTORY
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.moment import astana, in_astana
from almasu.law.problem import Problem
from almasu.law.text import Text
from almasu.law.verdict import Broken

LONGEST, CODE = 400, 2
"""Characters of an id at most, and of a state's code (ISO 3166-1)."""
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
        _must_fit(node, who.directory, body, at)
        human = Text(
            kk=f"Тізімге енгіземін: {body.name.kk}. Негізі: {body.ground}.",
            ru=f"Вношу в перечень: {body.name.ru}. Основание: {body.ground}.",
            en=f"I enter in the directory: {body.name.en}. Ground: {body.ground}.",
        )
        said = {name: value for name, value in msgspec.to_builtins(body).items() if name != "earlier"}
        said["entry"] = str(number_of(body))
        return await prepared_by(node, transaction, who, Meant(ActPurpose.CIS_BODY, said, human), at)


async def enter_body(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptBody:
    """Enter it; where it changes the list of one's own state and nobody told the depositary, a month runs (CIS-5.2).

    The month runs from the day of the change, however late it is entered here. What the list held before stays.
    """
    signed = await signed_act(node, token, act, ActPurpose.CIS_BODY, cms, at)
    body = msgspec.convert(signed.body, Body)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_DIRECTORY, at)
        _must_fit(node, who.directory, body, at)
        number = paper_number("body", body.id)
        known = await transaction.papers.to_change(number, PaperKind.CIS_BODY)
        made = _following(law_of(node), who, body, known, at)
        waits = made.tell_by is not None and made.told_on is None
        state, due = (TO_TELL, made.tell_by) if waits else (TOLD, None)
        paper = (
            new_paper(number, PaperKind.CIS_BODY, state, at, made, {}, due)
            if known is None
            else known.moved(state, at, made, due)
        )
        await _entered(node, transaction, paper, who.said, signed, at)
    return KeptBody(paper, made)


async def prepare_notice(node: Node, token: str, notice: PartyNotice, at: datetime) -> PreparedAct:
    """Build the act that enters what a state told the depositary, or strikes out what was entered wrongly.

    Problems `cis.no_such_body`, `cis.value`, `cis.notice_known`, `cis.notice_unknown`, and of days that cannot be.
    """
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_DIRECTORY, at)
        _must_be_told(who.directory, notice, at)
        _must_follow(await transaction.papers.latest(_number(notice), PaperKind.CIS_NOTICE), notice)
        day = f"{notice.notice.received_on:%d.%m.%Y}"
        human = (
            Text(
                kk=f"Енгізілген хабарды алып тастаймын: {notice.party}, {day}. Себебі: {notice.strikes}.",
                ru=f"Исключаю внесённое уведомление: {notice.party}, {day}. Причина: {notice.strikes}.",
                en=f"I strike out a notice that was entered: {notice.party}, {day}. Because: {notice.strikes}.",
            )
            if notice.strikes
            else Text(
                kk=f"Депозитарий алған хабарды енгіземін: {notice.party}, {day}.",
                ru=f"Вношу уведомление, полученное депозитарием: {notice.party}, {day}.",
                en=f"I enter a notice that the depositary received: {notice.party}, {day}.",
            )
        )
        said = {**msgspec.to_builtins(notice), "entry": str(paper_number("party", notice.party))}
        meant = Meant(ActPurpose.CIS_NOTICE, said, human)
        return await prepared_by(node, transaction, who, meant, at)


async def enter_notice(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> PartyNotice:
    """Enter it, or strike it out: whom the Agreement binds on which days follows from what stands."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_NOTICE, cms, at)
    notice = msgspec.convert(signed.body, PartyNotice)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_DIRECTORY, at)
        _must_be_told(who.directory, notice, at)
        known = await transaction.papers.to_change(_number(notice), PaperKind.CIS_NOTICE)
        _must_follow(known, notice)
        made = EnteredNotice(
            notice.party, notice.notice, notice.strikes, notice.name, entered_by=who.person.account.person.full_name()
        )
        state = STRUCK if notice.strikes else ENTERED
        paper = (
            new_paper(_number(notice), PaperKind.CIS_NOTICE, state, at, made, {})
            if known is None
            else known.moved(state, at, made)
        )
        await _entered(node, transaction, paper, who.said, signed, at)
    return notice


async def prepare_system(node: Node, token: str, system: System, at: datetime) -> PreparedAct:
    """Build the act that enters a system with its card; Problem `cis.refused` where the card does not hold."""
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, KEEP_DIRECTORY, at)
        _must_hold(law_of(node), who.directory, system)
        human = Text(
            kk=f"Жүйе мен оның құқықтық режимінің картасын енгіземін: {system.name.kk}.",
            ru=f"Вношу систему и карточку её правового режима: {system.name.ru}.",
            en=f"I enter a system with the card of its legal regime: {system.name.en}.",
        )
        said = {**msgspec.to_builtins(system), "entry": str(number_of(system))}
        meant = Meant(ActPurpose.CIS_SYSTEM, said, human)
        return await prepared_by(node, transaction, who, meant, at)


async def enter_system(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> System:
    """Enter it."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_SYSTEM, cms, at)
    system = msgspec.convert(signed.body, System)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, KEEP_DIRECTORY, at)
        _must_hold(law_of(node), who.directory, system)
        number = paper_number("system", system.id)
        known = await transaction.papers.to_change(number, PaperKind.CIS_SYSTEM)
        made = EnteredSystem(**_fields(system), entered_by=who.person.account.person.full_name())
        paper = (
            new_paper(number, PaperKind.CIS_SYSTEM, ENTERED, at, made, {})
            if known is None
            else known.moved(ENTERED, at, made)
        )
        await _entered(node, transaction, paper, who.said, signed, at)
    return system


def _following(law: InterstateLaw, who: Acting, body: Body, known: Paper | None, at: datetime) -> EnteredBody:
    """Return a body as it follows on what stood: with its earlier days, and the month in which to tell of a change."""
    before, today = who.directory.body(body.id), in_astana(at).date()
    kept = None if known is None else msgspec.json.decode(known.data, type=EnteredBody)
    changed, tell_by, told_on, told_by = body.changed_on(before, today), None, body.told_on, body.told_by
    if body.party != law.state:
        changed = None
    elif changed is not None:
        tell_by = law.due("cis.bodies_changed", datetime.combine(changed, time(), astana()))
    elif kept is not None:
        # Nothing of the list changed: the month of the change before runs on, or was kept.
        changed, tell_by = kept.list_changed_on, kept.tell_by
        told_on, told_by = told_on or kept.told_on, told_by or kept.told_by
    after = body.after(before)
    return EnteredBody(
        **{**_fields(after), "told_on": told_on, "told_by": told_by},
        entered_by=who.person.account.person.full_name(),
        list_changed_on=changed,
        tell_by=tell_by,
    )


def _fields(one: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__struct_fields__}


def _number(notice: PartyNotice) -> UUID:
    return paper_number("notice", f"{notice.party}/{notice.notice.kind.value}/{notice.notice.received_on}")


def _must_follow(known: Paper | None, notice: PartyNotice) -> None:
    """Make sure that a notice is entered once, and that what is struck out stands."""
    stands = known is not None and known.state == ENTERED
    if notice.strikes and not stands:
        raise NOTICE_UNKNOWN.at("received_on")
    if stands and not notice.strikes:
        raise NOTICE_KNOWN.at("received_on")


def _must_fit(node: Node, directory: Directory, body: Body, at: datetime) -> None:
    """Make sure of a body's fields: a competent body is of a Party, one of the CIS of none, no BIN stands twice.

    What changes the list rests on a paper, and so does what the depositary was told of one's own list (CIS-5.2).
    """
    must_fit(body)
    if not body.ground.strip():
        raise PAPER_NEEDED.at("ground")
    if body.told_on is not None and body.told_on > in_astana(at).date():
        raise DAY_TO_COME.at("told_on")
    if body.told_on is not None and body.party == law_of(node).state and not body.told_by.strip():
        raise PAPER_NEEDED.at("told_by")
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


def _must_be_told(directory: Directory, notice: PartyNotice, at: datetime) -> None:
    must_fit(notice)
    if directory.party(notice.party) is None and not _accedes(notice):
        raise NO_SUCH_BODY.at("party")
    if not notice.notice.document.strip():
        raise PAPER_NEEDED.at("document")
    must_be_possible(notice.notice, in_astana(at).date())


def _accedes(notice: PartyNotice) -> bool:
    """Tell whether a state that the act does not print accedes by a notice, under its name (CIS-17)."""
    code, name = notice.party, notice.name
    named_so = name is not None and bool(name.kk.strip()) and bool(name.ru.strip())
    return notice.notice.kind is NoticeKind.ACCESSION and named_so and len(code) == CODE and code.isupper()


def _must_hold(law: InterstateLaw, directory: Directory, system: System) -> None:
    must_fit(system)
    if not system.ground.strip():
        raise PAPER_NEEDED.at("ground")
    printed = next((one for one in law.systems if one.id == system.id), None)
    for where in ("owner", "joint", "entrusted") if printed is not None else ():
        if getattr(system, where) != getattr(printed, where):
            raise SYSTEM_OF_THE_ACT.at(where)
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
