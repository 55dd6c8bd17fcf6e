"""Declared software over HTTP, and whom a vulnerability alert concerns (ASOI-3.5)."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.sector import software as acts
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.kernel.sector.concerns import Match
from almasu.kernel.sector.software import LONGEST, MOST_ITEMS, Item, Software
from almasu.kernel.sector.software_in import MOST_BYTES


class Declaration(msgspec.Struct, frozen=True):
    """What an organisation uses; `named_to_centre` whether the centre may see that an alert concerns it."""

    items: Annotated[tuple[Item, ...], msgspec.Meta(max_length=MOST_ITEMS)]
    named_to_centre: bool = False


class SoftwareFile(msgspec.Struct, frozen=True):
    """A list of software as a file in base64: CSV, or CycloneDX in JSON."""

    data: Annotated[bytes, msgspec.Meta(max_length=MOST_BYTES)]
    named_to_centre: bool = False


class NamedOrganisation(msgspec.Struct, frozen=True):
    """An organisation that lets itself be named, and what of its software an alert concerns."""

    bin: str
    name: str
    matches: tuple[Match, ...]


class Concern(msgspec.Struct, frozen=True):
    """Whom an alert concerns: `own` of the caller's organisation; the rest is told to the centre alone."""

    own: tuple[Match, ...]
    declared: int
    surely: int
    perhaps: int
    named: tuple[NamedOrganisation, ...]


@get("/software")
async def declared(running: OfNode, authorization: Bearer) -> Software:
    """Return the software that the caller's organisation declared."""
    return await acts.declared(running.node, token_of(authorization), running.now())


@post("/software", status_code=200)
async def declare(running: OfNode, authorization: Bearer, data: JSONBody[Declaration]) -> Software:
    """Declare the software of the caller's organisation, in place of what was declared before."""
    lines = "\n".join(_line(one) for one in data.items)
    return await acts.declare(running.node, token_of(authorization), lines, data.named_to_centre, running.now())


@post("/software/file", status_code=200)
async def declare_file(running: OfNode, authorization: Bearer, data: JSONBody[SoftwareFile]) -> Software:
    """Declare the software that a file lists, in place of what was declared before."""
    token, at = token_of(authorization), running.now()
    return await acts.declare_file(running.node, token, data.data, data.named_to_centre, at)


@get("/documents/{document:uuid}/concern")
async def concern(running: OfNode, authorization: Bearer, document: FromPath[UUID]) -> Concern:
    """Return whom a vulnerability alert concerns: the caller's organisation, or for the centre how many."""
    found = await acts.concerned(running.node, token_of(authorization), document, running.now())
    named = tuple(NamedOrganisation(*one) for one in found.named)
    return Concern(found.own, found.declared, found.surely, found.perhaps, named)


def software_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of declared software."""
    return (declared, declare, declare_file, concern)


def _line(one: Item) -> str:
    """Return an item as a line; a bar or a line break inside of a part would make it another one and is refused."""
    return one.line()[: 4 * LONGEST + 20]
