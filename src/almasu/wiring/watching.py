"""What a node's worker watches and an operator may try: its database, responder, carrier and witnesses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.actions.operating.watch_services import DatabaseProbe, WitnessProbe
from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import networks, pinned
from almasu.connectors.revocation import OutsideRevocation, RevocationPlaces
from almasu.connectors.sms import SmppMessages
from almasu.kernel.operating.probe import Probe
from almasu.kernel.signatures.certificate import Certificate
from almasu.wiring.running import Running
from almasu.wiring.trust import trust_of


@dataclass(frozen=True, slots=True)
class ResponderProbe:
    """Asks the responder about an authority of our own trust: any answer will do."""

    revocation: OutsideRevocation
    asked: Certificate
    issuer: Certificate
    place: str = "service:ocsp"

    async def failing(self, at: datetime) -> str:
        """Return why there is no answer."""
        return await self.revocation.silent(self.asked, self.issuer)


@dataclass(frozen=True, slots=True)
class CarrierProbe:
    """Looks whether the session with the carrier is bound."""

    messages: SmppMessages
    place: str = "service:sms"

    async def failing(self, at: datetime) -> str:
        """Return that it is not."""
        return "" if self.messages.is_bound() else "the session is not bound"


@asynccontextmanager
async def open_probes(running: Running) -> AsyncIterator[tuple[Probe, ...]]:
    """Give the probes of a node's services; their way out is closed at the end."""
    settings, node = running.settings, running.node
    probes: list[Probe] = [DatabaseProbe(node)]
    longest = timedelta(seconds=settings.witness_silence)
    probes += [WitnessProbe(running.journal, one.key, longest, running.now()) for one in running.policy.witnesses]
    if isinstance(node.messages, SmppMessages):
        probes.append(CarrierProbe(node.messages))
    if not settings.ocsp_url:
        yield tuple(probes)
        return
    trust = trust_of(settings)
    caller = Caller([pinned(settings.ocsp_url, networks(settings.inner_ranges))])
    try:
        revocation = OutsideRevocation(caller, RevocationPlaces(settings.ocsp_url))
        yield (*probes, ResponderProbe(revocation, (*trust.authorities, *trust.anchors)[0], trust.anchors[0]))
    finally:
        await caller.close()
