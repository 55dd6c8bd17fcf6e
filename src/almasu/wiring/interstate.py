"""The zone of the exchange between states: one node for each state, with its own database, journal and post (CIS-6.1).

Nothing of the other zones is in it. People come in by the EDS alone; other nodes by mutual TLS through a door of their
own.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import resources

from almasu.actions.node import Node
from almasu.kernel.interstate.blind_port import BlindWork
from almasu.kernel.interstate.parties import Directory
from almasu.kernel.interstate.sending import Sending
from almasu.kernel.interstate.systems import System
from almasu.law.moment import in_astana
from almasu.law.problem import Problem
from almasu.law.rule import Finding
from almasu.law.sheet import SheetFile
from almasu.regimes.cis.loader import read_directory, read_systems
from almasu.regimes.cis.rules import RULES
from almasu.wiring.between_nodes import MessagePost
from almasu.wiring.blind import open_blind_work
from almasu.wiring.by_eds import open_by_eds
from almasu.wiring.law import Law
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings

ZONE = "interstate"
"""The word of the settings that makes a node one of the exchange between states."""
EDITION = "CIS-2018"


def open_interstate(settings: Settings, connections: int) -> AbstractAsyncContextManager[Running]:
    """Return the node of a state for one process, to be opened; Problems as `open_by_eds` has them."""

    def ours(node: Node, law: Law) -> Node:
        return replace(of_interstate(node, law, settings.state), blind=blind_work())

    sheet = directory_sheet()
    return open_by_eds(settings, connections, ours, {sheet.name: sheet.sha256})


def blind_work() -> BlindWork | None:
    """Return what does the sums of blind questions, None on a machine that its library does not run on."""
    try:
        return open_blind_work()
    except Problem:
        return None


def of_interstate(node: Node, law: Law, state: str) -> Node:
    """Return a node with the law of the Agreement and the post to other nodes, for the bodies of a state."""
    edition = replace(node.law, edition_at=lambda _: EDITION)
    made = replace(node, law=edition, interstate=agreement_law(law, state))
    return replace(made, post=MessagePost(made))


def agreement_law(law: Law, state: str) -> AgreementLaw:
    """Return the law of the Agreement for the bodies of a state, with the directory as the package carries it."""
    sheet = directory_sheet()
    return AgreementLaw(law, state, read_directory(sheet), read_systems(sheet))


def directory_sheet() -> SheetFile:
    """Return the sheet of Parties and bodies as the package carries it."""
    folder = resources.files("almasu.regimes.cis").joinpath("data")
    return SheetFile("regimes/cis/data/directory.yaml", folder.joinpath("directory.yaml").read_bytes())


@dataclass(frozen=True, slots=True)
class AgreementLaw:
    """Implements `almasu.kernel.interstate.port.InterstateLaw` over the regime of the Agreement."""

    law: Law
    state: str
    directory: Directory
    systems: Sequence[System]

    def judged(self, sending: Sending) -> Sequence[Finding]:
        """Return what every rule says of a request that somebody wants to send."""
        return [
            Finding(rule.id, rule.kind, rule.cites, rule.says, rule.verdict(sending, sending.day)) for rule in RULES
        ]

    def due(self, term: str, start: datetime) -> datetime:
        """Return when a term of the Agreement that began at a moment ends; days are counted from the day's end."""
        return self.law.due(term, in_astana(start))
