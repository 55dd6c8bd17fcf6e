"""An item of received information as a PDF document in one of the three languages, its marks above every page."""

from __future__ import annotations

import json
from datetime import datetime
from importlib import resources

from almasu.actions.interstate.items import TakenAlong
from almasu.kernel.interstate.item_print import printed_item
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.text import Language, Text
from almasu.wiring.typesetting import press

TAKEN = Text("Алған: {by}, {at}", "Взял: {by}, {at}", "Taken along by {by}, {at}")


async def item_pdf_of(taken: TakenAlong, language: Language, at: datetime) -> bytes:
    """Return the document: of the same item, person and moment always the same bytes. Problem `document.busy`."""
    item = taken.kept.item
    consent = "" if item.consent is None else str(item.consent)
    document = printed_item(item.received, item.content, item.carrier, consent, taken.names, language)
    told: dict[str, Json] = {
        "lang": language.value,
        "title": document.title,
        "marks": list(document.marks),
        "rows": [list(one) for one in document.rows],
        "content": document.content,
        "foot": document.foot,
        "sha256": document.sha256,
        "taken": TAKEN.said_in(language).format(by=taken.by, at=f"{in_astana(at):%d.%m.%Y %H:%M}"),
    }
    template = (resources.files("almasu.kernel.interstate") / "item.typ").read_bytes()
    return await press().set(template, {"told": json.dumps(told, ensure_ascii=False)}, at)
