"""The desk of the sector's node: people of organisations, each as the profile of theirs names it."""

from __future__ import annotations

from almasu.actions.sector.acting import profile_in
from almasu.interfaces.portal.desk_of_node.by_eds import EdsDesk
from almasu.interfaces.portal.offices_of_sector.words import ROLES, THE_CENTRE
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties.account import Account
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.kept import profile_number
from almasu.law.text import Text


class SectorDesk(EdsDesk):
    """Implements `almasu.interfaces.portal.desk.Desk` for the pages that the sector's portal has."""

    roles = ROLES

    async def body_of(self, transaction: Transaction, account: Account) -> Text:
        """Return for whom somebody works, as its profile names it."""
        number = profile_number(account.body_bin, self.running.node.audience)
        paper = await transaction.papers.latest(number, PaperKind.SECTOR_PROFILE)
        if paper is None:
            return THE_CENTRE
        name = profile_in(paper).name
        return Text(name, name, name)
