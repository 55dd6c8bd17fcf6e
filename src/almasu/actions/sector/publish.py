"""The sectoral centre publishes a vulnerability alert to all organisations, by its own signature (ASOI-3.5)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sector.acting import acting, connected, law_of, signing
from almasu.actions.sector.deliver import deliver
from almasu.actions.sector.documents import Kept, Step, keep_moved, keep_new
from almasu.actions.sector.judge import judged_sending
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.powers.sector import PUBLISH
from almasu.kernel.sector import document as documents
from almasu.kernel.sector.alert import VulnerabilityAlert
from almasu.kernel.sector.content import Form, content_of, encoded
from almasu.kernel.sector.document import DocumentKind
from almasu.kernel.sector.kept import Held
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text

HUMAN = Text(
    kk="Осалдық туралы хабарламаны барлық қаржы ұйымына жіберемін.",
    ru="Отправляю оповещение об уязвимости всем финансовым организациям.",
    en="I send the vulnerability alert to all financial organisations.",
)


async def prepare_publishing(
    node: Node, token: str, fields: dict[str, str], at: datetime, source: UUID | None = None
) -> PreparedAct:
    """Build the act that publishes an alert; ProblemGroup with every field that is wrong.

    `source` is the advisory it was made of, where it was made of one: the act names it.
    """
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, PUBLISH, at)
        form = Form(DocumentKind.VULNERABILITY_ALERT, fields)
        content = content_of(law_of(node).catalogue, form, "", await connected(transaction), at)
        named = {} if source is None else {"incoming": str(source)}
        body = {**msgspec.to_builtins(content), **named}
        intent = Intent(ActPurpose.SECTOR_PUBLISH, who.person.account.person.iin, body, HUMAN)
        return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


async def publish(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Kept:
    """Publish the alert that was signed: it reaches every connected organisation in the same act."""
    signed = await signed_act(node, token, act, ActPurpose.SECTOR_PUBLISH, cms, at)
    content = encoded(msgspec.convert(signed.body, VulnerabilityAlert))
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, PUBLISH, at)
        draft = documents.written(DocumentKind.VULNERABILITY_ALERT, content, who.actor, at)
        kept = await keep_new(node, transaction, Held(draft), Step("written", who, at, {}))
        sent = documents.published(draft, who.actor, at)
        says = {**told_of(node, signed), **await judged_sending(node, transaction, kept.held, sent, at)}
        done = await keep_moved(node, transaction, kept, sent, Step("sent", who, at, says))
        await deliver(node, transaction, done, who, at)
        return done
