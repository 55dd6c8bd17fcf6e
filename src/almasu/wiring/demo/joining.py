"""The demo's market joins: the sectoral centre creates each profile and account by an act it signs (ASOI-5, ASOI-6).

Nothing is written past the node: over HTTP, with the keys of the demo's people. Whoever has joined already stays.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from aiohttp import ClientSession, TCPConnector

from almasu.testing.outside.member import Member
from almasu.testing.people import SECTOR, DemoPerson
from almasu.testing.pki.cms import cms_sign
from almasu.testing.pki.enrolling import enrol
from almasu.testing.pki.folder import Pki
from almasu.testing.sector.market import BANKS, OTHERS, Organisation, market
from almasu.wiring.demo.promised import Say
from almasu.wiring.demo.run import Demo
from almasu.wiring.demo.sector import PROFILES, sector_address
from almasu.wiring.running import now

AT_ONCE = 4
CENTRE = next(one for one in SECTOR if one.role == "sectoral_centre")
TOLD_EVERY = 50
BANKS_BEFORE = sum(one.kind.sends_signals for one in PROFILES)
"""Banks that a demo has from its start; the market fills up to twenty."""
OTHERS_BEFORE = len(PROFILES) - BANKS_BEFORE
SMALL = (4, 3)
"""Banks and other organisations of a small market."""


def market_of(demo: Demo, *, whole: bool) -> tuple[Organisation, ...]:
    """Return the organisations that join a demo's sector beside those that it has from its start."""
    banks, others = (BANKS - BANKS_BEFORE, OTHERS - OTHERS_BEFORE) if whole else SMALL
    return market(demo.plan.seed, banks, others)


async def joined(demo: Demo, organisations: Sequence[Organisation], say: Say) -> int:
    """Give the people of some organisations keys and join all that have not joined; return how many did now."""
    async with ClientSession(connector=TCPConnector(limit=AT_ONCE)) as http:
        centre = member(demo, http, CENTRE)
        await centre.comes_in()
        known = {one["bin"] for one in await centre.get("/organisations")}
        missing = [one for one in organisations if one.bin not in known]
        for number in range(0, len(missing), TOLD_EVERY):
            part = missing[number : number + TOLD_EVERY]
            await asyncio.to_thread(_give_keys, demo, part)
            await _signed(centre, "/organisations", [one.profile for one in part])
            users = [one.user(person) for one in part for person in (one.worker, one.head)]
            await _signed(centre, "/workers", users)
            say(f"{number + len(part)} of {len(missing)} organisations have joined, with a worker and a head each")
    return len(missing)


def _give_keys(demo: Demo, organisations: Sequence[Organisation]) -> None:
    people = [person for one in organisations for person in (one.worker, one.head)]
    enrol(Pki.load(demo.data / "pki"), people, now())


def member(demo: Demo, http: ClientSession, person: DemoPerson) -> Member:
    """Return a person of the sector with their key: RSA where they have one, since it is faster to sign with."""
    pki = Pki.load(demo.data / "pki")
    family = "rsa" if f"{person.iin}-rsa" in pki.entries else "gost"
    key = pki.person_key(person.iin, family, person.pin)

    async def sign(data: bytes) -> bytes:
        return cms_sign(key, data, now())

    return Member(http, sector_address(demo), sign)


async def _signed(centre: Member, path: str, typed: Iterable[Mapping[str, str]]) -> None:
    """Sign an act for each, several on their way at once."""
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(fields: Mapping[str, str]) -> None:
        async with turns:
            await centre.signs(path, {"fields": fields})

    await asyncio.gather(*map(one, typed))
