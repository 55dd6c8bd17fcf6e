"""Enter one's own state's mark beside that of the originator, which stays as it came (CIS-4.3)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from almasu.actions.interstate.acting import Meant, acting, prepared_by, signing
from almasu.actions.interstate.items import KeptItem, keep_marked, own_item
from almasu.actions.node import Node
from almasu.actions.sign_act import signed_act, told_of
from almasu.kernel.interstate.fitting import must_fit
from almasu.kernel.interstate.secrecy import with_equal
from almasu.kernel.powers.interstate import ENTER_EQUAL
from almasu.kernel.signatures.act import ActPurpose
from almasu.kernel.signatures.prepared import PreparedAct
from almasu.law.text import Text


class Equal(msgspec.Struct, frozen=True):
    """Which mark of which item, counted from 1, and what is equal to it in one's own state."""

    item: UUID
    place: int
    equal: str


async def prepare_equal(node: Node, token: str, form: Equal, at: datetime) -> PreparedAct:
    """Build the act; Problems `paper.unknown`, `cis.value` for no such mark or an empty equal."""
    must_fit(form)
    async with node.store.transaction() as transaction:
        who = await acting(node, transaction, token, ENTER_EQUAL, at)
        received = (await own_item(transaction, who, form.item)).item.received
        mark = with_equal(received, form.place, form.equal).stamps[form.place - 1]
        human = Text(
            kk=f"«{mark.original}» белгісіне тең деп «{mark.equal}» белгісін қоямын.",
            ru=f"Рядом с грифом «{mark.original}» ставлю равнозначный: «{mark.equal}».",
            en=f"Beside the mark “{mark.original}” I set its equal: “{mark.equal}”.",
        )
        meant = Meant(ActPurpose.CIS_EQUAL_STAMP, msgspec.to_builtins(form), human)
        return await prepared_by(node, transaction, who, meant, at)


async def enter_equal(node: Node, token: str, act: UUID, cms: bytes, at: datetime) -> KeptItem:
    """Enter what was signed; the originator's mark is not touched."""
    signed = await signed_act(node, token, act, ActPurpose.CIS_EQUAL_STAMP, cms, at)
    form = msgspec.convert(signed.body, Equal)
    async with node.store.transaction() as transaction:
        who = await signing(node, transaction, token, signed, ENTER_EQUAL, at)
        kept = await own_item(transaction, who, form.item, lock=True)
        item = replace(kept.item, received=with_equal(kept.item.received, form.place, form.equal))
        says = {**told_of(node, signed), "place": form.place}
        return await keep_marked(node, transaction, kept, item, who.said, at, says)
