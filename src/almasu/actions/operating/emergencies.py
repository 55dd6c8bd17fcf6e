"""The emergency journal: opened by itself or by the operator, closed with cause and measures (SIO25-14.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, holding, in_office, leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sign_act import keep_signed, signed_act, told_of
from almasu.kernel.annexes.emergency import EmergencyForm
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.operating.emergency import ENDED, NOTICED, STARTED, Emergency, EmergencyState, wrong_columns
from almasu.kernel.operating.problems import FUTURE, NO_EMERGENCY, NO_SITUATION
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_users import KEEP_EMERGENCIES
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law import moment
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

MOST_ENTRIES = 10_000
STATES = tuple(EmergencyState)


class EmergencyEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry as the operator fills it. `entry` names one that is open; a new one is opened where it names none.

    `values` are columns by their codes. `closes` tells that the emergency is over and accounted for.
    """

    situation: Annotated[str, msgspec.Meta(max_length=100)]
    values: Annotated[dict[str, Annotated[str, msgspec.Meta(max_length=4000)]], msgspec.Meta(max_length=20)]
    entry: UUID | None = None
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the journal: its number in its part, the paper, and what it says."""

    ordinal: int
    paper: Paper
    said: Emergency


@dataclass(frozen=True, slots=True)
class EmergencyJournal:
    """The journal: the form of the edition in force and every line, by parts in the order of their numbers."""

    form: EmergencyForm
    lines: Sequence[Line]


async def emergency_journal(node: Node, token: str, at: datetime) -> EmergencyJournal:
    """Return the whole journal to the operator."""
    async with node.store.single() as store:
        await in_office(store, token, KEEP_EMERGENCIES.roles, at)
        papers = await store.papers.in_states(PaperKind.EMERGENCY, STATES, None, MOST_ENTRIES)
    told = sorted(
        ((paper, _said(paper)) for paper in papers), key=lambda one: (one[1].part, one[1].opened_at, one[0].id)
    )
    lines, last, number = list[Line](), "", 0
    for paper, said in told:
        number = number + 1 if said.part == last else 1
        last = said.part
        lines.append(Line(number, paper, said))
    return EmergencyJournal(node.law.annexes.emergency_journal(node.law.edition_at(at)), lines)


async def silent_places(transaction: Transaction) -> frozenset[str]:
    """Return the places whose outage the system noticed and whose end it has not seen."""
    papers = await transaction.papers.in_states(PaperKind.EMERGENCY, (EmergencyState.OPEN,), None, MOST_ENTRIES)
    return frozenset(said.place for said in map(_said, papers) if said.part == NOTICED)


async def noted(node: Node, kind: EntryKind, place: str, at: datetime, because: str = "") -> None:
    """Open or end the entry of a place whose outage, or its end, the system noticed; others noticed it as well."""
    with suppress(Problem):
        async with node.store.transaction() as transaction:
            if kind is EntryKind.SERVICE_OUTAGE:
                await outage_noticed(node, transaction, place, at, because)
            else:
                await outage_over(node, transaction, place, at)


async def outage_noticed(node: Node, transaction: Transaction, place: str, at: datetime, because: str = "") -> None:
    """Open an entry for a place that stopped answering, unless one is open already."""
    if await _open_at(transaction, place) is None:
        values = {STARTED: moment.written(at)}
        said = Emergency(NOTICED, "", place, at, values, node.law.edition_at(at), noticed=because)
        paper = new_paper(node.new_id(), PaperKind.EMERGENCY, EmergencyState.OPEN, at, said, {"place": place})
        await _keep(node, transaction, paper, at)


async def outage_over(node: Node, transaction: Transaction, place: str, at: datetime) -> None:
    """Write down when a place answered again; cause and measures are still to be given by the operator."""
    paper = await _open_at(transaction, place)
    if paper is not None:
        said = _said(paper)
        after = msgspec.structs.replace(said, values={**said.values, ENDED: moment.written(at)})
        await _keep(node, transaction, paper.moved(EmergencyState.ENDED, at, after), at)


async def prepare_entry(node: Node, token: str, entry: EmergencyEntry, at: datetime) -> PreparedAct:
    """Build the act by which the operator opens or closes an entry; ProblemGroup with a Problem per column.

    Problems: `account.role`, `emergency.situation`, `emergency.absent`.
    """
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, KEEP_EMERGENCIES.roles, at)
        _, said = await _filled(node, transaction, entry, at)
        situation = _form(node, at).situation(said.situation)
        name = Text("", "", "") if situation is None else situation.name
        done = Text("жабамын", "закрываю", "close") if entry.closes else Text("ашамын", "открываю", "open")
        human = Text(
            kk=f"Апаттық жағдайлар журналының жазбасын {done.kk}: {name.kk}. {said.values.get('cause', '')}",
            ru=f"Запись журнала аварийных ситуаций {done.ru}: {name.ru}. {said.values.get('cause', '')}",
            en=f"I {done.en} an entry of the emergency journal: {name.en}. {said.values.get('cause', '')}",
        )
        intent = Intent(ActPurpose.EMERGENCY, person.account.person.iin, msgspec.to_builtins(entry), human)
        return await prepare_act(node, transaction, person.session.token_hash, intent, at)


async def sign_entry(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep a signed entry and return its paper."""
    signed = await signed_act(node, token, act, ActPurpose.EMERGENCY, cms, at)
    entry = msgspec.convert(signed.body, EmergencyEntry)
    async with node.store.transaction() as transaction:
        person = holding(await keep_signed(transaction, token, signed, at), KEEP_EMERGENCIES.roles)
        before, said = await _filled(node, transaction, entry, at)
        said = msgspec.structs.replace(said, act=signed.act.id)
        state = EmergencyState.CLOSED if entry.closes else EmergencyState.OPEN
        if before is None:
            paper = new_paper(node.new_id(), PaperKind.EMERGENCY, state, at, said, {"part": said.part})
        else:
            paper = before.moved(state, at, said)
        await transaction.papers.keep(paper)
        says = {"situation": said.situation, **paper.told(), **told_of(node, signed)}
        entry_leaf = leaf(node, EntryKind.EMERGENCY_CHANGED, at, act_of(person.account), paper.about(), says)
        await transaction.journal.append(entry_leaf)
        return paper


async def _filled(
    node: Node, transaction: Transaction, entry: EmergencyEntry, at: datetime
) -> tuple[Paper | None, Emergency]:
    """Return the entry as it will stand: what the system noted, with the operator's columns over it."""
    form = _form(node, at)
    if form.situation(entry.situation) is None:
        raise NO_SITUATION.at("situation")
    if entry.entry is None:
        before, said = None, Emergency(entry.situation, entry.situation, "", at, {}, node.law.edition_at(at))
    else:
        before = await transaction.papers.to_change(entry.entry, PaperKind.EMERGENCY)
        if before is None or before.state == EmergencyState.CLOSED:
            raise NO_EMERGENCY.at("entry")
        said = _said(before)
    said = msgspec.structs.replace(said, situation=entry.situation, values=_merged(said.values, entry.values))
    problems = wrong_columns(form, said.values, at) if entry.closes else ()
    if problems:
        raise ProblemGroup(problems)
    if not entry.closes and STARTED not in said.values:
        raise FUTURE.at(STARTED)
    return before, said


def _merged(noted: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return the columns; when an outage began is what the system noted, whatever is given."""
    kept = {STARTED: noted[STARTED]} if STARTED in noted else {}
    return {**noted, **{code: value.strip() for code, value in given.items() if value.strip()}, **kept}


async def _open_at(transaction: Transaction, place: str) -> Paper | None:
    """Return the entry that is open for a place, locked, or None."""
    found = await transaction.papers.found(PaperKind.EMERGENCY, "place", place, None, 1)
    if not found or found[0].state != EmergencyState.OPEN:
        return None
    paper = await transaction.papers.to_change(found[0].id, PaperKind.EMERGENCY)
    return paper if paper is not None and paper.state == EmergencyState.OPEN else None


async def _keep(node: Node, transaction: Transaction, paper: Paper, at: datetime) -> None:
    await transaction.papers.keep(paper)
    says = {"place": _said(paper).place, **paper.told()}
    entry = leaf(node, EntryKind.EMERGENCY_CHANGED, at, "system:exchange", paper.about(), says)
    await transaction.journal.append(entry)


def _form(node: Node, at: datetime) -> EmergencyForm:
    return node.law.annexes.emergency_journal(node.law.edition_at(at))


def _said(paper: Paper) -> Emergency:
    return msgspec.json.decode(paper.data, type=Emergency)
