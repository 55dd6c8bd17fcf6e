"""The evidence pack as a document made to be read: a PDF with watermark, verification code and the pack attached."""

from __future__ import annotations

import io
import json
from functools import cache
from importlib import resources

import segno

from almasu.actions.make_evidence_pack import Made
from almasu.kernel.evidence_pack.content import body_digest
from almasu.kernel.evidence_pack.report import report
from almasu.kernel.grounds.called import Called
from almasu.law import moment
from almasu.law.text import Language
from almasu.wiring.typesetting import press


async def pdf_of(made: Made, called: Called, language: Language) -> bytes:
    """Return the document of a pack that was made, in words of its reader. Problem `document.busy`."""
    body = made.pack.body
    given = {
        "told": json.dumps(report(made.data, made.pack, made.who, called, language), ensure_ascii=False),
        "pack": made.data.decode(),
        "qr": _qr(f"almasu-evidence:{body.number}:{body_digest(body)}"),
    }
    return await press().set(_template(), given, moment.read(body.made_at))


def _qr(text: str) -> str:
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", xmldecl=False)
    return drawn.getvalue().decode()


@cache
def _template() -> bytes:
    return (resources.files("almasu.kernel.evidence_pack") / "report.typ").read_bytes()
