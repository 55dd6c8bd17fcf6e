"""Sending notices put together: over which channels a node of the sector sends, and where its portal is."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

from almasu.actions.queue_notices import Sender, Sending, send_due
from almasu.connectors.egress.places import networks, pinned_place
from almasu.connectors.mail.sender import Letters, MailServer
from almasu.connectors.webhook.sender import Webhooks
from almasu.kernel.sector.notices import Channel
from almasu.wiring.running import Running
from almasu.wiring.settings import Settings

TLS_FROM_THE_BEGINNING = 465


@dataclass(frozen=True, slots=True)
class Noticing:
    """The worker's standing work of notices."""

    running: Running
    sending: Sending

    async def round(self) -> None:
        """Try what is due until nothing is."""
        while await send_due(self.running.node, self.sending, self.running.now()):
            continue


def noticing_of(running: Running) -> Noticing:
    """Return what sends the notices of a node; NotAllowed where its mail server lies in a range not listed."""
    settings = running.settings
    portal, inner = settings.portal_origins[0], networks(settings.inner_ranges)
    senders: dict[Channel, Sender] = {Channel.WEBHOOK: Webhooks(settings.notice_origins, inner, portal)}
    if settings.smtp_host:
        pinned_place(settings.smtp_host, settings.smtp_port, inner)
        senders[Channel.MAIL] = Letters(_server(settings), portal)
    return Noticing(running, Sending(senders))


def _server(settings: Settings) -> MailServer:
    secret = settings.data / "secrets" / "smtp"
    return MailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_sender or f"almasu@{settings.smtp_host}",
        settings.smtp_port == TLS_FROM_THE_BEGINNING,
        settings.smtp_user,
        secret.read_text(encoding="utf-8").strip() if settings.smtp_user and secret.exists() else "",
        ssl.create_default_context(cafile=settings.smtp_authority) if settings.smtp_authority else None,
    )
