"""Publish an alert to machines in the act that sends it: over TAXII, as an event of MISP, as an advisory of CSAF."""

from __future__ import annotations

import msgspec

from almasu.actions.interchange.publish import publish_threat, publish_vulnerability
from almasu.actions.node import Node
from almasu.actions.sector.documents import Kept
from almasu.kernel.interchange.stix_out import Published
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.alert import ThreatAlert, VulnerabilityAlert
from almasu.kernel.sector.document import DocumentKind

PUBLISHER = "Sectoral centre of information security of the financial market"
"""Whose publications alerts are to machines: which organisation wrote one is not passed on."""
LANGUAGE = "kk"


async def publish_to_machines(node: Node, transaction: Transaction, sent: Kept) -> None:
    """Publish the edition that was just sent of a threat or vulnerability alert."""
    sendings = sent.document.sendings
    published = Published(sent.paper.id, PUBLISHER, sendings[0].at, sendings[-1].at, LANGUAGE)
    content = sendings[-1].content
    if sent.document.kind is DocumentKind.THREAT_ALERT:
        alert = msgspec.json.decode(content, type=ThreatAlert)
        await publish_threat(node.random, transaction, alert, published)
    if sent.document.kind is DocumentKind.VULNERABILITY_ALERT:
        found = msgspec.json.decode(content, type=VulnerabilityAlert)
        await publish_vulnerability(node.random, transaction, found, published, [one.at for one in sendings])
