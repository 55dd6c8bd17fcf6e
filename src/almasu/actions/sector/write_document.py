"""Write a document of the sector: a draft, its next edition, to the head; nobody else sees it (ASOI-10 to ASOI-12)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.sector.acting import Acting, acting, connected, law_of
from almasu.actions.sector.documents import Kept, Step, keep_moved, keep_new, to_change
from almasu.kernel.ports import Transaction
from almasu.kernel.powers.sector import WRITE_DOCUMENT
from almasu.kernel.sector import document as documents
from almasu.kernel.sector.content import (
    Form,
    attachments_in,
    card_in,
    content_of,
    encoded,
    with_attachments,
)
from almasu.kernel.sector.document import Document, DocumentKind
from almasu.kernel.sector.kept import Held
from almasu.kernel.sector.parties import Actor, Profile
from almasu.kernel.sector.problems import (
    ANOTHER_KIND,
    ANSWER_OF_WHAT,
    NOT_BOUND,
    NOT_CONNECTED_YET,
    REPORT_BACK,
)
from almasu.law.canonical import Json


async def write_document(node: Node, token: str, form: Form, at: datetime) -> Kept:
    """Keep a new draft; ProblemGroup with the fields that are wrong, `sector.not_bound` for a card of others."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, WRITE_DOCUMENT, at)
        if form.kind is DocumentKind.ANSWER:
            raise ANSWER_OF_WHAT.at("kind")
        return await write_in(node, transaction, who, form, at, {})


async def write_in(
    node: Node, transaction: Transaction, who: Acting, form: Form, at: datetime, says: Mapping[str, Json]
) -> Kept:
    """Keep a new draft inside of a transaction; `says` is what its leaf tells beside."""
    content = await _content(node, transaction, form, who.actor, at)
    draft = documents.written(form.kind, content, who.actor, at)
    return await keep_new(node, transaction, Held(draft), Step("written", who, at, says))


async def rewrite_document(node: Node, token: str, number: UUID, form: Form, at: datetime) -> Kept:
    """Keep the next edition of a draft, of what came back, or of what has grown since it was sent."""
    async with node.store.transaction() as transaction:
        who, kept = await own_draft(transaction, token, number, at)
        before = kept.document
        if form.kind is not before.kind:
            raise ANOTHER_KIND.at("kind")
        content = await _content(node, transaction, form, who.actor, at)
        _must_only_grow(before, content)
        content = with_attachments(before.kind, content, attachments_in(before.kind, before.content))
        next_one = documents.rewritten(before, content, who.actor, at)
        return await keep_moved(node, transaction, kept, next_one, Step("rewritten", who, at, {}))


async def put_to_head(node: Node, token: str, number: UUID, at: datetime) -> Kept:
    """Ask for the head's consent (ASOI-10, ASOI-11, ASOI-12, ASOI-14.2)."""
    async with node.store.transaction() as transaction:
        who, kept = await own_draft(transaction, token, number, at)
        waiting = documents.put_to_head(kept.document, who.actor)
        return await keep_moved(node, transaction, kept, waiting, Step("put_to_head", who, at, {}))


async def give_up(node: Node, token: str, number: UUID, at: datetime) -> Kept:
    """Give up what is being written; what was sent before stays as others see it."""
    async with node.store.transaction() as transaction:
        who, kept = await own_draft(transaction, token, number, at)
        left = documents.given_up(kept.document, who.actor)
        return await keep_moved(node, transaction, kept, left, Step("given_up", who, at, {}))


async def own_draft(transaction: Transaction, token: str, number: UUID, at: datetime) -> tuple[Acting, Kept]:
    """Return who writes, and a document of their organisation, locked; Problem `paper.unknown` for any other."""
    who = await acting(transaction, token, WRITE_DOCUMENT, at)
    return who, await to_change(transaction, number, who.actor)


async def _content(node: Node, transaction: Transaction, form: Form, who: Actor, at: datetime) -> bytes:
    """Return what was typed as it is kept; Problem where the organisation may not write a document of this kind."""
    profiles = await connected(transaction)
    profile = profiles.get(who.organisation)
    if profile is None:
        raise NOT_CONNECTED_YET.at()
    _must_be_bound(form.kind, profile)
    return encoded(content_of(law_of(node).catalogue, form, who.organisation, profiles, at))


def _must_only_grow(before: Document, content: bytes) -> None:
    """Refuse a card of a stage before the one that was sent."""
    sent = before.seen_by_others
    was = None if sent is None else card_in(before.kind, sent.content)
    now = card_in(before.kind, content)
    if was is not None and now is not None and now.report.is_before(was.report):
        raise REPORT_BACK.at("report")


def _must_be_bound(kind: DocumentKind, profile: Profile) -> None:
    """Refuse a card of an organisation that clause 12 does not bind."""
    if kind is DocumentKind.INCIDENT_CARD and not profile.kind.sends_signals:
        raise NOT_BOUND.at("kind")
