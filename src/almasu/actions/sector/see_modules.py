"""See modules: whose they are, of which version, when they were in contact, and who has the duty and none (ASOI-7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting, connected
from almasu.actions.sector.modules import AT_ONCE, KIND, MOST, Listed, module_in
from almasu.actions.turn_pages import listing
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.page import BEGINNING, PAGE_ABSENT, Collection, Page, Place
from almasu.kernel.papers.paper import Paper
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.signals import SEE_MODULES
from almasu.kernel.sector.contact import Spell
from almasu.kernel.sector.kept import profile_number
from almasu.kernel.sector.modules import MODULE_ABSENT, Module, ModuleState
from almasu.kernel.sector.parties import Profile
from almasu.kernel.sector.seeing import sees_signals_of

SPELLS = 100
FED = timedelta(days=30)
"""How far back it is looked which source systems feed a module."""


@dataclass(frozen=True, slots=True)
class InDuty:
    """An organisation that has to have a module: what it has, and which source systems feed it."""

    profile: Profile
    let_in: int
    applied: int
    latest: Spell | None
    sources: Sequence[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """One module with its spells of contact, the latest first."""

    listed: Listed
    spells: Sequence[Spell]


async def see_duties(node: Node, token: str, at: datetime, after: str = "", most: int = AT_ONCE) -> Page[InDuty]:
    """Return the organisations that have the duty, those without a module first; one's own alone for its people.

    A page goes on behind the organisation that ended the one before. Problem `list.no_such_page`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_MODULES, at)
        papers = await transaction.papers.in_states(KIND, list(ModuleState), None, MOST)
        said = [(paper.state, module_in(paper)) for paper in papers]
        fed = await transaction.signal_index.sources(at - FED)
        spells = await transaction.signals.latest_spells([_shown(one) for _, one in said])
        found = []
        for profile in (await connected(transaction)).values():
            if profile.kind.sends_signals and sees_signals_of(profile.bin, who.actor):
                own = [(state, one) for state, one in said if one.organisation == profile.bin]
                heard = [spells[_shown(one)] for _, one in own if _shown(one) in spells]
                let_in = sum(state == ModuleState.LET_IN for state, _ in own)
                applied = sum(state == ModuleState.APPLIED for state, _ in own)
                latest = max(heard, key=lambda spell: spell.until, default=None)
                found.append(InDuty(profile, let_in, applied, latest, fed.get(profile.bin, ())))
        found.sort(key=lambda one: (one.let_in > 0, one.profile.name))
        return _part(node, who, found, after, most)


def _part(node: Node, who: Acting, found: Sequence[InDuty], after: str, most: int) -> Page[InDuty]:
    listed = listing(node, who.said, Collection.SECTOR_DUTIES)
    places = [Place(BEGINNING, profile_number(one.profile.bin, node.audience)) for one in found]
    place = listed.place(after)
    if place is not None and place not in places:
        raise PAGE_ABSENT.at()
    first = 0 if place is None else places.index(place) + 1
    ends = places[first + most - 1] if len(found) > first + most else None
    return listed.page(found[first : first + most], ends)


async def latest_spells(node: Node, token: str, listed: Sequence[Listed], at: datetime) -> dict[UUID, Spell]:
    """Return the latest spell of contact of each of these modules, by the number of its paper."""
    async with node.store.transaction() as transaction:
        await acting(transaction, token, SEE_MODULES, at)
        spells = await transaction.signals.latest_spells([_shown(one.module) for one in listed])
        return {one.paper.id: spells[_shown(one.module)] for one in listed if _shown(one.module) in spells}


async def see_module(node: Node, token: str, number: UUID, at: datetime) -> Seen:
    """Return a module with its contacts; Problem `sector.module_absent` for one that is foreign or missing."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_MODULES, at)
        paper, module = await _one(transaction, who, number)
        shown = [_shown(module)]
        contacts = await transaction.signals.contacts(shown)
        return Seen(Listed(paper, module, contacts.get(shown[0])), await transaction.signals.spells(shown, SPELLS))


async def configuration_of(node: Node, token: str, number: UUID, address: str, at: datetime) -> str:
    """Return the beginning of a module's configuration: where it sends and as whom, never a secret.

    That it was taken is a leaf. Problem `sector.module_absent`.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, SEE_MODULES, at)
        paper, module = await _one(transaction, who, number)
        entry = leaf(node, EntryKind.SECTOR_MODULE_TAKEN, at, who.said, paper.about())
        await transaction.journal.append(entry)
    lines = (
        f"# {module.name}, {module.organisation}",
        f"# SHA-256 of the certificate: {module.certificate}",
        'state = "/var/lib/almasu-module"',
        'zone = "+05:00"',
        'internal = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]',
        "own_domains = []",
        'accounts = "hash"',
        'account_key = "account.key"',
        "",
        "[centre]",
        f'address = "{address}"',
        'certificate = "module.crt"',
        'key = "module.key"',
        'authority = "centre-ca.crt"',
        "",
        "[[input]]",
        'file = "/var/log/suricata/eve.json"',
        'sensor = "suricata"',
    )
    return "\n".join(lines) + "\n"


async def _one(transaction: Transaction, who: Acting, number: UUID) -> tuple[Paper, Module]:
    paper = await transaction.papers.latest(number, KIND)
    if paper is None:
        raise MODULE_ABSENT.at()
    module = module_in(paper)
    if not sees_signals_of(module.organisation, who.actor):
        raise MODULE_ABSENT.at()
    return paper, module


def _shown(module: Module) -> bytes:
    """Return the certificate as the intake knows it."""
    return bytes.fromhex(module.certificate)
