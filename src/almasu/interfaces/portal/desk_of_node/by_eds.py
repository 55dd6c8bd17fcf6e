"""The desk of a zone whose people come in by the EDS alone: the law, and proofs; nothing is asked of registers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from uuid import UUID

from almasu.actions import sign_in
from almasu.actions.enter_by_eds import enter_by_eds
from almasu.actions.entering import living
from almasu.interfaces.portal.desk_of_node import NodeDesk
from almasu.interfaces.portal.desk_of_node.coming_in import stage_of
from almasu.interfaces.portal.views.law import Notice
from almasu.interfaces.portal.views.people import Person, SessionToken, SignedIn
from almasu.kernel.parties import session as sessions
from almasu.kernel.parties.account import Account, Role
from almasu.kernel.parties.problems import SESSION_STAGE
from almasu.kernel.parties.session import LONGEST
from almasu.kernel.ports import Transaction
from almasu.law.text import Text


class EdsDesk(NodeDesk):
    """Implements `almasu.interfaces.portal.desk.Desk` for the pages that the portal of such a zone has."""

    roles: Mapping[Role, Text]
    """What the roles of the zone are called."""

    @abstractmethod
    async def body_of(self, transaction: Transaction, account: Account) -> Text:
        """Return for whom somebody works, as the zone names it."""

    async def prove(self, session: SessionToken, act: UUID, cms: bytes) -> SignedIn | None:
        """Check the signed challenge: whoever is registered is in, under a new token."""
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
            body = await self.body_of(transaction, account)
        return Person(
            account=str(account.id),
            name=account.person.full_name(),
            iin=account.person.iin,
            role=self.roles[account.role],
            body=body,
            position=account.person.position,
            stage=stage_of(known, account, at),
            session_ends=min(known.started_at + LONGEST, known.last_seen_at + sessions.IDLE),
            holds=account.role,
            asks=False,
        )

    async def notices(self, session: SessionToken) -> tuple[Notice, ...]:
        """Return nothing: what waits stands on the desk with its deadline."""
        return ()
