"""Signals and campaigns over HTTP: searched, counted, taken along; limited fields opened one by one (ASOI-3.6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter

from almasu.actions.sector import see_signals
from almasu.actions.sector.see_signals import Drafted, Looked
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.pages import GOES_ON, After, paged
from almasu.kernel.sector.rollup import Rollup, terms_typed

DAY = timedelta(hours=24)
Terms = Annotated[
    str, QueryParameter(max_length=400, description="marks parted by spaces: 203.0.113.7, source:203.0.113.7")
]
OfKind = Annotated[int, QueryParameter(ge=0, le=8, description="one of the eight kinds; 0 for all")]
Whose = Annotated[str, QueryParameter(max_length=12, description="BIN of an organisation; empty for all")]


class SignalLine(msgspec.Struct, frozen=True):
    """Signals of one organisation that tell of the same within an hour; in lists some fields are left out (ASOI-4)."""

    id: UUID
    organisation: str
    kind: int
    first_at: datetime
    last_at: datetime
    records: int
    signals: int
    severity: int
    sensor: str
    rule: str
    name: str
    source: str
    target: str
    account: str
    terms: tuple[str, ...]


class KindCount(msgspec.Struct, frozen=True):
    """How much of one kind came: signals, records of sensors, organisations."""

    kind: int
    signals: int
    records: int
    organisations: int


class HourCount(msgspec.Struct, frozen=True):
    """How many signals one hour had."""

    hour: datetime
    signals: int


class SignalCounts(msgspec.Struct, frozen=True):
    """How much came in the last twenty-four hours, by kind and by hour."""

    kinds: tuple[KindCount, ...]
    hours: tuple[HourCount, ...]


class CampaignLine(msgspec.Struct, frozen=True):
    """A campaign: its mark, why it is offered, and the fields of an alert that it fills in."""

    id: UUID
    mark: str
    organisations: int
    before: int
    surprise: float
    kinds: tuple[int, ...]
    records: int
    first_at: datetime
    last_at: datetime
    draft: dict[str, str]


@get("/signals", response_headers=[GOES_ON])
async def listed(
    running: OfNode,
    request: Request[Any, Any, Any],
    authorization: Bearer,
    terms: Terms = "",
    kind: OfKind = 0,
    organisation: Whose = "",
    after: After = "",
) -> Response[tuple[SignalLine, ...]]:
    """Search for signals, newest first: of the caller's organisation, of all for the centre."""
    token, at = token_of(authorization), running.now()
    page = await see_signals.search_signals(running.node, token, _looked(terms, kind, organisation), after, at)
    return paged(request, map(_line, page.items), page.after)


@get("/signals/{signal:uuid}")
async def one(running: OfNode, authorization: Bearer, signal: FromPath[UUID]) -> SignalLine:
    """Return one signal in full; that its limited fields were opened is journalled."""
    return _line(await see_signals.open_signal(running.node, token_of(authorization), signal, running.now()))


@get("/signals.csv", media_type="text/csv")
async def export(
    running: OfNode, authorization: Bearer, terms: Terms = "", kind: OfKind = 0, organisation: Whose = ""
) -> Response[bytes]:
    """Take along what was found as CSV; the export is journalled."""
    looked = _looked(terms, kind, organisation)
    data = await see_signals.export_signals(running.node, token_of(authorization), looked, running.now())
    headers = {"content-disposition": 'attachment; filename="signals.csv"', "cache-control": "no-store"}
    return Response(data, media_type="text/csv; charset=utf-8", headers=headers)


@get("/signal-counts")
async def counts(running: OfNode, authorization: Bearer, organisation: Whose = "") -> SignalCounts:
    """Return how much came in the last twenty-four hours."""
    token, at = token_of(authorization), running.now()
    kinds = await see_signals.count_signals(running.node, token, at - DAY, at, organisation or None)
    hours = await see_signals.hourly_signals(running.node, token, at - DAY, at, organisation or None)
    return SignalCounts(
        tuple(KindCount(one.kind, one.signals, one.records, one.organisations) for one in kinds),
        tuple(HourCount(hour, count) for hour, count in hours),
    )


@get("/campaigns", response_headers=[GOES_ON])
async def campaigns(
    running: OfNode, request: Request[Any, Any, Any], authorization: Bearer, after: After = ""
) -> Response[tuple[CampaignLine, ...]]:
    """Return the campaigns, the most surprising first; a worker sees those that the own organisation met."""
    page = await see_signals.see_campaigns(running.node, token_of(authorization), running.now(), after)
    return paged(request, map(_campaign, page.items), page.after)


@get("/campaigns/{campaign:uuid}")
async def campaign(running: OfNode, authorization: Bearer, campaign: FromPath[UUID]) -> CampaignLine:
    """Return one campaign."""
    return _campaign(await see_signals.see_campaign(running.node, token_of(authorization), campaign, running.now()))


def signal_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of signals and campaigns."""
    return (listed, one, export, counts, campaigns, campaign)


def _looked(terms: str, kind: int, organisation: str) -> Looked:
    return Looked(terms_typed(terms), organisation or None, kind or None)


def _line(row: Rollup) -> SignalLine:
    return SignalLine(
        UUID(bytes=row.key),
        row.organisation,
        row.kind,
        row.first_at,
        row.last_at,
        row.records,
        row.signals,
        row.severity,
        row.sensor,
        row.rule,
        row.name,
        row.source,
        row.target,
        row.account,
        tuple(sorted(row.terms)),
    )


def _campaign(one: Drafted) -> CampaignLine:
    campaign = one.offered.campaign
    seen = campaign.seen
    return CampaignLine(
        one.id,
        seen.term,
        len(seen.organisations),
        seen.before,
        campaign.surprise,
        tuple(sorted(seen.kinds)),
        seen.records,
        seen.first_at,
        seen.last_at,
        dict(one.draft),
    )
