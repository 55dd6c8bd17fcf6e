"""The zone of provision: one node for the Agency and for every state body that gives it data (order No. 114-НҚ).

State bodies do not stand in the restricted zone of SIO PSO, so nothing of that zone is in it: no registers, no
dossiers, no messages to telephones. People come in by the EDS alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from almasu.actions.node import Node
from almasu.connectors.carrier_files.age import AgeCarriers
from almasu.connectors.carrier_files.age_key import identity_of
from almasu.connectors.feed_files.reading import ReadsApart
from almasu.connectors.feed_files.spool import FolderSpool
from almasu.connectors.reach.measuring import MeasuringReach, Outlook
from almasu.connectors.scan_words.tesseract import installed
from almasu.kernel.provision.deliveries_port import Feeds
from almasu.kernel.provision.facts import Fact
from almasu.kernel.provision.feeds.progress import Tolerance
from almasu.kernel.provision.impossibility import Longest
from almasu.kernel.provision.ladder import Pace
from almasu.kernel.sealing.seal import use_key
from almasu.kernel.sealing.vault import Secret, Vault
from almasu.law.calendar import Calendar
from almasu.law.edition import Edition, worded_by
from almasu.law.rule import Finding
from almasu.law.term import Term
from almasu.law.text import Text
from almasu.wiring.by_eds import open_by_eds
from almasu.wiring.feed_sources import FEEDS, SheetOfFeeds
from almasu.wiring.law import Law
from almasu.wiring.reaching import reach_at
from almasu.wiring.running import Running, now
from almasu.wiring.settings import Settings
from almasu.wiring.systems import SYSTEMS, ConnectedSystems
from almasu.wiring.workplaces import ConnectedWorkplaces, must_stand_apart

ZONE = "provision"
"""The word of the settings that makes a node that of the provision zone."""
REGIME, OF_TRANSFER = "fma_provision", ("3", "4")
"""The regime of the order, and its clauses that govern a transfer: the ways and the protection (FMA-O.4)."""
SYSTEMS_FOLDER = "systems"
"""The folder below the node's data that says where the systems of state bodies are, with the secrets for them."""


SPOOL = "feeds"
"""The folder below the node's data where files of feeds come in; each is removed once it was read."""


CARRIERS = "carriers"
"""The folder below the node's data where files of carriers come in, encrypted."""


def open_provision(settings: Settings, connections: int) -> AbstractAsyncContextManager[Running]:
    """Return the node of the provision zone for one process, to be opened.

    Problems as `open_by_eds` and `must_stand_apart` have them.
    """
    must_stand_apart(settings)
    sheet = settings.data / SYSTEMS_FOLDER / SYSTEMS
    systems, workplaces = ConnectedSystems(sheet, now, settings.state_network), ConnectedWorkplaces(sheet)
    reach = reach_at(settings)

    def ours(node: Node, law: Law) -> Node:
        zone, feeds = of_provision(node, law), feeds_at(settings)
        zone = replace(zone, systems=systems, workplaces=workplaces, reach=reach, feeds=feeds)
        return replace(zone, carriers=carriers_at(settings.data, node.vault), scan_reader=installed())

    return open_by_eds(settings, connections, ours, {})


def feeds_at(settings: Settings) -> Feeds:
    """Return where files of feeds come in: a folder of the node, read by a process of its own for each file."""
    spool = FolderSpool(settings.data / SPOOL)
    return Feeds(spool, ReadsApart(spool), SheetOfFeeds(settings.data / SYSTEMS_FOLDER / FEEDS, settings.state_network))


def carriers_at(data: Path, vault: Vault) -> AgeCarriers:
    """Return where files of carriers come in, and the Agency's key for them: one use of a secret that never changes."""
    secret = use_key(vault.secret(Secret.LOG), "provision/carriers")
    return AgeCarriers(FolderSpool(data / CARRIERS), FolderSpool(data / SPOOL), identity_of(secret))


def of_provision(node: Node, law: Law) -> Node:
    """Return a node with the law of the order; its channels are measured without a look from outside."""
    ours = OrderLaw(law)
    unmeasured = MeasuringReach(Outlook())
    return replace(node, law=replace(node.law, edition_at=ours.edition_at), provision=ours, reach=unmeasured)


@dataclass(frozen=True, slots=True)
class OrderLaw:
    """Implements `almasu.kernel.provision.port.ProvisionLaw` over the regime of the order."""

    law: Law

    @property
    def longest(self) -> Longest:
        """How long proofs may stand."""
        return self.law.fma_provision.house.longest

    @property
    def pace(self) -> Pace:
        """How often a better way is tried."""
        return self.law.fma_provision.house.pace

    @property
    def tolerance(self) -> Tolerance:
        """How wrong a file may be."""
        return self.law.fma_provision.house.tolerance

    @property
    def carrier_term(self) -> Term:
        """How long the Agency keeps a carrier that was read in or refused."""
        return self.law.fma_provision.house.carrier_term

    @property
    def calendar(self) -> Calendar:
        """Days that count."""
        return self.law.calendar()

    def edition_at(self, at: datetime) -> str:
        """Return the id of the edition that governs a moment."""
        return self.law.fma_provision.edition_at(at).id

    def says(self, rule: str) -> Text | None:
        """Return what a rule requires, in our words; None for an id of no rule."""
        return next((one.says for one in self.law.fma_provision.every_rule() if one.id == rule), None)

    def wordings_at(self, at: datetime) -> Mapping[str, Edition]:
        """Return by whose wording clauses 3 and 4 govern a moment."""
        found = {clause: worded_by(self.law.editions, REGIME, clause, at) for clause in OF_TRANSFER}
        return {clause: edition for clause, edition in found.items() if edition is not None}

    def judged(self, what: str, facts: Fact) -> Sequence[Finding]:
        """Return what every rule on one kind of act says of its facts, by the rules of their day."""
        return self.law.fma_provision.acts[what].judged(facts)
