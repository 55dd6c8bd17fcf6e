"""The head's sign-off: without it an application does not reach the operator (SIO22-A4.12); withdrawing one's own.

From the sign-off on the operator's twenty-four hours run, weekends included (SIO25-6).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import leaf
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.visit import (
    Signer,
    as_head,
    keep_here,
    make_sure_head_is_not_shut,
    make_sure_head_is_of,
    signed_here,
    signer_of,
    told_here,
)
from almasu.kernel.applications.application import Application, ApplicationState, SignedOff, application_in
from almasu.kernel.applications.problems import WRONG_STATE
from almasu.kernel.applications.problems_of_form import MISSING, OWN_HEAD
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind
from almasu.kernel.papers.problems import PAPER_CHANGED, PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.free_text import free_text, hidden_in
from almasu.kernel.requests.problems import TOO_LONG
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.kernel.subjects.problems import named
from almasu.law.problem import Problem, ProblemGroup
from almasu.law.text import Text

DECISION = "sio25.application_decision"
LONGEST_POSITION, LONGEST_NAME, LONGEST_WORDS = 200, 300, 1000
POSITION = Text(kk="Басшының лауазымы", ru="Должность руководителя", en="Position of the head")
NAME = Text(kk="Басшының аты-жөні", ru="ФИО руководителя", en="Full name of the head")
WORDS = Text(kk="Себебі", ru="Причина", en="Reason")
HUMAN = Text(
    kk="№ {number} өтінімді басшы ретінде растаймын.",
    ru="Заверяю заявку № {number} как руководитель.",
    en="As the head I sign off application No. {number}.",
)


class SigningOff(msgspec.Struct, frozen=True):
    """The body of the head's act: the version of the application, by the SHA-256 of what it says."""

    paper: UUID
    version: int
    sha256: str
    position: str
    name: str


async def prepare_sign_off(node: Node, token: str, paper: UUID, position: str, name: str, at: datetime) -> PreparedAct:
    """Return the sign-off to be signed by the head the application names; ProblemGroup for the typed fields."""
    problems = tuple(
        problem
        for problem in (
            typed_wrong(position, "position", POSITION, LONGEST_POSITION),
            typed_wrong(name, "name", NAME, LONGEST_NAME),
        )
        if problem is not None
    )
    async with node.store.transaction() as transaction:
        signer = await as_head(transaction, token, at)
        found, application = _for_head(await transaction.papers.latest(paper, PaperKind.APPLICATION), signer)
        if problems:
            raise ProblemGroup(problems)
        body = SigningOff(found.id, found.version, digest(found), free_text(position), free_text(name))
        words = HUMAN.filled(number=application.number)
        intent = Intent(ActPurpose.SIGN_OFF, signer.visitor.iin, msgspec.to_builtins(body), words)
        return await prepare_act(node, transaction, signer.session.token_hash, intent, at)


async def sign_off(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep the head's signature; the application arrives at the operator at this moment."""
    signed = await signed_here(node, token, act, ActPurpose.SIGN_OFF, cms, at)
    body = msgspec.convert(said_by(signed.act.data).body, SigningOff)
    async with node.store.single() as store:
        found = await store.papers.latest(body.paper, PaperKind.APPLICATION)
    await make_sure_head_is_of(node, signed, "" if found is None else application_in(found).body_bin, at)
    async with node.store.transaction() as transaction:
        signer = await keep_here(transaction, token, signed, at)
        await make_sure_head_is_not_shut(transaction, signer)
        paper, application = _for_head(await transaction.papers.to_change(body.paper, PaperKind.APPLICATION), signer)
        if (paper.version, digest(paper)) != (body.version, body.sha256):
            raise PAPER_CHANGED.at()
        part = SignedOff(signer.visitor.iin, body.position, body.name, signed.checked.signer, signed.act.id, at)
        due_at = node.law.due(DECISION, at)
        after = msgspec.structs.replace(application, signed_off=part, due_at=due_at)
        arrived = paper.moved(ApplicationState.SIGNED_OFF.value, at, after, due_at=due_at)
        await transaction.papers.keep(arrived)
        says = {**arrived.told(), **told_here(node, signed)}
        entry = leaf(node, EntryKind.APPLICATION_SIGNED_OFF, at, signer.actor, arrived.about(), says)
        await transaction.journal.append(entry)
        return arrived


async def decline(node: Node, token: str, paper: UUID, words: str, at: datetime) -> Paper:
    """Send an application back as its head: it does not reach the operator."""
    wrong = typed_wrong(words, "words", WORDS, LONGEST_WORDS, one_line=False)
    async with node.store.transaction() as transaction:
        signer = await as_head(transaction, token, at)
        found, application = _for_head(await transaction.papers.to_change(paper, PaperKind.APPLICATION), signer)
        if wrong is not None:
            raise wrong
        after = msgspec.structs.replace(application, note=free_text(words))
        return await _close(node, transaction, signer, found.moved(ApplicationState.DECLINED.value, at, after), at)


async def withdraw(node: Node, token: str, paper: UUID, at: datetime) -> Paper:
    """Withdraw one's own application while nobody has decided it."""
    async with node.store.transaction() as transaction:
        signer = await signer_of(transaction, token, at)
        found = await transaction.papers.to_change(paper, PaperKind.APPLICATION)
        if found is None or application_in(found).iin != signer.visitor.iin:
            raise PAPER_UNKNOWN.at()
        if found.state not in (ApplicationState.SUBMITTED, ApplicationState.SIGNED_OFF):
            raise WRONG_STATE.at()
        after = found.moved(ApplicationState.WITHDRAWN.value, at, application_in(found))
        return await _close(node, transaction, signer, after, at)


async def _close(node: Node, transaction: Transaction, signer: Signer, paper: Paper, at: datetime) -> Paper:
    await transaction.papers.keep(paper)
    entry = leaf(node, EntryKind.APPLICATION_CLOSED, at, signer.actor, paper.about(), paper.told())
    await transaction.journal.append(entry)
    return paper


def _for_head(paper: Paper | None, signer: Signer) -> tuple[Paper, Application]:
    """Return an application that waits for this head; hidden, foreign and missing look equally absent (DESIGN 7)."""
    if paper is None:
        raise PAPER_UNKNOWN.at()
    application = application_in(paper)
    if application.head_iin != signer.visitor.iin:
        raise PAPER_UNKNOWN.at()
    if signer.visitor.iin in (application.iin, application.signed_by):
        raise OWN_HEAD.at()
    if paper.state != ApplicationState.SUBMITTED:
        raise WRONG_STATE.at()
    return paper, application


def digest(paper: Paper) -> str:
    """Return the SHA-256 of what a version says, as a later signature names it."""
    return hashlib.sha256(paper.data).hexdigest()


def typed_wrong(value: str, where: str, name: Text, most: int, *, one_line: bool = True) -> Problem | None:
    """Return what is wrong with a typed line that must be there, or None."""
    typed = free_text(value)
    if not typed:
        return named(MISSING, name, where)
    if len(typed) > most:
        return TOO_LONG.at(where, limit=str(most))
    return hidden_in(typed, where, one_line=one_line)
