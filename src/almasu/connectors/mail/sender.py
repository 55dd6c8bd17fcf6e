"""Sending a notice as a letter over SMTP: always under TLS, by STARTTLS or from the beginning (RFC 3207, RFC 8314)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from ssl import SSLContext, create_default_context
from uuid import UUID

import aiosmtplib

from almasu.kernel.sector.notices import SUBJECT, Notice, NoticePlace, words_of

SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """The operator's server: where it is, how TLS begins, as whom we come, from which address letters are."""

    host: str
    port: int
    sender: str
    from_the_beginning: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    tls: SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Letters:
    """Implements `almasu.actions.queue_notices.Sender`."""

    server: MailServer
    portal: str

    async def send(self, place: UUID, to: NoticePlace, number: UUID, notice: Notice, at: datetime) -> str:
        """Send a notice; return why it was not taken, empty where it was."""
        server = self.server
        try:
            await aiosmtplib.send(
                self._letter(to, number, notice, at),
                hostname=server.host,
                port=server.port,
                username=server.user or None,
                password=server.password or None,
                use_tls=server.from_the_beginning,
                start_tls=not server.from_the_beginning,
                tls_context=server.tls or create_default_context(),
                timeout=SECONDS,
            )
        except aiosmtplib.SMTPResponseException as no:
            return f"SMTP {no.code}"
        except (aiosmtplib.SMTPException, OSError, ValueError) as trouble:
            return type(trouble).__name__
        return ""

    def _letter(self, to: NoticePlace, number: UUID, notice: Notice, at: datetime) -> EmailMessage:
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = self.server.sender, to.address, SUBJECT
        letter["Date"] = format_datetime(at)
        letter["Message-ID"] = f"<{number}@{self.server.sender.rpartition('@')[2]}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(words_of(notice, self.portal))
        return letter
