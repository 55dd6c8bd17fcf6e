"""Integration modules over HTTP: applied for, let in and shut out by signed acts, seen with contacts (ASOI-3.8)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.node import Node
from almasu.actions.sector import modules, see_modules
from almasu.actions.sector.modules import module_in
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.kernel.papers.paper import Paper
from almasu.kernel.sector.contact import Spell
from almasu.kernel.signatures.prepared import PreparedAct


class ModuleApplication(msgspec.Struct, frozen=True):
    """What a worker applies for: the module's name, the SHA-256 of its certificate, until when it shall send."""

    name: str
    certificate: str
    until: str


class ModuleStands(msgspec.Struct, frozen=True):
    """A module and where it stands."""

    id: UUID
    state: str
    organisation: str
    name: str
    certificate: str
    until: datetime


class ContactLine(msgspec.Struct, frozen=True):
    """A time in which a module was in contact, and whether it goes on."""

    since: datetime
    until: datetime
    version: str
    batches: int
    goes_on: bool


class ModuleSeen(msgspec.Struct, frozen=True):
    """One module: how much it sent and lost, and its contacts, the latest first."""

    module: ModuleStands
    sent: int
    lost: int
    contacts: tuple[ContactLine, ...]


class DutyLine(msgspec.Struct, frozen=True):
    """An organisation that has to have a module (ASOI-7)."""

    organisation: str
    name: str
    let_in: int
    applied: int
    latest: ContactLine | None
    sources: tuple[str, ...]


class OfModule(msgspec.Struct, frozen=True):
    """Which module an act is about."""

    module: UUID


@get("/modules", response_headers=[GOES_ON])
async def listed(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = ""
) -> Response[tuple[ModuleSeen, ...]]:
    """Return the modules that the caller may see, newest first, each with its latest contact."""
    token, at = token_of(authorization), running.now()
    page = await modules.modules(running.node, token, at, after)
    spells = await see_modules.latest_spells(running.node, token, page.items, at)
    seen = (see_modules.Seen(one, [spells[one.paper.id]] if one.paper.id in spells else []) for one in page.items)
    return paged(request, (_seen(one, at) for one in seen), page.after)


@get("/modules/{module:uuid}")
async def one(running: OfNode, authorization: Bearer, module: FromPath[UUID]) -> ModuleSeen:
    """Return one module with its contacts."""
    at = running.now()
    return _seen(await see_modules.see_module(running.node, token_of(authorization), module, at), at)


@get("/modules/{module:uuid}/configuration", media_type="text/plain")
async def configuration(running: OfNode, authorization: Bearer, module: FromPath[UUID]) -> Response[str]:
    """Return the beginning of the module's configuration; it holds no secret."""
    address, at = running.settings.intake_url, running.now()
    token = token_of(authorization)
    told = await see_modules.configuration_of(running.node, token, module, address, at)
    return Response(told, media_type="text/plain; charset=utf-8", headers={"cache-control": "no-store"})


@get("/module-duties", response_headers=[GOES_ON])
async def duties(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = ""
) -> Response[tuple[DutyLine, ...]]:
    """Return the organisations that have to have a module, those without one first."""
    at = running.now()
    page = await see_modules.see_duties(running.node, token_of(authorization), at, after)
    lines = (
        DutyLine(
            one.profile.bin,
            one.profile.name,
            one.let_in,
            one.applied,
            None if one.latest is None else _contact(one.latest, at),
            tuple(one.sources),
        )
        for one in page.items
    )
    return paged(request, lines, page.after)


@post("/modules", status_code=201)
async def apply(running: OfNode, authorization: Bearer, data: JSONBody[ModuleApplication]) -> ModuleStands:
    """Apply for a module of the caller's organisation."""
    typed = msgspec.structs.asdict(data)
    return _stands(await modules.apply_for_module(running.node, token_of(authorization), typed, running.now()))


def module_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of modules."""
    sign = "sign exactly these bytes."
    return (
        listed,
        one,
        configuration,
        duties,
        apply,
        *signed_pair(
            "/module-admissions",
            Building(OfModule, _letting_in, f"Build the act that lets a module in: {sign}"),
            Finishing(modules.let_module_in, ModuleStands, _stands, "Let the module send signals."),
        ),
        *signed_pair(
            "/module-blocks",
            Building(OfModule, _shutting_out, f"Build the act that shuts a module out: {sign}"),
            Finishing(modules.shut_module_out, ModuleStands, _stands, "Refuse the module's next delivery."),
        ),
    )


async def _letting_in(node: Node, token: str, form: OfModule, at: datetime) -> PreparedAct:
    return await modules.prepare_letting_in(node, token, form.module, at)


async def _shutting_out(node: Node, token: str, form: OfModule, at: datetime) -> PreparedAct:
    return await modules.prepare_shutting_out(node, token, form.module, at)


def _stands(paper: Paper) -> ModuleStands:
    module = module_in(paper)
    return ModuleStands(paper.id, paper.state, module.organisation, module.name, module.certificate, module.until)


def _seen(seen: see_modules.Seen, at: datetime) -> ModuleSeen:
    contact = seen.listed.contact
    sent, lost = (0, 0) if contact is None else (contact.sent, contact.lost)
    return ModuleSeen(_stands(seen.listed.paper), sent, lost, tuple(_contact(one, at) for one in seen.spells))


def _contact(spell: Spell, at: datetime) -> ContactLine:
    return ContactLine(spell.since, spell.until, spell.version, spell.deliveries, spell.lasts(at))
