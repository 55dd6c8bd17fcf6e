"""The sectoral centre returns an alert, a card or an answer whose data are incomplete: three working days (ASOI-15)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from almasu.actions.node import Node
from almasu.actions.prepare_act import Intent, prepare_act
from almasu.actions.sector.acting import acting, deadline, signing
from almasu.actions.sector.documents import Kept, Step, keep_moved, read, to_change
from almasu.actions.sector.judge import permitted, told
from almasu.actions.sector.notify import notify_returned
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.powers.sector import RETURN_DOCUMENT
from almasu.kernel.sector import document as documents
from almasu.kernel.sector.document import LEAST_WORDS, Document, Stage
from almasu.kernel.sector.facts import Returned
from almasu.kernel.sector.law import CORRECTION, Act
from almasu.kernel.sector.problems import ANOTHER_EDITION, NOT_RETURNABLE, WORDS_NEEDED, WRONG_STAGE
from almasu.kernel.sector.words import NAMES
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.canonical import Json
from almasu.law.text import Text


async def prepare_return(node: Node, token: str, number: UUID, missing: str, at: datetime) -> PreparedAct:
    """Build the act of a return; Problems `sector.words_needed`, `sector.not_returnable`, `sector.stage`."""
    if len(missing.split()) < LEAST_WORDS:
        raise WORDS_NEEDED.at("missing")
    async with node.store.transaction() as transaction:
        who = await acting(transaction, token, RETURN_DOCUMENT, at)
        document = (await read(transaction, number, who.actor)).document
        if not document.course.returnable:
            raise NOT_RETURNABLE.at()
        if document.stage is not Stage.SENT:
            raise WRONG_STAGE.at()
        name = NAMES[document.kind]
        human = Text(
            kk=f"Толық емес құжатты қайтарамын: {name.kk}.",
            ru=f"Возвращаю неполный документ: {name.ru}.",
            en=f"I return the incomplete document: {name.en}.",
        )
        body: dict[str, Json] = {"document": str(number), "edition": document.edition, "missing": missing.strip()}
        intent = Intent(ActPurpose.SECTOR_RETURN, who.person.account.person.iin, body, human)
        return await prepare_act(node, transaction, who.person.session.token_hash, intent, at)


async def return_document(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> Kept:
    """Return a document: its organisation has three working days from now to mend it."""
    signed = await signed_act(node, token, act, ActPurpose.SECTOR_RETURN, cms, at)
    async with node.store.transaction() as transaction:
        who = await signing(transaction, token, signed, RETURN_DOCUMENT, at)
        kept = await to_change(transaction, UUID(str(signed.body["document"])), who.actor)
        if kept.document.edition != signed.body["edition"]:
            raise ANOTHER_EDITION.at()
        correct_by = (await deadline(node, transaction, CORRECTION, at)).due
        back = documents.returned(kept.document, str(signed.body["missing"]), correct_by, who.actor, at)
        says = {**told_of(node, signed), **told(permitted(node, Act.RETURNED, _facts(kept.document, back, at)))}
        done = await keep_moved(node, transaction, kept, back, Step("returned", who, at, says))
        await notify_returned(node, transaction, done, at)
        return done


def _facts(before: Document, back: Document, at: datetime) -> Returned:
    """Return the facts of a return: the last remark says who returned it and what is missing."""
    last = back.remarks[-1]
    says_what = len(last.words.split()) >= LEAST_WORDS
    return Returned(at, before.kind, by_centre=last.of_centre, own=not before.organisation, says_what=says_what)
