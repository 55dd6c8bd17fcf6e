"""The port the portal stands on: all a page can learn or do. Pages know nothing else of the system.

Every call that takes a session reads the account's state inside the call (DESIGN 7). Common refusals, all raised as
Problem: `session.ended` 401 (no such session, expired, signed out, account blocked), `session.stage` 403 (second factor
or consent still missing), and 404 for what does not exist, is another's or is hidden: the three are one kind and look
equal. ProblemGroup is raised where several fields of one form are wrong; `where` names the field. A Fault may come from
any call.

The implementation over the actions is an adapter on this floor: no floor below may import these views.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol
from uuid import UUID

from almasu.interfaces.portal.views.answers import AnswerView, RequestList, RequestView, Row
from almasu.interfaces.portal.views.asking import Catalogue, Decision, RecognisedKey, RequestForm
from almasu.interfaces.portal.views.dossier import DossierHead, DossierView, TimelineView, ViewedView
from almasu.interfaces.portal.views.graph import LinksView
from almasu.interfaces.portal.views.law import ClauseView, ComparisonView, LawView, Notice
from almasu.interfaces.portal.views.looking import Looked
from almasu.interfaces.portal.views.people import CodeSent, Consent, Person, SessionToken, SignedIn, SignInBegun, ToSign
from almasu.interfaces.portal.views.proof import EvidenceFile, GivenOut, ProofView
from almasu.law.text import Language


class ComingIn(Protocol):
    """Signing in: the EDS first, then the code, then the consent at first entry (SIO25-9, SIO25-10.1)."""

    async def begin_sign_in(self) -> SignInBegun:
        """Open a session in stage PROVING with a fresh LOGIN challenge; Problem 429 when too many are open."""
        ...

    async def challenge(self, session: SessionToken) -> ToSign:
        """Return the challenge of a session in stage PROVING again (page reload), a fresh one when it ran out."""
        ...

    async def begin_visit(self) -> SignInBegun:
        """Open a session for somebody who comes with an EDS alone, to apply or to sign off (SIO25-5)."""
        ...

    async def renew_visit(self, session: SessionToken) -> ToSign | None:
        """Return a fresh challenge of a visit that is begun; None where its visitor is proved already."""
        ...

    async def prove_visit(self, session: SessionToken, act: UUID, cms: bytes) -> SessionToken:
        """Check the signed challenge of a visit: under the new token applications open, and nothing else."""
        ...

    async def prove(self, session: SessionToken, act: UUID, cms: bytes) -> SignedIn | None:
        """Check the signed challenge, send the code unless a device is bound, move the session to stage CODE.

        Where the zone asks for no second factor the person is in at once, under a new token.

        `cms` is DER or PEM as it came from NCALayer, at most 64 KiB. Problem names the side to mend: expired, revoked,
        another's key, unknown account, blocked account, revocation not checkable now.
        """
        ...

    async def code_sent(self, session: SessionToken) -> CodeSent | None:
        """Tell about the code on its way; None where none was sent, since the person may use a bound device."""
        ...

    async def device(self, session: SessionToken) -> str:
        """Return what a bound device is asked for as a second factor, for the browser; empty where none is bound."""
        ...

    async def check_device(self, session: SessionToken, answer: str) -> SignedIn:
        """Finish signing in by biometrics; Problem where the answer is not a bound device's (SIO25-9)."""
        ...

    async def send_code(self, session: SessionToken) -> CodeSent:
        """Send another code; Problem 429 before `resend_from` or past the hourly limit."""
        ...

    async def check_code(self, session: SessionToken, code: str) -> SignedIn:
        """Finish signing in and change the token; Problem with the tries left where the code is wrong or too old."""
        ...

    async def confirm_password(self, session: SessionToken) -> None:
        """Keep that the person changed the EDS password; possible once the EDS was proved (SIO25-12.4)."""
        ...

    async def who(self, session: SessionToken) -> Person:
        """Return the person of a session in any stage after PROVING; asked at the beginning of every page."""
        ...

    async def sign_out(self, session: SessionToken) -> None:
        """End the session at once; harmless where it has ended already."""
        ...

    async def consent(self, session: SessionToken) -> Consent:
        """Return the terms in force with the CONSENT act ready to sign."""
        ...

    async def sign_consent(self, session: SessionToken, act: UUID, cms: bytes) -> Person:
        """Record the signed consent; the session becomes READY."""
        ...


class Asking(Protocol):
    """Composing, deciding, signing and sending a request (SIO25-2, SIO25-3.1, SIO25-12.1)."""

    async def catalogue(self, session: SessionToken) -> Catalogue:
        """Return grounds, purposes, kinds of key and the resources this person may ask."""
        ...

    async def recognise(self, session: SessionToken, typed: str) -> tuple[RecognisedKey, ...]:
        """Tell what kinds of key something typed can be, likeliest first; empty when nothing fits."""
        ...

    async def may_i(self, session: SessionToken, form: RequestForm) -> Decision:
        """Judge the request before signing, with clauses; journalled. ProblemGroup where the form cannot be read."""
        ...

    async def prepare(self, session: SessionToken, form: RequestForm) -> ToSign:
        """Build the canonical bytes of an allowed request and keep them. Problem with its clauses where refused.

        The act's `body` has ground, purpose and task, and of each subject {"key": {"kind", "value"}, "justification",
        "resources": [numbers ascending], "notes": {"<number>": text}}, beside them where there is one subject, in the
        list "subjects" where there are several: the check page reads its words from there and offers nothing for
        signature that says more.
        """
        ...

    async def ask_head(self, session: SessionToken, form: RequestForm) -> UUID:
        """Put a request that only the head's signature lacks before the head; return the number of the paper."""
        ...

    async def countersigned(self, session: SessionToken, paper: UUID) -> RequestForm:
        """Return the request of one's own paper as it was put before the head; Problem 404 for any other."""
        ...

    async def prepared(self, session: SessionToken, act: UUID) -> ToSign:
        """Return a prepared, not yet signed act of this person; Problem 410 when it ran out or was used."""
        ...

    async def submit(self, session: SessionToken, act: UUID, cms: bytes) -> RequestView:
        """Verify, journal and send the signed request; returns as soon as it is accepted, before any answer."""
        ...


class Looking(Protocol):
    """The box of the desk."""

    async def look(self, session: SessionToken, typed: str) -> Looked:
        """Tell what something typed can be, likeliest first, with one's own tasks and requests on it.

        Nothing is asked, nothing of others is looked through, and nothing typed is kept.
        """
        ...


class Receiving(Protocol):
    """What came of requests: rows, answers, dossier (SIO25-15.1, SIO25-19.1)."""

    async def my_requests(self, session: SessionToken, older: str | None = None) -> RequestList:
        """Return a page of this person's requests, newest first, at most 50; `older` is a cursor got before."""
        ...

    async def request(self, session: SessionToken, request: UUID, *, polled: bool = False) -> RequestView:
        """Return one request of this person with its rows as they are now.

        `polled` tells that the open page asks by itself: that does not put off the idle end of the session.
        """
        ...

    def watch(self, session: SessionToken, request: UUID) -> AsyncGenerator[Row, None]:
        """Yield each row as it changes, after first yielding all as they are; end when all rows are settled.

        Read the account before each row: a block ends the iteration with Problem `session.ended`. Nothing is yielded
        that the journal lacks.
        """
        ...

    async def answer(self, session: SessionToken, request: UUID, number: int) -> AnswerView:
        """Return what one register answered; 404 when nothing came (yet). The view is journalled."""
        ...

    async def dossier(self, session: SessionToken, request: UUID) -> DossierView:
        """Return all that came, joined by entity, with provenance per value. The view is journalled."""
        ...

    async def links(self, session: SessionToken, request: UUID, opened: Sequence[str]) -> LinksView:
        """Return links and paths in groups, those named opened; the view of each level is journalled."""
        ...

    async def timeline(self, session: SessionToken, request: UUID) -> TimelineView:
        """Return the events that the answers tell of. The view is journalled."""
        ...

    async def dossier_head(self, session: SessionToken, request: UUID) -> DossierHead:
        """Return what stands above every tab; no answer is opened."""
        ...

    async def viewed(self, session: SessionToken, request: UUID) -> ViewedView:
        """Return who looked at what came, by role, out of the journal. A prosecutor's looks are never among them."""
        ...


class Proving(Protocol):
    """Proofs, and what everyone should know. Receipts may be looked at by anyone; a request only by its person."""

    async def prove_receipt(self, receipt: str) -> ProofView:
        """Check a receipt as pasted or uploaded (at most 16 KiB) against the journal now; Problem where unreadable."""
        ...

    async def prove_request(self, session: SessionToken, request: UUID) -> ProofView:
        """Check the acceptance of one's own request against the journal now."""
        ...

    async def given_out(self, code: str) -> GivenOut:
        """Return the copy that bears a verification code, with its place in the journal; 404 where none does."""
        ...

    async def prove_answer(self, session: SessionToken, request: UUID, number: int) -> ProofView:
        """Check the entry of one answer to one's own request against the journal now; 404 before it came."""
        ...

    async def evidence(self, session: SessionToken, request: UUID) -> EvidenceFile:
        """Make the evidence pack of one's own request, as a page that checks itself; the export is journalled."""
        ...

    async def evidence_document(self, session: SessionToken, request: UUID, language: Language) -> EvidenceFile:
        """Make the evidence pack as a PDF made to be read, with the pack attached; the export is journalled."""
        ...

    async def notices(self, session: SessionToken) -> tuple[Notice, ...]:
        """Return what everyone should know now, weightiest first; empty when all is well."""
        ...


class Knowing(Protocol):
    """The law in our own words, open to anyone: nothing here needs or reads a session."""

    async def law(self) -> LawView:
        """Return all acts with their editions, and which editions can be laid side by side."""
        ...

    async def clause(self, clause: str) -> ClauseView:
        """Return one clause by its id, with everything that rests on it; Problem 404 where there is none."""
        ...

    async def clauses(self, act: str) -> tuple[ClauseView, ...]:
        """Return all clauses of an act (`SIO25`, `SIO22`, `FMA`, `ASOI`, `CIS`) in their order; 404 where unknown."""
        ...

    async def sought_clauses(self, typed: str) -> tuple[ClauseView, ...]:
        """Return the clauses in which every word typed begins some word, at most sixty; none for nothing typed."""
        ...

    async def comparison(self, older: str, newer: str) -> ComparisonView:
        """Return two editions side by side (`SIO-2022`, `SIO-2025`); Problem 404 where they were not compared."""
        ...


class Desk(ComingIn, Looking, Asking, Receiving, Proving, Knowing, Protocol):
    """The whole port."""
