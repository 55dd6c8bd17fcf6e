"""What a node's worker watches and an operator may try: its database, responder, carrier and witnesses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from almasu.actions.operating.diagnose import Examiner, ServiceExaminer, register_examiners
from almasu.actions.operating.watch_services import DatabaseProbe, WitnessProbe
from almasu.actions.stamp_journal import ABOUT, FAMILY
from almasu.connectors.egress.caller import Caller
from almasu.connectors.egress.places import networks, pinned
from almasu.connectors.revocation import OutsideRevocation, RevocationPlaces
from almasu.connectors.sms import SmppMessages
from almasu.connectors.timestamp import OutsideStamping
from almasu.kernel.operating.probe import NOT_BOUND, Probe
from almasu.kernel.signatures.certificate import Certificate
from almasu.kernel.signatures.profile import TrustProfile
from almasu.kernel.signatures.reasons.reason import Stopped
from almasu.kernel.signatures.revocation.evidence import Unreachable
from almasu.kernel.signatures.timestamp import timestamp_check
from almasu.store.token_vault import TokenVault
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
        return "" if self.messages.is_bound() else NOT_BOUND


@dataclass(frozen=True, slots=True)
class TokenProbe:
    """Lets the token that keeps the keys wrap and unwrap."""

    vault: TokenVault
    place: str = "service:keys"

    async def failing(self, at: datetime) -> str:
        """Return why it cannot serve."""
        return await asyncio.to_thread(self.vault.failing)


@dataclass(frozen=True, slots=True)
class StampProbe:
    """Asks the time-stamping authority for a stamp over chance, and checks it."""

    stamping: OutsideStamping
    profile: TrustProfile
    chance: Callable[[int], bytes]
    place: str = ABOUT

    async def failing(self, at: datetime) -> str:
        """Return why there is no stamp that verifies."""
        data = self.chance(32)
        answer = await self.stamping.stamp(data, FAMILY)
        if isinstance(answer, Unreachable):
            return answer.reason
        try:
            timestamp_check(answer.answer, data, FAMILY, answer.nonce, self.profile, at)
        except Stopped as stopped:
            return stopped.reason.code
        return ""


@asynccontextmanager
async def open_examiners(running: Running) -> AsyncIterator[tuple[Examiner, ...]]:
    """Give what tests every service and every register of a node; their way out is closed at the end."""
    settings, node = running.settings, running.node
    async with open_probes(running) as probes:
        examiners: tuple[Examiner, ...] = (
            *map(ServiceExaminer, probes),
            *register_examiners(node, running.carrying_out.asking),
        )
        if not settings.tsp_url:
            yield examiners
            return
        caller = Caller([pinned(settings.tsp_url, networks(settings.inner_ranges))])
        try:
            stamping = OutsideStamping(caller, settings.tsp_url)
            yield (ServiceExaminer(StampProbe(stamping, trust_of(settings), node.random)), *examiners)
        finally:
            await caller.close()


@asynccontextmanager
async def open_probes(running: Running) -> AsyncIterator[tuple[Probe, ...]]:
    """Give the probes of a node's services; their way out is closed at the end."""
    settings, node = running.settings, running.node
    probes: list[Probe] = [DatabaseProbe(node)]
    longest = timedelta(seconds=settings.witness_silence)
    probes += [WitnessProbe(running.journal, one.key, longest, running.now()) for one in running.policy.witnesses]
    if isinstance(node.vault, TokenVault):
        probes.append(TokenProbe(node.vault))
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
