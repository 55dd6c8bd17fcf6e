"""Where letters of a body go, over HTTP: the same acts as the pages (CIS-8.2, CIS-8.4)."""

from __future__ import annotations

from uuid import UUID

import msgspec
from litestar import get
from litestar.handlers import HTTPRouteHandler

from almasu.actions.interstate import mailboxes
from almasu.actions.interstate.mailboxes import KeptMailbox
from almasu.interfaces.api.given import Bearer, OfNode, token_of
from almasu.interfaces.api.signing import Building, Finishing, signed_pair


class MailboxLine(msgspec.Struct, frozen=True):
    """A mailbox: its address, and whether it is open or closed."""

    id: UUID
    address: str
    state: str


@get("/mailboxes")
async def all_mailboxes(running: OfNode, authorization: Bearer) -> tuple[MailboxLine, ...]:
    """Return where letters of the caller's body go or went."""
    found = await mailboxes.mailboxes(running.node, token_of(authorization), running.now())
    return tuple(map(_line, found))


def mailbox_routes() -> tuple[HTTPRouteHandler, ...]:
    """Return the routes of mailboxes."""
    sign = "sign exactly these bytes."
    return (
        all_mailboxes,
        *signed_pair(
            "/mailboxes",
            Building(mailboxes.Mailbox, mailboxes.prepare_mailbox, f"Build the act that registers an address: {sign}"),
            Finishing(mailboxes.open_mailbox, MailboxLine, _line, "Register the address."),
        ),
        *signed_pair(
            "/mailboxes-closed",
            Building(mailboxes.OfMailbox, mailboxes.prepare_closing, f"Build the act that closes an address: {sign}"),
            Finishing(mailboxes.close_mailbox, MailboxLine, _line, "Close the address."),
        ),
    )


def _line(kept: KeptMailbox) -> MailboxLine:
    return MailboxLine(kept.paper.id, kept.place.address, kept.paper.state)
