"""A secret at the pages of a body: what is asked of it, and how its head signs what a page shows."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID, uuid4

from actions.interstate.conftest import FSB, KNB, PEOPLE
from almasu.actions.interstate.deliver import deliver
from almasu.kernel.interstate.asking import Asked, Item, Matter, Subject, Way
from almasu.kernel.interstate.case import incoming
from almasu.kernel.interstate.parcels import Asks, Attested
from powers.interstate_hostile import Hostile

CONTENT = "агентурное сообщение о встрече двенадцатого мая"
DECISION = {
    "decided_by": "заместитель председателя", "decided_on": "2026-11-20", "release_case": "дело № 17", "paper": "44-с",
}  # fmt: skip


async def asked_of_us(hostile: Hostile) -> UUID:
    """A request of another state for two things; its number here."""
    items = (Item(Matter.PERSON, "сведения о лице"), Item(Matter.FACT, "сведения о встрече"))
    asked = Asked(
        uuid4(),
        Way.ONE_TIME,
        FSB,
        KNB,
        Subject.TERRORISM,
        "дело № 17 о терроризме",
        items,
        "раскрытие тяжкого преступления",
    )
    state = hostile.state
    async with state.node.store.transaction() as transaction:
        asks = Asks(asked, Attested(uuid4(), "0" * 64, state.now(), "начальник"))
        await deliver(state.node, transaction, "RU", asks, state.now())
    return incoming(FSB, asked.number)


async def signs(hostile: Hostile, place: str) -> Any:
    """Read what the head is shown to sign, and sign it; return what is shown afterwards with what was read."""
    shown = await hostile.open("head", place)
    act = place.rpartition("/")[2]
    cms = base64.b64encode(f"signed {PEOPLE['KZ']['head'][0]} {act}".encode()).decode()
    done = await hostile.sends("head", place, {"act": act, "cms": cms})
    assert done.status_code == 303, done.text[-2000:]
    page = await hostile.open("head", done.headers["location"])
    return shown.text, page.text
