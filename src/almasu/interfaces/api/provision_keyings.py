"""What an ordinary paper says, over HTTP: its scan, keyed twice, decided by a third (FMA-3.5)."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter

from almasu.actions.provision import keyings as acts
from almasu.actions.provision import scans
from almasu.actions.provision.keyings import ToDrop, ToKey, ToType
from almasu.interfaces.api.evidence import attachment
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.kernel.provision.delivery import NotCounted, not_counted
from almasu.kernel.provision.keying import Keying
from almasu.kernel.provision.paper import Sheaf
from almasu.law.problem import Problem

OfMaterial = Annotated[UUID, QueryParameter(description="the material that holds the scan")]
_NO_MATERIAL = UUID(int=0)
Pages = Annotated[int, QueryParameter(description="how many pages were scanned", ge=1, le=10_000)]


class Differing(msgspec.Struct, frozen=True):
    """What two people typed of the fields that differ: first and second, by name."""

    keying: Keying
    both: dict[str, tuple[str, str]]


class ReadWords(msgspec.Struct, frozen=True):
    """What a program read on a scan, line by line: nobody vouches for it."""

    words: str


class InTheWay(msgspec.Struct, frozen=True):
    """What keeps a step from being taken now, with what to do; None where nothing does."""

    in_the_way: NotCounted | None


def in_the_way_of(no: Problem | None) -> InTheWay:
    """Return what a problem tells of a step."""
    return InTheWay(None if no is None else not_counted(no))


@put("/papers/{sheaf:uuid}/scan", status_code=200, request_max_body_size=scans.LARGEST)
async def keep_scan(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    sheaf: FromPath[UUID],
    material: OfMaterial = _NO_MATERIAL,
    pages: Pages = 1,
) -> Sheaf:
    """Keep the scan of a received paper: a PDF, PNG or JPEG; never of a restricted or secret one."""
    data, token = await request.body(), token_of(authorization)
    return await scans.keep_scan(running.node, token, sheaf, material, pages, data, running.now())


class UseOfScan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which purpose a scan is used, and why."""

    purpose: str
    why: str


@post("/papers/{sheaf:uuid}/scan/copy", status_code=200)
async def take_scan(
    running: OfNode, authorization: Bearer, sheaf: FromPath[UUID], data: JSONBody[UseOfScan]
) -> Response[bytes]:
    """Return the scan of a paper as bytes to save, where its regime lets it be printed; the use is journalled."""
    token, at = token_of(authorization), running.now()
    scan = await scans.take_scan(running.node, token, sheaf, data.purpose, data.why, at)
    return attachment(scan.data, "application/octet-stream", scan.name)


@post("/papers/{sheaf:uuid}/scan/words", status_code=200)
async def scan_words(
    running: OfNode, authorization: Bearer, sheaf: FromPath[UUID], data: JSONBody[UseOfScan]
) -> ReadWords:
    """Return what a program reads on the scan of a paper, a help for whoever keys it; the reading is journalled."""
    token, at = token_of(authorization), running.now()
    return ReadWords(await scans.scan_words(running.node, token, sheaf, data.purpose, data.why, at))


@get("/papers/{sheaf:uuid}/keyings")
async def keyings_of(running: OfNode, authorization: Bearer, sheaf: FromPath[UUID]) -> tuple[Keying, ...]:
    """Return the keyings of a paper: hands and fields, no value."""
    return tuple(await acts.keyings_of(running.node, token_of(authorization), sheaf, running.now()))


@get("/keyings")
async def waiting(running: OfNode, authorization: Bearer) -> tuple[Keying, ...]:
    """Return the keyings that wait for a second or a third person."""
    return tuple(await acts.waiting_keyings(running.node, token_of(authorization), running.now()))


@post("/keyings", status_code=201)
async def key_first(running: OfNode, authorization: Bearer, data: JSONBody[ToKey]) -> Keying:
    """Keep what was typed from a paper first."""
    return await acts.key_first(running.node, token_of(authorization), data, running.now())


@get("/keyings/{keying:uuid}")
async def one_keying(running: OfNode, authorization: Bearer, keying: FromPath[UUID]) -> Keying:
    """Return one keying: hands and fields, no value."""
    return await acts.one_keying(running.node, token_of(authorization), keying, running.now())


@get("/keyings/{keying:uuid}/in-the-way")
async def stopped(running: OfNode, authorization: Bearer, keying: FromPath[UUID]) -> InTheWay:
    """Return what keeps a keying from being received now; nothing where another hand may go on."""
    return in_the_way_of(await acts.why_not_received(running.node, token_of(authorization), keying, running.now()))


@post("/keyings/{keying:uuid}/again", status_code=200)
async def key_again(running: OfNode, authorization: Bearer, keying: FromPath[UUID], data: JSONBody[ToType]) -> Keying:
    """Keep what another officer typed again; where both are alike the values are received."""
    return await acts.key_again(running.node, token_of(authorization), keying, data, running.now())


@get("/keyings/{keying:uuid}/both")
async def both(running: OfNode, authorization: Bearer, keying: FromPath[UUID]) -> Differing:
    """Return what both typed where they differ, to a third person."""
    found = await acts.side_by_side(running.node, token_of(authorization), keying, running.now())
    return Differing(found.keying, dict(found.both))


@post("/keyings/{keying:uuid}/decision", status_code=200)
async def decide(running: OfNode, authorization: Bearer, keying: FromPath[UUID], data: JSONBody[ToType]) -> Keying:
    """Decide, as a third person, what two typed otherwise."""
    return await acts.decide(running.node, token_of(authorization), keying, data, running.now())


@post("/keyings/{keying:uuid}/drop", status_code=200)
async def drop(running: OfNode, authorization: Bearer, keying: FromPath[UUID], data: JSONBody[ToDrop]) -> Keying:
    """Give up a keying that waits for another hand: what was typed is destroyed."""
    return await acts.drop(running.node, token_of(authorization), keying, data, running.now())


def keying_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes."""
    return (
        keep_scan,
        take_scan,
        scan_words,
        keyings_of,
        waiting,
        key_first,
        one_keying,
        stopped,
        key_again,
        both,
        decide,
        drop,
    )
