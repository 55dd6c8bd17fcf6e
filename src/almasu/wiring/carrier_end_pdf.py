"""The act of return or destruction of a carrier as a document: PDF in Kazakh or Russian, with the manifest's hash."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources

from almasu.actions.provision.ended_carrier import EndedCarrier
from almasu.kernel.provision.carrier_print import SIGNED, STANDING, printed_end
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.text import Language
from almasu.wiring.typesetting import press


async def end_pdf_of(ended: EndedCarrier, language: Language) -> bytes:
    """Return the document: of the same carrier always the same bytes. Problems as `printed_end`, `document.busy`."""
    document = printed_end(ended.carrier, ended.names, language)
    signed = [ended.by, f"{in_astana(ended.at):%d.%m.%Y %H:%M}"]
    act = "" if ended.carrier.ended_act is None else f" · {ended.carrier.ended_act}"
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
