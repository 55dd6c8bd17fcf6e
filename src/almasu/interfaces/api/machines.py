"""Accounts of machines over HTTP: opened and blocked by signed acts, listed for whoever answers for them (ASOI-3.1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from litestar import get
from litestar.handlers import HTTPRouteHandler

from almasu.actions.interchange import machines
from almasu.actions.node import Node
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.interchange.machine import Machine, MachineForm
from almasu.kernel.papers.paper import Paper
from almasu.kernel.signatures.prepared import PreparedAct


class MachineLine(msgspec.Struct, frozen=True):
    """An account of a machine in a list; collections by number."""

    id: UUID
    name: str
    state: str
    reads: Sequence[UUID]
    writes: Sequence[UUID]
    narrowest: str
    expires_at: datetime
    certificate: str


class MachineOpened(msgspec.Struct, frozen=True):
    """A new account: its number and its token, which is told this once."""

    id: UUID
    token: str


class OfMachine(msgspec.Struct, frozen=True):
    """Which account an act is about."""

    machine: UUID


class MachineStands(msgspec.Struct, frozen=True):
    """Where an account stands after an act."""

    id: UUID
    state: str


@get("/machines")
async def listed(running: OfNode, authorization: Bearer) -> tuple[MachineLine, ...]:
    """Return the accounts of machines of the caller's organisation, newest first."""
    found = await machines.machines(running.node, token_of(authorization), running.now())
    return tuple(_line(paper, machine) for paper, machine in found)


def machine_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of accounts of machines."""
    sign = "sign exactly these bytes."
    return (
        listed,
        *signed_pair(
            "/machines",
            Building(MachineForm, machines.prepare_machine, f"Build the act that opens an account: {sign}"),
            Finishing(machines.open_machine, MachineOpened, _opened, "Open the account; its token is told this once."),
        ),
        *signed_pair(
            "/machine-blocks",
            Building(OfMachine, _block, f"Build the act that blocks an account: {sign}"),
            Finishing(machines.block_machine, MachineStands, _stands, "Block the account at once."),
        ),
    )


async def _block(node: Node, token: str, form: OfMachine, at: datetime) -> PreparedAct:
    return await machines.prepare_block(node, token, form.machine, at)


def _opened(opened: machines.Opened) -> MachineOpened:
    return MachineOpened(opened.paper.id, opened.token)


def _stands(paper: Paper) -> MachineStands:
    return MachineStands(paper.id, paper.state)


def _line(paper: Paper, machine: Machine) -> MachineLine:
    return MachineLine(
        paper.id,
        machine.name,
        paper.state,
        machine.reads,
        machine.writes,
        machine.narrowest.value,
        machine.expires_at,
        machine.certificate,
    )
