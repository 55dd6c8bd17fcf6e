"""Coming in: EDS, code, consent, over the actions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions import biometrics, confirm_password, second_factor, sign_consent, sign_in, visit
from almasu.actions.entering import living
from almasu.actions.second_factor import CodeUnderWay
from almasu.interfaces.portal.desk_of_node.devices import answered, asked_to_use
from almasu.interfaces.portal.views.people import (
    CodeSent,
    Consent,
    Person,
    SessionToken,
    SignedIn,
    SignInBegun,
    Stage,
    ToSign,
)
from almasu.kernel.parties import session as sessions
from almasu.kernel.parties.account import Account, AccountState
from almasu.kernel.parties.problems import SESSION_STAGE
from almasu.kernel.parties.session import LONGEST, Session, token_hash
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text
from almasu.wiring.running import Running


class ComingInDesk:
    """The chapter `ComingIn` of the portal's port."""

    def __init__(self, running: Running) -> None:
        self.running = running

    async def begin_sign_in(self) -> SignInBegun:
        """Open a session in stage PROVING with a fresh challenge."""
        begun = await sign_in.begin_sign_in(self.running.node, self.running.now())
        return SignInBegun(SessionToken(begun.token), to_sign(begun.challenge, None))

    async def challenge(self, session: SessionToken) -> ToSign:
        """Return a fresh challenge for a session in stage PROVING."""
        return to_sign(await sign_in.renew_challenge(self.running.node, session, self.running.now()), None)

    async def begin_visit(self) -> SignInBegun:
        """Open a session for somebody who comes with an EDS alone."""
        begun = await visit.begin_visit(self.running.node, self.running.now())
        return SignInBegun(SessionToken(begun.token), to_sign(begun.challenge, None))

    async def renew_visit(self, session: SessionToken) -> ToSign | None:
        """Return a fresh challenge of a visit that is begun; None where its visitor is proved already."""
        act = await visit.renew_visit(self.running.node, session, self.running.now())
        return None if act is None else to_sign(act, None)

    async def prove_visit(self, session: SessionToken, act: UUID, cms: bytes) -> SessionToken:
        """Check the signed challenge of a visit, which goes on under a new token."""
        came = await visit.prove_visit(self.running.node, session, act, cms, self.running.now())
        return SessionToken(came.token)

    async def prove(self, session: SessionToken, act: UUID, cms: bytes) -> SignedIn | None:
        """Check the signed challenge and send the code; whoever has a device bound may do without it."""
        at = self.running.now()
        await sign_in.prove_identity(self.running.node, session, act, cms, at)
        if not await biometrics.has_biometrics(self.running.node, session, at):
            await second_factor.send_code(self.running.node, session, at)
        return None

    async def code_sent(self, session: SessionToken) -> CodeSent | None:
        """Tell about the code on its way; send one where none was sent and no device is bound."""
        at = self.running.now()
        sent = await second_factor.code_under_way(self.running.node, session, at)
        if sent is None and not await biometrics.has_biometrics(self.running.node, session, at):
            sent = await second_factor.send_code(self.running.node, session, at)
        return None if sent is None else code_view(sent)

    async def device(self, session: SessionToken) -> str:
        """Return what a bound device is asked for."""
        at = self.running.now()
        if not await biometrics.has_biometrics(self.running.node, session, at):
            return ""
        asked = await biometrics.ask_for_biometrics(self.running.node, session, at)
        return asked_to_use(asked, self.running.node.authenticators.relying_party)

    async def check_device(self, session: SessionToken, answer: str) -> SignedIn:
        """Finish signing in by biometrics, under a new token."""
        act, told = answered(answer)
        done = await biometrics.check_biometrics(self.running.node, session, act, told, self.running.now())
        token = SessionToken(done.token)
        return SignedIn(token, await self.who(token))

    async def send_code(self, session: SessionToken) -> CodeSent:
        """Send another code."""
        return code_view(await second_factor.send_code(self.running.node, session, self.running.now()))

    async def check_code(self, session: SessionToken, code: str) -> SignedIn:
        """Finish signing in under a new token."""
        done = await second_factor.check_code(self.running.node, session, code, self.running.now())
        token = SessionToken(done.token)
        return SignedIn(token, await self.who(token))

    async def confirm_password(self, session: SessionToken) -> None:
        """Keep that the person changed the EDS password."""
        await confirm_password.confirm_password(self.running.node, session, self.running.now())

    async def who(self, session: SessionToken) -> Person:
        """Return the person of a session in any stage after PROVING."""
        at = self.running.now()
        async with self.running.node.store.transaction() as transaction:
            known = await living(transaction, session, at)
        if known.account is None:
            raise SESSION_STAGE.at()
        return self._person(known, known.account)

    async def sign_out(self, session: SessionToken) -> None:
        """End the session at once."""
        await sign_consent.sign_out(self.running.node, session, self.running.now())

    async def consent(self, session: SessionToken) -> Consent:
        """Return the terms in force with the act of consent."""
        act = await sign_consent.prepare_consent(self.running.node, session, self.running.now())
        async with self.running.node.store.transaction() as transaction:
            known = await transaction.sessions.one(token_hash(session))
        iin = "" if known is None or known.account is None else known.account.person.iin
        terms = self.running.consent
        return Consent(terms.version, terms.heading, terms.paragraphs, to_sign(act, iin), terms.annex.notice())

    async def sign_consent(self, session: SessionToken, act: UUID, cms: bytes) -> Person:
        """Keep the signed consent."""
        person = await sign_consent.sign_consent(self.running.node, session, act, cms, self.running.now())
        return self._person(person.session, person.account)

    def _person(self, session: Session, account: Account) -> Person:
        sheets = self.running.law.sio_pso.sheets
        return Person(
            account=str(account.id),
            name=account.person.full_name(),
            iin=account.person.iin,
            role=sheets.roles[account.role].name,
            body=self._body(account.body_bin),
            position=account.person.position,
            stage=stage_of(session, account, self.running.now()),
            session_ends=min(session.started_at + LONGEST, session.last_seen_at + sessions.IDLE),
            holds=account.role,
            asks=bool(sheets.grounds_of[account.role]),
        )

    def _body(self, number: str) -> Text:
        """Return the name of a body; its BIN where the directory of the node does not know it (SIO22-A4.3)."""
        found = self.running.node.organisations.get(number)
        return Text(f"БСН {number}", f"БИН {number}", f"BIN {number}") if found is None else found.name


def stage_of(session: Session, account: Account, at: datetime) -> Stage:
    """Return the stage a page shows: after both factors the consent may still be missing (SIO25-10.1), or a card."""
    match session.stage:
        case sessions.Stage.PROVING:
            return Stage.PROVING
        case sessions.Stage.CODE:
            return Stage.CODE
        case sessions.Stage.READY:
            if account.state is not AccountState.ACTIVE:
                return Stage.CONSENT
            until = account.workplace_until
            return Stage.READY if until is None or at < until else Stage.WORKPLACE


def to_sign(act: PreparedAct, iin: str | None) -> ToSign:
    """Return a prepared act as the page needs it."""
    return ToSign(act.id, act.purpose, act.data, iin, act.expires_at)


def code_view(sent: CodeUnderWay) -> CodeSent:
    """Return what the page shows of a code."""
    return CodeSent(sent.phone, sent.sent_at, sent.expires, sent.resend_from, sent.tries_left)
