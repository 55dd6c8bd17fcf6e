"""The act of return or destruction of a paper as a document: PDF in Kazakh or Russian, with its card's hash."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources

from almasu.actions.provision.ended_sheaf import EndedSheaf
from almasu.kernel.provision.carrier_print import SIGNED
from almasu.kernel.provision.paper_print import STANDING, printed_end
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.text import Language
from almasu.wiring.typesetting import press


async def paper_end_pdf_of(ended: EndedSheaf, language: Language) -> bytes:
    """Return the document: of the same paper always the same bytes. Problems as `printed_end`, `document.busy`."""
    document = printed_end(ended.sheaf, ended.bodies, ended.data_set, language)
    signed = [ended.by, f"{in_astana(ended.at):%d.%m.%Y %H:%M}"]
    act = "" if ended.sheaf.ended_act is None else f" · {ended.sheaf.ended_act}"
    told: dict[str, Json] = {
        "lang": language.value,
        "title": document.title,
        "stage": STANDING.said_in(language),
        "opening": document.opening,
        "parts": [asdict(part) for part in document.parts],
        "hands": [[SIGNED.said_in(language), ", ".join(one for one in signed if one) + act]],
        "hash": document.hash,
        "foot": document.title,
    }
    template = (resources.files("almasu.kernel.provision") / "joint_act.typ").read_bytes()
    return await press().set(template, {"told": json.dumps(told, ensure_ascii=False)}, ended.at)
