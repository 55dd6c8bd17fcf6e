"""Something received as a PDF document in one of the three languages, its regimes above every page (FMA-6.2)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from importlib import resources

from almasu.actions.provision.use_received import Asked, Opened
from almasu.kernel.provision.joint_act import Purpose
from almasu.kernel.provision.received_print import Printing, printed_received
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.text import Language, Text
from almasu.wiring.typesetting import press


async def received_pdf_of(
    opened: Opened, asked: Asked, names: Mapping[str, Text], language: Language, at: datetime
) -> bytes:
    """Return the document: of the same content, person and moment always the same bytes. Problem `document.busy`."""
    moment = f"{in_astana(at):%d.%m.%Y %H:%M}"
    printing = Printing(opened.by, moment, Purpose(asked.purpose), " ".join(asked.why.split()), opened.material)
    document = printed_received(opened.card, opened.rows, names, opened.people, printing, language)
    told: dict[str, Json] = {
        "lang": language.value,
        "title": document.title,
        "marks": list(document.marks),
        "rows": [list(one) for one in document.rows],
        "head": list(document.head),
        "records": [[title, [list(line) for line in lines]] for title, lines in document.records],
        "foot": document.foot,
        "printed": document.printed,
    }
    template = (resources.files("almasu.kernel.provision") / "received.typ").read_bytes()
    return await press().set(template, {"told": json.dumps(told, ensure_ascii=False)}, at)
