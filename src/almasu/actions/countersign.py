"""Countersign a request about somebody near to the officer: the officer asks, the head signs, one request uses it.

The head is who signed off the officer's latest registration or change; they come with their EDS alone or signed in.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.entering import Entered, act_of, consented, leaf
from almasu.actions.known import bare, known_of
from almasu.actions.near_by_answers import near_by_answers
from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.put_to_law import decision_on
from almasu.actions.visit import (
    Signer,
    keep_here,
    make_sure_head_is_not_shut,
    make_sure_head_is_of,
    signed_here,
    signer_of,
    told_here,
)
from almasu.kernel.applications.application import ApplicationState, application_in
from almasu.kernel.grounds.countersignature import (
    HUMAN,
    NO_HEAD,
    NOT_NEEDED,
    CountersignatureSays,
    CountersignatureState,
    countersignature_says,
)
from almasu.kernel.journal.entry import EntryKind
from almasu.kernel.papers.paper import Paper, PaperKind, new_paper
from almasu.kernel.papers.problems import PAPER_CHANGED, PAPER_UNKNOWN
from almasu.kernel.ports import Transaction
from almasu.kernel.requests.draft import Form, draft_body, in_plain_words, read_form
from almasu.kernel.signatures.act import ActPurpose, said_by
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text

DONE = (ApplicationState.REGISTERED.value, ApplicationState.CHANGED.value)


async def ask_countersignature(node: Node, token: str, form: Form, at: datetime) -> Paper:
    """Put a request that only the head's signature lacks before the head.

    Problems: `countersignature.no_head`, `countersignature.not_needed`; ProblemGroup where the form cannot be read.
    """
    draft = read_form(form)
    async with node.store.transaction() as transaction:
        person = await consented(transaction, token, at)
        material = node.store.material_named(person.account.body_bin, draft.task)
        near = await near_by_answers(transaction, person.account.id, material)
        known = await known_of(transaction, person, draft, at, near)
        if decision_on(node, person, draft, at, known=known).allowed:
            raise NOT_NEEDED.at()
        signed = replace(known, countersigned=True)
        if not decision_on(node, person, draft, at, known=signed).allowed:
            raise NOT_NEEDED.at()
        head = await _head_of(transaction, person)
        says = CountersignatureSays(bare(draft), person.account.id, head, ties=known.ties)
        number, found_by = node.new_id(), {"head": head, "account": str(person.account.id)}
        due_at = at + node.limits.countersignature_lives
        kind, state = PaperKind.COUNTERSIGNATURE, CountersignatureState.ASKED
        paper = new_paper(number, kind, state, at, says, found_by, due_at)
        await transaction.papers.keep(paper)
        actor = act_of(person.account)
        asked = leaf(node, EntryKind.COUNTERSIGNATURE_ASKED, at, actor, paper.about(), paper.told())
        await transaction.journal.append(asked)
        return paper


async def prepare_countersignature(node: Node, token: str, paper: UUID, at: datetime) -> PreparedAct:
    """Build the act of the head: the very request, in plain words and by its digest."""
    async with node.store.transaction() as transaction:
        signer = await signer_of(transaction, token, at)
        found = await _for_head(transaction, signer, paper, at)
        draft = countersignature_says(found).draft
        body: dict[str, Json] = {"paper": str(paper), "request": dict(draft_body(draft)), "sha256": _digest(found)}
        words = in_plain_words(draft)
        human = Text(kk=f"{HUMAN.kk} {words.kk}", ru=f"{HUMAN.ru} {words.ru}", en=f"{HUMAN.en} {words.en}")
        intent = Intent(ActPurpose.COUNTERSIGNATURE, signer.visitor.iin, body, human)
        return await prepare_act(node, transaction, signer.session.token_hash, intent, at)


async def countersign(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Paper:
    """Keep the head's signature under a request; the officer may send it once from now on."""
    signed = await signed_here(node, token, act, ActPurpose.COUNTERSIGNATURE, cms, at)
    body = said_by(signed.act.data).body
    await make_sure_head_is_of(node, signed, await _body_of(node, UUID(str(body["paper"]))), at)
    async with node.store.transaction() as transaction:
        signer = await keep_here(transaction, token, signed, at)
        found = await _for_head(transaction, signer, UUID(str(body["paper"])), at)
        if body["sha256"] != _digest(found):
            raise PAPER_CHANGED.at()
        says = msgspec.structs.replace(countersignature_says(found), act=signed.act.id)
        after = found.moved(CountersignatureState.GIVEN, at, says, found.due_at)
        await transaction.papers.keep(after)
        told = {**after.told(), **told_here(node, signed)}
        await transaction.journal.append(
            leaf(node, EntryKind.COUNTERSIGNATURE_GIVEN, at, signer.actor, after.about(), told)
        )
        return after


async def use_countersignature(node: Node, person: Entered, paper: UUID, at: datetime) -> None:
    """Use a given countersignature up, before its request is kept: it serves no other, whatever becomes of this one."""
    async with node.store.transaction() as transaction:
        found = await transaction.papers.to_change(paper, PaperKind.COUNTERSIGNATURE)
        if found is None or found.state != CountersignatureState.GIVEN:
            raise PAPER_CHANGED.at()
        after = found.moved(CountersignatureState.USED, at, countersignature_says(found))
        await transaction.papers.keep(after)
        actor = act_of(person.account)
        used = leaf(node, EntryKind.COUNTERSIGNATURE_USED, at, actor, after.about(), after.told())
        await transaction.journal.append(used)


async def _head_of(transaction: Transaction, person: Entered) -> str:
    """Return the IIN of who signed off the officer's latest application that took effect."""
    papers = transaction.papers
    found = await papers.found(PaperKind.APPLICATION, "iin", person.account.person.iin, None, 1, DONE)
    head = application_in(found[0]).head_iin if found else ""
    if not head or head == person.account.person.iin:
        raise NO_HEAD.at()
    return head


async def _body_of(node: Node, paper: UUID) -> str:
    """Return the body of the officer who asks for a signature, as their account stands; empty where there is none."""
    async with node.store.single() as store:
        found = await store.papers.latest(paper, PaperKind.COUNTERSIGNATURE)
        account = None if found is None else await store.accounts.with_id(countersignature_says(found).account)
    return "" if account is None else account.body_bin


async def _for_head(transaction: Transaction, signer: Signer, paper: UUID, at: datetime) -> Paper:
    """Return a paper that waits for this head; Problem `paper.unknown` for any other, `account.blocked`."""
    await make_sure_head_is_not_shut(transaction, signer)
    found = await transaction.papers.to_change(paper, PaperKind.COUNTERSIGNATURE)
    if found is None or countersignature_says(found).head_iin != signer.visitor.iin:
        raise PAPER_UNKNOWN.at()
    if found.state != CountersignatureState.ASKED or found.due_at is None or found.due_at <= at:
        raise PAPER_UNKNOWN.at()
    return found


def _digest(paper: Paper) -> str:
    return hashlib.sha256(paper.data).hexdigest()
