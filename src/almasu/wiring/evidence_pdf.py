"""The evidence pack as a document made to be read: a PDF with watermark, verification code and the pack attached."""

from __future__ import annotations

import asyncio
import io
import json
from functools import cache
from importlib import resources

import segno
import typst

from almasu.actions.make_evidence_pack import Made
from almasu.kernel.evidence_pack.content import body_digest
from almasu.kernel.evidence_pack.report import report
from almasu.kernel.grounds.called import Called
from almasu.law import moment
from almasu.law.problem import Fault
from almasu.law.text import Language


async def pdf_of(made: Made, called: Called, language: Language) -> bytes:
    """Return the document of a pack that was made, in words of its reader; the event loop goes on meanwhile."""
    return await asyncio.to_thread(_rendered, made, called, language)


def _rendered(made: Made, called: Called, language: Language) -> bytes:
    """Set the document. Texts reach the template as data, and the template may read no file."""
    body = made.pack.body
    given = {
        "told": json.dumps(report(made.data, made.pack, made.who, called, language), ensure_ascii=False),
        "pack": made.data.decode(),
        "qr": _qr(f"almasu-evidence:{body.number}:{body_digest(body)}"),
    }
    try:
        document = typst.compile(
            _template(),
            format="pdf",
            sys_inputs=given,
            ignore_system_fonts=True,
            timestamp=int(moment.read(body.made_at).timestamp()),
        )
    except typst.TypstError as broken:
        raise Fault(f"the document of the pack {made.number} cannot be set") from broken
    if not isinstance(document, bytes):
        raise Fault("a document is one file")
    return document


def _qr(text: str) -> str:
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", xmldecl=False)
    return drawn.getvalue().decode()


@cache
def _template() -> bytes:
    return (resources.files("almasu.kernel.evidence_pack") / "report.typ").read_bytes()
