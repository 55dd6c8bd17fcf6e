"""Open and block accounts of machines, each by a signed act; the token is shown once and never kept (ASOI-3.1).

The head of an organisation's security unit opens accounts for its own organisation, a worker of the sectoral centre for
the centre: a machine sees what its organisation sees, so who answers for that signs for it. The centre may block any.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import act_of, leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Meant, acting, prepared_by, signing
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interchange.machine import (
    TOKEN_BYTES,
    Machine,
    MachineForm,
    MachineState,
    check_form,
    digest_of,
    scope_of,
    scope_said,
)
from almasu.kernel.interchange.problems import MACHINE_ABSENT
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.powers.sector import OPEN_MACHINE
from almasu.kernel.sector.parties import Actor
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law import moment
from almasu.law.text import Text

MOST_SHOWN = 500
OF_ORGANISATION = "organisation"
BY_TOKEN = "token"  # noqa: S105 - the name of a key, not a secret
BY_CERTIFICATE = "certificate"
CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Opened:
    """An account that was opened. `token` is told this once; empty where the machine shows a certificate."""

    paper: Paper
    token: str


async def prepare_machine(node: Node, session: str, form: MachineForm, at: datetime) -> PreparedAct:
    """Build the act of opening an account. Problem `account.role`; ProblemGroup for fields."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, session, OPEN_MACHINE, at)
        check_form(form, who.actor.organisation, at)
        until = moment.in_astana(form.expires_at).strftime("%d.%m.%Y %H:%M")
        what = scope_said(form)
        human = Text(
            kk=f"«{form.name}» машинасына есептік жазба ашамын: {what.kk}; {form.narrowest.label}; {until} дейін.",
            ru=f"Открываю учётную запись машины «{form.name}»: {what.ru}; {form.narrowest.label}; до {until}.",
            en=f"I open an account for the machine “{form.name}”: {what.en}; {form.narrowest.label}; until {until}.",
        )
        meant = Meant(ActPurpose.MACHINE, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def open_machine(node: Node, session: str, act: UUID, cms: bytes, at: datetime) -> Opened:
    """Open the account that was signed for; the token is returned and forgotten."""
    signed = await signed_act(node, session, act, ActPurpose.MACHINE, cms, at)
    form = msgspec.convert(signed.body, MachineForm)
    token = "" if form.certificate else _text(node.random(TOKEN_BYTES))
    async with node.store.transaction() as transaction:
        who = await signing(transaction, session, signed, OPEN_MACHINE, at)
        person, actor = who.person, who.actor
        check_form(form, actor.organisation, at)
        reads, writes = scope_of(form, actor.organisation)
        machine = Machine(
            form.name.strip(),
            actor.organisation,
            reads,
            writes,
            form.narrowest,
            form.expires_at,
            digest_of(token) if token else "",
            form.certificate,
            person.account.id,
            signed.act.id,
        )
        paper = paper_of(node.new_id(), machine, at)
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_of(node, signed)}
        await transaction.journal.append(
            leaf(node, EntryKind.MACHINE_OPENED, at, act_of(person.account), paper.about(), says)
        )
    return Opened(paper, token)


async def prepare_block(node: Node, session: str, paper: UUID, at: datetime) -> PreparedAct:
    """Build the act of blocking an account. Problems: `account.role`, `interchange.machine_absent`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, session, OPEN_MACHINE, at)
        machine = _of(await transaction.papers.latest(paper, PaperKind.MACHINE), who.actor)
        human = Text(
            kk=f"«{machine.name}» машинасының есептік жазбасын бұғаттаймын.",
            ru=f"Блокирую учётную запись машины «{machine.name}».",
            en=f"I block the account of the machine “{machine.name}”.",
        )
        meant = Meant(ActPurpose.MACHINE_BLOCK, {"machine": str(paper)}, human)
        return await prepared_by(node, transaction, who, meant, at)


async def block_machine(node: Node, session: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Block the account that was signed for: the next request under it is refused."""
    signed = await signed_act(node, session, act, ActPurpose.MACHINE_BLOCK, cms, at)
    number = UUID(str(signed.body["machine"]))
    async with node.store.transaction() as transaction:
        who = await signing(transaction, session, signed, OPEN_MACHINE, at)
        person, actor = who.person, who.actor
        found = await transaction.papers.to_change(number, PaperKind.MACHINE)
        machine = _of(found, actor)
        if found is None or found.state == MachineState.BLOCKED:
            raise MACHINE_ABSENT.at()
        paper = found.moved(MachineState.BLOCKED, at, machine)
        await transaction.papers.keep(paper)
        says = {**paper.told(), **told_of(node, signed)}
        await transaction.journal.append(
            leaf(node, EntryKind.MACHINE_BLOCKED, at, act_of(person.account), paper.about(), says)
        )
    return paper


async def machines(node: Node, session: str, at: datetime) -> Sequence[tuple[Paper, Machine]]:
    """Return the accounts of one's own organisation, newest first."""
    async with node.store.transaction() as transaction:
        actor = (await acting(transaction, session, OPEN_MACHINE, at)).actor
        name = actor.organisation or CENTRE
        papers = await transaction.papers.found(PaperKind.MACHINE, OF_ORGANISATION, name, None, MOST_SHOWN)
        return [(paper, msgspec.json.decode(paper.data, type=Machine)) for paper in papers]


def _of(paper: Paper | None, actor: Actor) -> Machine:
    """Return an account that a person may block: another organisation's is as absent as one that never was."""
    machine = None if paper is None else msgspec.json.decode(paper.data, type=Machine)
    if machine is None or (machine.organisation != actor.organisation and not actor.is_centre):
        raise MACHINE_ABSENT.at()
    return machine


def paper_of(number: UUID, machine: Machine, at: datetime) -> Paper:
    """Return the paper of a new account, found by its organisation and by what the machine shows."""
    found_by = {OF_ORGANISATION: machine.organisation or CENTRE}
    if machine.token:
        found_by[BY_TOKEN] = machine.token
    if machine.certificate:
        found_by[BY_CERTIFICATE] = machine.certificate
    return new_paper(number, PaperKind.MACHINE, MachineState.OPEN, at, machine, found_by)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
