"""The head consents to a document, or gives it back to its author: one signature each, and nothing leaves without it.

What is signed says the whole document, so that the consent is to these words and no others (ASOI-10, ASOI-11, ASOI-12).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sector.acting import acting, signing
from almasu.actions.sector.deliver import deliver
from almasu.actions.sector.documents import Kept, Step, keep_moved, read, to_change
from almasu.actions.sector.judge import judged_sending
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.powers.sector import CONSENT_TO_DOCUMENT
from almasu.kernel.sector import document as documents
from almasu.kernel.sector.content import attachments_in, values_in
from almasu.kernel.sector.document import LEAST_WORDS, Document, Stage
from almasu.kernel.sector.problems import ANOTHER_EDITION, WORDS_NEEDED, WRONG_STAGE
from almasu.kernel.sector.words import NAMES
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text


async def prepare_consent(node: Node, token: str, number: UUID, at: datetime) -> PreparedAct:
    """Build the act of consent to a document that waits for it; Problem `sector.stage`."""
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, CONSENT_TO_DOCUMENT, at)
        kept = await read(transaction, number, who.actor)
        _must_wait(kept.document)
        name = NAMES[kept.document.kind]
        human = Text(
            kk=f"Құжатқа келісім беремін: {name.kk}. Нұсқасы {kept.document.edition}.",
            ru=f"Даю согласие на документ: {name.ru}. Редакция {kept.document.edition}.",
            en=f"I consent to the document: {name.en}. Edition {kept.document.edition}.",
        )
        body = {**_named(kept), "content": dict(values_in(kept.document.kind, kept.document.content))}
        beside = attachments_in(kept.document.kind, kept.document.content)
        intent = Intent(ActPurpose.SECTOR_CONSENT, who.person.account.person.iin, body, human, beside)
        return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


async def consent(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Kept:
    """Send the document with the head's consent: it reaches whoever it is for in the same act.

    Problems: what verification refuses, `sector.duty`, `sector.stage`, `sector.own_consent`, `sector.another_edition`,
    `sector.rule` for each rule that stands against it.
    """
    signed = await signed_act(node, token, act, ActPurpose.SECTOR_CONSENT, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, CONSENT_TO_DOCUMENT, at)
        kept = await to_change(transaction, UUID(str(signed.body["document"])), who.actor)
        edition = int(str(signed.body["edition"]))
        sent = documents.consented(kept.document, edition, signed.act.id, who.actor, at)
        says = {**told_of(node, signed), **await judged_sending(node, transaction, kept.held, sent, at)}
        done = await keep_moved(node, transaction, kept, sent, Step("sent", who, at, says))
        await deliver(node, transaction, done, who, at)
        return done


async def prepare_send_back(node: Node, token: str, number: UUID, words: str, at: datetime) -> PreparedAct:
    """Build the act that gives a document back to its author, with what the head has to say."""
    if len(words.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("words")
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, CONSENT_TO_DOCUMENT, at)
        kept = await read(transaction, number, who.actor)
        _must_wait(kept.document)
        name = NAMES[kept.document.kind]
        human = Text(
            kk=f"Құжатты авторына қайтарамын: {name.kk}.",
            ru=f"Возвращаю документ автору: {name.ru}.",
            en=f"I give the document back to its author: {name.en}.",
        )
        body = {**_named(kept), "words": words.strip()}
        intent = Intent(ActPurpose.SECTOR_SENT_BACK, who.person.account.person.iin, body, human)
        return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


async def send_back(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Kept:
    """Give a document back to its author; Problems as for the consent."""
    signed = await signed_act(node, token, act, ActPurpose.SECTOR_SENT_BACK, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, CONSENT_TO_DOCUMENT, at)
        kept = await to_change(transaction, UUID(str(signed.body["document"])), who.actor)
        if kept.document.edition != signed.body["edition"]:
            raise ANOTHER_EDITION.at()
        back = documents.sent_back(kept.document, str(signed.body["words"]), who.actor, at)
        return await keep_moved(node, transaction, kept, back, Step("sent_back", who, at, told_of(node, signed)))


def _must_wait(document: Document) -> None:
    if document.stage is not Stage.AT_HEAD:
        raise WRONG_STAGE.at()


def _named(kept: Kept) -> dict[str, Json]:
    """Return what every act about a document names: which, of what kind, which edition."""
    document = kept.document
    return {"document": str(kept.paper.id), "kind": document.kind.value, "edition": document.edition}
