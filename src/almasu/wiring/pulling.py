"""Pulling put together: which collections of others are read, for whom, under which account."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

import msgspec
from aiohttp import encode_basic_auth

from almasu.actions.interchange.exchange import Exchange
from almasu.actions.interchange.pull import PullTold, pull
from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import networks, pinned
from almasu.connectors.taxii.puller import TaxiiPlace, TaxiiPuller


class SourceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A collection of others: our name for it, its address (ends with a slash), for which organisation it is read.

    `account` is a file with `name:password` of our account there, for its owner's eyes only.
    """

    name: str
    url: str
    organisation: str = ""
    account: Path | None = None


class PullSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One run of pulling: the node's database and vault, the sources, the private ranges they may lie in."""

    database: str
    vault: Path
    sources: tuple[SourceSettings, ...]
    inner_ranges: tuple[str, ...] = ()


async def pull_all(
    exchange: Exchange, settings: PullSettings, clock: Callable[[], datetime]
) -> AsyncIterator[tuple[str, PullTold]]:
    """Pull each source in its turn and tell what it brought; NotAllowed where one lies in a range not listed."""
    inner = networks(settings.inner_ranges)
    caller = Caller(pinned(one.url, inner) for one in settings.sources)
    try:
        for one in settings.sources:
            puller = TaxiiPuller(caller, TaxiiPlace(one.url, _authorization(one)))
            yield one.name, await pull(exchange, puller, one.name, one.organisation, clock())
    finally:
        await caller.close()


def _authorization(source: SourceSettings) -> str:
    if source.account is None:
        return ""
    name, _, password = source.account.read_text(encoding="utf-8").strip().partition(":")
    return encode_basic_auth(name, password, encoding="utf-8")
