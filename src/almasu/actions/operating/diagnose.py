"""Diagnose: really ask a register or a service now, keep what came, and tell the operator the remedy (SIO25-14.1).

The intent is a leaf before anything is asked and the result one after it. A place that was tested within `FRESH` is not
asked again: its result stands. Only the answering or not of a place is kept, never anything of an answer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import msgspec

from almasu.actions.ask_registers import Asking
from almasu.actions.entering import act_of, in_office, leaf
from almasu.actions.node import Node
from almasu.kernel.answers import Question
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.operating.diagnosis import FRESH, Came, Diagnosis, DiagnosisState, Finding, came_of, nobody_of
from almasu.kernel.operating.probe import Probe
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.over_users import TRY_SERVICES

log = logging.getLogger(__name__)
PATIENCE = 10.0
TEST = "diagnostics"
"""What a test says for asker, role, ground, purpose and task: no person asks, and nothing is asked for."""
MOST = 500
STATES = tuple(DiagnosisState)


class Examiner(Protocol):
    """Tests one place. What is raised means that nobody can tell."""

    @property
    def place(self) -> str:
        """Return how the emergency journal names it."""
        ...

    async def test(self, at: datetime) -> Came:
        """Return what came."""
        ...


@dataclass(frozen=True, slots=True)
class ServiceExaminer:
    """Tests a service by its probe."""

    probe: Probe

    @property
    def place(self) -> str:
        """Return the place of the probe."""
        return self.probe.place

    async def test(self, at: datetime) -> Came:
        """Return whether it answers."""
        because = await self.probe.failing(at)
        return Came(Finding.SILENT, because) if because else Came(Finding.ANSWERS)


@dataclass(frozen=True, slots=True)
class RegisterExaminer:
    """Asks a register about a subject that cannot exist; an answer closes its circuit for everybody's questions."""

    node: Node
    asking: Asking
    number: int

    @property
    def place(self) -> str:
        """Return the place of the register."""
        return f"resource:{self.number}"

    async def test(self, at: datetime) -> Came:
        """Return what the register did."""
        resource, own = self.node.resources[self.number], self.node.random(32)
        question = Question(
            exchange_id=self.node.new_id(),
            request_id=self.node.new_id(),
            resource=resource,
            key=nobody_of(resource.keys),
            asker=TEST,
            role=TEST,
            ground=TEST,
            purpose=TEST,
            task=TEST,
            digest=own,
            asked_at=at,
        )
        seconds = self.asking.budget.seconds_for(self.number)
        came = came_of(await self.asking.registers[self.number].ask(question, seconds))
        if came.finding in {Finding.ANSWERS, Finding.REFUSES}:
            self.asking.circuits.answered(self.number)
        return came


def register_examiners(node: Node, asking: Asking) -> tuple[RegisterExaminer, ...]:
    """Return an examiner for every connected register, by its number."""
    return tuple(RegisterExaminer(node, asking, number) for number in sorted(asking.registers))


async def diagnose(node: Node, token: str, examiners: Iterable[Examiner], at: datetime) -> None:
    """Test these places for the operator and keep what came; Problem `account.role` for anybody else."""
    async with node.store.transaction() as transaction:
        person = await in_office(transaction, token, TRY_SERVICES.roles, at)
    await _diagnosed(node, act_of(person.account), tuple(examiners), at)


async def diagnose_as_process(node: Node, examiners: Iterable[Examiner], at: datetime) -> Sequence[Diagnosis]:
    """Test these places for whoever runs the node's machine, and return the latest test of each.

    The leaves name the process: the command line knows no person (SIO25-14.1).
    """
    asked = tuple(examiners)
    await _diagnosed(node, f"process:{node.process}", asked, at)
    async with node.store.transaction() as transaction:
        papers = await transaction.papers.in_states(PaperKind.DIAGNOSIS, STATES, None, MOST)
    latest = {one.place: one for one in map(_said, papers)}
    return [latest[one.place] for one in asked]


async def _diagnosed(node: Node, actor: str, examiners: Sequence[Examiner], at: datetime) -> None:
    async with node.store.transaction() as transaction:
        begun = [(one, await _begun(node, transaction, one.place, actor, at)) for one in examiners]
    due = [(one, paper) for one, paper in begun if paper is not None]
    came = await asyncio.gather(*(_tested(one, at) for one, _ in due))
    async with node.store.transaction() as transaction:
        for (one, paper), (result, millis) in zip(due, came, strict=True):
            said = Diagnosis(one.place, at, result.finding, result.code[:200], millis)
            ended = paper.moved(DiagnosisState.ENDED, at, said)
            await transaction.papers.keep(ended)
            await _write(node, transaction, ended, said, actor, at)


async def diagnoses(node: Node, token: str, at: datetime) -> Sequence[Diagnosis]:
    """Return the latest test of each place, the newest first."""
    async with node.store.transaction() as transaction:
        await in_office(transaction, token, TRY_SERVICES.roles, at)
        papers = await transaction.papers.in_states(PaperKind.DIAGNOSIS, STATES, None, MOST)
    return [_said(paper) for paper in papers]


async def _begun(node: Node, transaction: Transaction, place: str, actor: str, at: datetime) -> Paper | None:
    """Write down that a place is about to be tested; None where its last test is fresh."""
    known = await transaction.papers.found(PaperKind.DIAGNOSIS, "place", place, None, 1)
    said = Diagnosis(place, at)
    if known:
        last = await transaction.papers.to_change(known[0].id, PaperKind.DIAGNOSIS) or known[0]
        if at - _said(last).begun_at < FRESH:
            return None
        paper = last.moved(DiagnosisState.BEGUN, at, said)
    else:
        paper = new_paper(node.new_id(), PaperKind.DIAGNOSIS, DiagnosisState.BEGUN, at, said, {"place": place})
    await transaction.papers.keep(paper)
    await _write(node, transaction, paper, said, actor, at)
    return paper


async def _write(node: Node, transaction: Transaction, paper: Paper, said: Diagnosis, actor: str, at: datetime) -> None:
    says = {**paper.told(), "place": said.place}
    if paper.state == DiagnosisState.ENDED:
        says |= {"finding": said.finding.value, "because": said.code, "millis": said.millis}
    await transaction.journal.append(leaf(node, EntryKind.SERVICE_TESTED, at, actor, paper.about(), says))


async def _tested(examiner: Examiner, at: datetime) -> tuple[Came, int]:
    clock = asyncio.get_running_loop().time
    began = clock()
    try:
        async with asyncio.timeout(PATIENCE):
            came = await examiner.test(at)
    except Exception:
        log.exception("%s could not be tested", examiner.place)
        came = Came(Finding.UNKNOWN)
    return came, round((clock() - began) * 1000)


def _said(paper: Paper) -> Diagnosis:
    return msgspec.json.decode(paper.data, type=Diagnosis)
