"""The node as actions see it: every port and fact an act needs, passed in by the wiring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from almasu.kernel.annexes.of_editions import Annexes
from almasu.kernel.applications.organisation import Organisation
from almasu.kernel.grounds.asked import Asked
from almasu.kernel.grounds.called import Called
from almasu.kernel.grounds.decision import Decision
from almasu.kernel.interstate.blind_port import BlindWork
from almasu.kernel.interstate.port import InterstateLaw, Post
from almasu.kernel.materials.limits import Limits
from almasu.kernel.operating.works import RememberedWorks
from almasu.kernel.owning.owned import Owned
from almasu.kernel.parties.port import Authenticators
from almasu.kernel.ports import Messages, Store
from almasu.kernel.provision.carriers_port import Carriers
from almasu.kernel.provision.deliveries_port import Feeds
from almasu.kernel.provision.port import ProvisionLaw
from almasu.kernel.provision.reach_port import Reach
from almasu.kernel.provision.scan_words_port import ScanReader
from almasu.kernel.provision.systems_port import NoSystems, Systems
from almasu.kernel.provision.workplace_port import NoWorkplaces, Workplaces
from almasu.kernel.requests.offered import Offered
from almasu.kernel.resources import Resource
from almasu.kernel.sealing.vault import Vault
from almasu.kernel.sector.law import SectorLaw
from almasu.kernel.signatures.port import Signatures
from almasu.law.text import Text


@dataclass(frozen=True, slots=True)
class LawInForce:
    """The rules, which edition governs a moment, the terms of the signed consent, and the annexes by edition.

    `due` tells when a term of the law (`sio25.application_decision`) that began at a moment ends.
    """

    decide: Callable[[Asked], Decision]
    edition_at: Callable[[datetime], str]
    consent_version: str
    consent_words: Text
    annexes: Annexes
    due: Callable[[str, datetime], datetime]
    called: Called = field(default_factory=Called)


@dataclass(frozen=True, slots=True)
class Node:
    """One node: one database, one journal, one audience ("zone/node") that every signed act names."""

    audience: str
    process: str
    store: Store
    vault: Vault
    signatures: Signatures
    messages: Messages
    law: LawInForce
    resources: Mapping[int, Resource]
    organisations: Mapping[str, Organisation]
    authenticators: Authenticators
    random: Callable[[int], bytes]
    owned: Owned = field(default_factory=Owned)
    limits: Limits = field(default_factory=Limits)
    works: RememberedWorks = field(default_factory=RememberedWorks)
    offered: Offered = field(default_factory=Offered)
    sector: SectorLaw | None = None
    """The law of the sector; None at every node that is not the sector's."""
    provision: ProvisionLaw | None = None
    """The order on giving data to the Agency; None at every node that is not of its zone."""
    interstate: InterstateLaw | None = None
    """The Agreement of the CIS; None at every node that is not of its zone."""
    blind: BlindWork | None = None
    """Does the sums of blind questions; None at every node that asks none."""
    post: Post | None = None
    """Carries what this node tells nodes of other states; None at every node that is not of that zone."""
    systems: Systems = field(default_factory=NoSystems)
    """The systems of state bodies that are asked over the state network."""
    workplaces: Workplaces = field(default_factory=NoWorkplaces)
    """The applications of state bodies that people sit at through the gateway."""
    feeds: Feeds | None = None
    """Where files of state bodies come in and who reads them; None at every node that is not of their zone."""

    carriers: Carriers | None = None
    """Where files of carriers come in and who opens them; None at every node that is not of their zone."""
    scan_reader: ScanReader | None = None
    """Reads the words of scanned papers; None where no such program is installed."""
    reach: Reach | None = None
    """Measures channels of the zone of provision; None at every node that is not of it."""

    def new_id(self) -> UUID:
        """Return a fresh random identifier (RFC 9562, version 4)."""
        return UUID(bytes=self.random(16), version=4)
