"""A mail server that takes letters under TLS alone and keeps them; it may refuse, as real ones do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from ssl import SSLContext
from typing import Any

from aiosmtpd.smtp import SMTP


@dataclass
class Mailbox:
    """What came; `refuses` is answered to each letter in place of taking it.

    Without slots: the server looks through all attributes, and Python 3.11.2 cannot read one that slots leave behind.
    """

    letters: list[Message] = field(default_factory=list)
    refuses: str = ""

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: ANN401, N802
        """Take a letter."""
        if self.refuses:
            return self.refuses
        letter = message_from_bytes(envelope.content, policy=default)
        self.letters.append(letter)
        self.came(letter)
        return "250 taken"

    def came(self, letter: Message) -> None:
        """Do no more with a letter that came."""


@asynccontextmanager
async def receiving(mailbox: Mailbox, tls: SSLContext, port: int = 0) -> AsyncIterator[int]:
    """Receive letters on a loopback port, 0 for any, which is given; nothing is taken before STARTTLS."""
    loop = asyncio.get_running_loop()

    def session() -> SMTP:
        return SMTP(mailbox, hostname="localhost", tls_context=tls, require_starttls=True, loop=loop)

    server = await loop.create_server(session, "127.0.0.1", port)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()
