"""Electronic carriers over HTTP: the same actions as the pages; files come encrypted, in parts (FMA-3.4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post, put
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody

from almasu.actions.provision import carriers as acts
from almasu.actions.provision import read_carrier as reading
from almasu.actions.provision.carriers import ToHandOn, ToPutAway, ToReceive, ToSign
from almasu.actions.provision.ended_carrier import ended_carrier
from almasu.actions.provision.read_carrier import ToRead
from almasu.actions.provision.take_delivery import LONGEST_PART
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.interfaces.api.provision_acts import OfLaw
from almasu.interfaces.api.provision_feeds import ContentRange, first_byte
from almasu.interfaces.api.signing import Building, Finishing, signed_pair
from almasu.interfaces.inert import inert_file
from almasu.kernel.provision.carrier import Carrier, Manifest
from almasu.kernel.provision.problems_of_feeds import NOT_AT_THE_END
from almasu.law.text import Language
from almasu.wiring.end_pdf import carrier_end_pdf_of


class CarrierKey(msgspec.Struct, frozen=True):
    """The Agency's public key in the age format: what the files of every carrier are encrypted for."""

    key: str


class CameIn(msgspec.Struct, frozen=True):
    """How many bytes came in of each file of a carrier, by name: where the next part begins."""

    came: dict[str, int]


@get("/carriers-key")
async def carriers_key(running: OfNode, authorization: Bearer) -> CarrierKey:
    """Return the key that carriers are encrypted for."""
    return CarrierKey(await acts.key_for_carriers(running.node, token_of(authorization), running.now()))


@get("/carriers", response_headers=[GOES_ON])
async def carriers(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = ""
) -> Response[tuple[Carrier, ...]]:
    """Return carriers, what moved last first; the next page is in the `Link` header."""
    page = await acts.listed_carriers(running.node, token_of(authorization), after, running.now())
    return paged(request, page.items, page.after)


@get("/carriers/{carrier:uuid}")
async def one_carrier(running: OfNode, authorization: Bearer, carrier: FromPath[UUID]) -> Carrier:
    """Return one carrier: its manifest, chain of custody and state."""
    return await acts.one_carrier(running.node, token_of(authorization), carrier, running.now())


@post("/carriers", status_code=201)
async def describe(running: OfNode, authorization: Bearer, data: JSONBody[Manifest]) -> Carrier:
    """Enter the manifest of a carrier of the caller's body."""
    return await acts.describe_carrier(running.node, token_of(authorization), data, running.now())


@post("/carriers/{carrier:uuid}/hand-on", status_code=200)
async def hand_on(running: OfNode, authorization: Bearer, carrier: FromPath[UUID], data: JSONBody[ToHandOn]) -> Carrier:
    """Hand a sealed carrier over against a receipt."""
    return await acts.hand_on(running.node, token_of(authorization), carrier, data, running.now())


@post("/carriers/{carrier:uuid}/receive", status_code=200)
async def receive(
    running: OfNode, authorization: Bearer, carrier: FromPath[UUID], data: JSONBody[ToReceive]
) -> Carrier:
    """Receive a carrier at the Agency; its seal is compared."""
    return await acts.receive_carrier(running.node, token_of(authorization), carrier, data, running.now())


@post("/carriers/{carrier:uuid}/refuse", status_code=200)
async def refuse(running: OfNode, authorization: Bearer, carrier: FromPath[UUID]) -> Carrier:
    """Refuse a carrier: nothing of it is kept."""
    return await acts.refuse_carrier(running.node, token_of(authorization), carrier, running.now())


@get("/carriers/{carrier:uuid}/files")
async def files(running: OfNode, authorization: Bearer, carrier: FromPath[UUID]) -> CameIn:
    """Return what came in of the files of a carrier."""
    seen = await reading.came_in(running.node, token_of(authorization), carrier, running.now())
    return CameIn(seen.bytes)


@put("/carriers/{carrier:uuid}/files/{name:str}", request_max_body_size=LONGEST_PART)
async def part(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    carrier: FromPath[UUID],
    name: FromPath[str],
    content_range: ContentRange = "bytes 0-0/*",
) -> CameIn:
    """Add a part to a file of a carrier that lies at the Agency, encrypted as it is on the carrier."""
    token, first = token_of(authorization), first_byte(content_range)
    seen = await reading.came_in(running.node, token, carrier, running.now())
    if first is None:
        raise NOT_AT_THE_END.at("content-range", size=str(seen.bytes.get(name, 0)))
    data = await request.body()
    held = await reading.add_to_carrier(running.node, token, carrier, name, first, data, running.now())
    return CameIn({**seen.bytes, name: held})


@post("/carriers/{carrier:uuid}/read", status_code=200)
async def read(running: OfNode, authorization: Bearer, carrier: FromPath[UUID], data: JSONBody[ToRead]) -> Carrier:
    """Read a carrier in: every file checked against the manifest and opened, or nothing."""
    return await reading.read_carrier(running.node, token_of(authorization), carrier, data, running.now())


@get("/carriers/{carrier:uuid}/document")
async def document(
    running: OfNode, authorization: Bearer, carrier: FromPath[UUID], language: OfLaw = "kk"
) -> Response[bytes]:
    """Return the act of return or destruction as a PDF document in Kazakh or Russian."""
    ended = await ended_carrier(running.node, token_of(authorization), carrier, running.now())
    return inert_file(await carrier_end_pdf_of(ended, Language(language)), f"carrier-{language}.pdf")


def carrier_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes."""
    return (
        carriers_key,
        carriers,
        one_carrier,
        describe,
        hand_on,
        receive,
        refuse,
        files,
        part,
        read,
        document,
        *signed_pair(
            "/carrier-signatures",
            Building(
                ToSign,
                acts.prepare_signature,
                "Build the act by which the head of the body signs a manifest: sign exactly these bytes.",
            ),
            Finishing(acts.sign_manifest, Carrier, _same, "Sign the manifest of a carrier."),
        ),
        *signed_pair(
            "/carriers-put-away",
            Building(
                ToPutAway,
                acts.prepare_putting_away,
                "Build the act of return or destruction of a carrier: sign exactly these bytes.",
            ),
            Finishing(acts.put_away, Carrier, _same, "Return or destroy the carrier."),
        ),
    )


def _same(carrier: Carrier) -> Carrier:
    return carrier
