"""Which edition of the order governed the transfers of a moment, over HTTP (FMA-O.4)."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec
from litestar import get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery

from almasu.actions.provision.see_wordings import wordings
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.law.moment import astana


class Wording(msgspec.Struct, frozen=True):
    """A clause, the edition whose wording of it governed, the amending order in Kazakh, Russian, English."""

    clause: str
    edition: str
    since: date
    order: dict[str, str]


@get("/wordings")
async def shown(running: OfNode, authorization: Bearer, on: FromQuery[date]) -> tuple[Wording, ...]:
    """Return by whose wording clauses 3 and 4 governed a day in Astana."""
    of = datetime.combine(on, time(12), astana())
    found = await wordings(running.node, token_of(authorization), of, running.now())
    return tuple(
        Wording(clause, one.id, one.since, {"kk": one.order.kk, "ru": one.order.ru, "en": one.order.en})
        for clause, one in found.items()
    )


def wording_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes."""
    return (shown,)
