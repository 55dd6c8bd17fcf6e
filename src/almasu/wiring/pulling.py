"""Pulling put together: what others publish, read for whom and under which account; each source in its turn."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from aiohttp import encode_basic_auth

from almasu.actions.interchange.exchange import Exchange
from almasu.actions.interchange.pull import PullTold, pull
from almasu.actions.interchange.pull_files import TURN, Source, pull_files
from almasu.connectors.csaf.provider import CsafProvider
from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.fetching import SourcePlace
from almasu.connectors.egress.places import NotAllowed, networks, pinned
from almasu.connectors.misp.feed import MispFeed
from almasu.connectors.taxii.puller import TaxiiPlace, TaxiiPuller
from almasu.connectors.vulnerability_lists.one_list import OneList
from almasu.kernel.interchange.incoming import FileKind, FileSource, SourceKind, SourceStands
from almasu.kernel.interchange.pulling import Stop, Stopped
from almasu.wiring.settings import SourceSettings
from almasu.wiring.vaults import KeyTokenSettings

log = logging.getLogger(__name__)


class PullSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One run of pulling: the node's database and vault, the sources, the private ranges they may lie in."""

    database: str
    vault: Path
    sources: tuple[SourceSettings, ...]
    inner_ranges: tuple[str, ...] = ()
    key_token: KeyTokenSettings | None = None


async def pull_all(
    exchange: Exchange, settings: PullSettings, clock: Callable[[], datetime]
) -> AsyncIterator[tuple[str, PullTold]]:
    """Pull each source in its turn and tell what it brought; one in a range that is not listed is refused."""
    inner = networks(settings.inner_ranges)
    for one in settings.sources:
        try:
            caller = Caller([pinned(one.url, inner)])
        except (NotAllowed, OSError) as no:
            log.warning("%s is not read: %s", one.name, no)
            yield one.name, PullTold(0, 0, Stopped(Stop.REFUSED, "place"))
            continue
        try:
            told = await _pulled(exchange, caller, one, clock())
        finally:
            await caller.close()
        if told is not None:
            yield one.name, told


async def _pulled(exchange: Exchange, caller: Caller, one: SourceSettings, at: datetime) -> PullTold | None:
    """Read one source; None where another process is reading it."""
    if one.kind is SourceKind.TAXII:
        return await _pulled_objects(exchange, caller, one, at)
    source = Source(one.name, FileKind(one.kind.value), one.organisation)
    told = await pull_files(exchange, _files(caller, one), source, at)
    return None if told is None else PullTold(told.kept, told.refused, told.stopped)


async def _pulled_objects(exchange: Exchange, caller: Caller, one: SourceSettings, at: datetime) -> PullTold | None:
    async with exchange.store.transaction() as transaction:
        if await transaction.incoming.take(one.name, at, at + TURN) is None:
            return None
    told = PullTold(0, 0, Stopped(Stop.SILENT, "cut off"))
    try:
        puller = TaxiiPuller(caller, TaxiiPlace(one.url, _authorization(one)))
        told = await pull(exchange, puller, one.name, one.organisation, at)
    finally:
        stopped = told.stopped
        stands = SourceStands(one.name, at, stopped.why.value, stopped.detail[:100], told.kept, told.refused)
        async with exchange.store.transaction() as transaction:
            await transaction.incoming.end(one.name, stands, None)
    return told


def _files(caller: Caller, one: SourceSettings) -> FileSource:
    known = _authorization(one)
    place = SourcePlace(one.url, {"Authorization": known} if known else {})
    match one.kind:
        case SourceKind.MISP:
            return MispFeed(caller, place)
        case SourceKind.CSAF:
            return CsafProvider(caller, place)
        case SourceKind.KEV | SourceKind.EPSS | SourceKind.TAXII:
            return OneList(caller, place, one.kind.value)


def _authorization(source: SourceSettings) -> str:
    """Return the header we are known by: a name with a password, or a key as it is."""
    if source.account is None:
        return ""
    said = source.account.read_text(encoding="utf-8").strip()
    name, parted, password = said.partition(":")
    return encode_basic_auth(name, password, encoding="utf-8") if parted else said


@dataclass(frozen=True, slots=True)
class Pulling:
    """The worker's standing work of pulling."""

    exchange: Exchange
    settings: PullSettings
    clock: Callable[[], datetime]

    async def round(self) -> None:
        """Read every source once."""
        async for name, told in pull_all(self.exchange, self.settings, self.clock):
            stopped = told.stopped
            log.info("%s: %d kept, %d refused, %s %s", name, told.kept, told.refused, stopped.why, stopped.detail)
