"""The desk of the exchange between states: people of bodies, and the keeper of the directory."""

from __future__ import annotations

from almasu.actions.interstate.acting import law_of
from almasu.actions.interstate.directory import directory_of
from almasu.interfaces.portal.desk_of_node.by_eds import EdsDesk
from almasu.interfaces.portal.offices_of_interstate.words import KEEPER_OF, ROLES
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.law.text import Text


class InterstateDesk(EdsDesk):
    """Implements `almasu.interfaces.portal.desk.Desk` for the pages that the zone's portal has."""

    roles = ROLES

    async def body_of(self, transaction: Transaction, account: Account) -> Text:
        """Return for which body somebody works."""
        directory = await directory_of(law_of(self.running.node), transaction)
        body = directory.of_bin(account.body_bin)
        return KEEPER_OF if body is None else body.name
