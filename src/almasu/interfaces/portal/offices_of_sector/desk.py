"""The desk of the sector's node: coming in by the EDS alone, the law, and proofs; nothing is asked of registers."""

from __future__ import annotations

from uuid import UUID

from almasu.actions import sign_in
from almasu.actions.entering import living
from almasu.actions.sector.acting import profile_in
from almasu.actions.sector.enter import enter_by_eds
from almasu.interfaces.portal.desk_of_node import NodeDesk
from almasu.interfaces.portal.desk_of_node.coming_in import stage_of
from almasu.interfaces.portal.offices_of_sector.words import ROLES, THE_CENTRE
from almasu.interfaces.portal.views.law import Notice
from almasu.interfaces.portal.views.people import Person, SessionToken, SignedIn
from almasu.kernel.papers.paper import PaperKind
from almasu.kernel.parties import session as sessions
from almasu.kernel.parties.account import Account
from almasu.kernel.parties.problems import SESSION_STAGE
from almasu.kernel.parties.session import LONGEST
from almasu.kernel.ports import Transaction
from almasu.kernel.sector.kept import profile_number
from almasu.law.text import Text


class SectorDesk(NodeDesk):
    """Implements `almasu.interfaces.portal.desk.Desk` for the pages that the sector's portal has."""

    async def prove(self, session: SessionToken, act: UUID, cms: bytes) -> SignedIn | None:
        """Check the signed challenge: whoever the centre registered is in, under a new token."""
        at = self.running.now()
        await sign_in.prove_identity(self.running.node, session, act, cms, at)
        token = SessionToken((await enter_by_eds(self.running.node, session, at)).token)
        return SignedIn(token, await self.who(token))

    async def who(self, session: SessionToken) -> Person:
        """Return the person of a session in any stage after PROVING."""
        at = self.running.now()
        async with self.running.node.store.transaction() as transaction:
            known = await living(transaction, session, at)
            if known.account is None:
                raise SESSION_STAGE.at()
            account = known.account
            body = await self._organisation(transaction, account)
        return Person(
            account=str(account.id),
            name=account.person.full_name(),
            iin=account.person.iin,
            role=ROLES[account.role],
            body=body,
            position=account.person.position,
            stage=stage_of(known, account, at),
            session_ends=min(known.started_at + LONGEST, known.last_seen_at + sessions.IDLE),
            holds=account.role,
            asks=False,
        )

    async def _organisation(self, transaction: Transaction, account: Account) -> Text:
        """Return for whom somebody works, as its profile names it."""
        number = profile_number(account.body_bin, self.running.node.audience)
        paper = await transaction.papers.latest(number, PaperKind.SECTOR_PROFILE)
        if paper is None:
            return THE_CENTRE
        name = profile_in(paper).name
        return Text(name, name, name)

    async def notices(self, session: SessionToken) -> tuple[Notice, ...]:
        """Return nothing: what waits stands on the desk with its deadline."""
        return ()
