"""Acts of return or destruction of a paper and of a carrier as PDF, in Kazakh or Russian (FMA-3.4, FMA-3.5)."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from uuid import UUID

from almasu.actions.provision.ended_carrier import EndedCarrier
from almasu.actions.provision.ended_sheaf import EndedSheaf
from almasu.kernel.provision import carrier_print, paper_print
from almasu.kernel.provision.act_print import Printed
from almasu.law.canonical import Json
from almasu.law.moment import in_astana
from almasu.law.text import Language, Text
from almasu.wiring.typesetting import press


async def carrier_end_pdf_of(ended: EndedCarrier, language: Language) -> bytes:
    """Return the document: of the same carrier always the same bytes. Problems as `printed_end`, `document.busy`."""
    document = carrier_print.printed_end(ended.carrier, ended.names, language)
    return await _pdf_of(document, carrier_print.STANDING, ended, ended.carrier.ended_act, language)


async def paper_end_pdf_of(ended: EndedSheaf, language: Language) -> bytes:
    """Return the document: of the same paper always the same bytes. Problems as `printed_end`, `document.busy`."""
    document = paper_print.printed_end(ended.sheaf, ended.bodies, ended.data_set, language)
    return await _pdf_of(document, paper_print.STANDING, ended, ended.sheaf.ended_act, language)


async def _pdf_of(
    document: Printed, standing: Text, ended: EndedCarrier | EndedSheaf, act: UUID | None, language: Language
) -> bytes:
    signed = ", ".join(one for one in (ended.by, f"{in_astana(ended.at):%d.%m.%Y %H:%M}") if one)
    told: dict[str, Json] = {
        "lang": language.value,
        "title": document.title,
        "stage": standing.said_in(language),
        "opening": document.opening,
        "parts": [asdict(part) for part in document.parts],
        "hands": [[carrier_print.SIGNED.said_in(language), signed if act is None else f"{signed} · {act}"]],
        "hash": document.hash,
        "foot": document.title,
    }
    template = (resources.files("almasu.kernel.provision") / "joint_act.typ").read_bytes()
    return await press().set(template, {"told": json.dumps(told, ensure_ascii=False)}, ended.at)
