"""The desk of the zone of provision: people of state bodies and of the Agency."""

from __future__ import annotations

import msgspec

from almasu.interfaces.portal.desk_of_node.by_eds import EdsDesk
from almasu.interfaces.portal.offices_of_provision.words import ROLES, THE_AGENCY
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.provision.body import Body, body_number
from almasu.law.text import Text


class ProvisionDesk(EdsDesk):
    """Implements `almasu.interfaces.portal.desk.Desk` for the pages that the zone's portal has."""

    roles = ROLES

    async def body_of(self, transaction: Transaction, account: Account) -> Text:
        """Return for whom somebody works, as the body is registered."""
        number = body_number(self.running.node.audience, account.body_bin)
        paper = await transaction.papers.latest(number, PaperKind.PROVISION_BODY)
        return THE_AGENCY if paper is None else msgspec.json.decode(paper.data, type=Body).name
